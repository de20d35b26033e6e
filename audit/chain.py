"""The hash chain of the journal, without a database: what is hashed and how a broken link is found."""

import hashlib
import json
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    number: int
    words: str


def details_hash(details, salt):
    """SHA-256 of what an entry says besides who, when and what; salted, so that erased words cannot be guessed."""
    words = json.dumps(details, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(f"{salt}{words}".encode()).hexdigest()


def entry_hash(entry, previous_hash):
    """SHA-256 over the facts of an entry and the hash before it.

    The moment is hashed as UTC microseconds and the details through their own hash: both engines agree, and
    details and salt can be destroyed without breaking the chain (PAP-7).
    """
    facts = [
        entry.organization_id, entry.number, entry.at_us, entry.user_id or 0,
        entry.action, entry.subject_type, entry.subject_id, entry.details_hash, previous_hash,
    ]  # fmt: skip
    return hashlib.sha256("\x1f".join(map(str, facts)).encode()).hexdigest()


def verify(entries, head_number, head_hash):
    """Problems of one institution's chain; `entries` in order of number, the head row says where it must end."""
    problems, expected, previous = [], 1, ""
    for entry in entries:
        if entry.number != expected:
            problems.append(Problem(expected, f"нет записей с {expected} по {entry.number - 1}"))
        if entry.previous_hash != previous:
            problems.append(Problem(entry.number, "не продолжает предыдущую запись"))
        told = entry.erased_at or entry.details_hash == details_hash(entry.details, entry.salt)
        if not told or entry.hash != entry_hash(entry, entry.previous_hash):
            problems.append(Problem(entry.number, "изменена после записи"))
        expected, previous = entry.number + 1, entry.hash
    if (expected - 1, previous) != (head_number, head_hash):
        problems.append(
            Problem(
                head_number, "журнал кончается не там, где должен: последние записи удалены или добавлены"
            )
        )
    return problems
