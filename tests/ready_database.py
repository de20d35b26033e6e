"""A migrated test database kept from the last run: migrating costs each test process half a minute, a copy nothing.

SQLite only. What it holds is named by the migrations that made it, so a changed migration makes a new one; `migrate`
runs over the copy all the same and finds nothing to do.
"""

import hashlib
import os
import sqlite3
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).parent.parent
MADE_BY = [
    "*/migrations/*.py",
    "*/migrations/*.json",
    "pairs/capacity.py",
    "documents/frozen.py",
    "requirements.txt",
]


def lay() -> bool:
    """Put a copy where the test database will stand; False when there is none to copy."""
    if connection.vendor != "sqlite" or not kept().exists():
        return False
    target = Path(connection.settings_dict["TEST"]["NAME"])
    target.parent.mkdir(parents=True, exist_ok=True)
    for leftover in (target, Path(f"{target}-wal"), Path(f"{target}-shm")):
        leftover.unlink(missing_ok=True)
    copy(kept(), target)
    return True


def keep() -> None:
    """Remember the database that has just been migrated; earlier ones go."""
    if connection.vendor != "sqlite":
        return
    kept().parent.mkdir(parents=True, exist_ok=True)
    made = kept().with_suffix(f".{os.getpid()}")
    copy(Path(connection.settings_dict["NAME"]), made)
    for earlier in kept().parent.glob("migrated-*.sqlite3"):
        earlier.unlink(missing_ok=True)
    made.replace(kept())


def kept():
    digest = hashlib.sha256()
    for path in sorted(path for pattern in MADE_BY for path in ROOT.glob(pattern)):
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return ROOT / "var/cache/tests" / f"migrated-{digest.hexdigest()[:16]}.sqlite3"


def copy(source, target):
    with sqlite3.connect(source) as ours, sqlite3.connect(target) as theirs:
        ours.backup(theirs)
    ours.close()
    theirs.close()
