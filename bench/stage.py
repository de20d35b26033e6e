"""A throwaway installation: own data folder and database, settings as on a server, nothing sent anywhere."""

import os
import tempfile
from contextlib import contextmanager

# Builds of Bootstrap that no page asks for, as in bin/run.
UNUSED = [
    "*.rtl.*",
    "bootstrap-*",
    "bootstrap.css*",
    "bootstrap.js*",
    "bootstrap.esm*",
    "bootstrap.bundle.js*",
]


@contextmanager
def stage():
    """Django with an empty database: SQLite in a folder of its own, or a new one on the server of DATABASE_URL."""
    with tempfile.TemporaryDirectory(prefix="mentorship-bench-", ignore_cleanup_errors=True) as folder:
        os.environ |= {
            "DATA_DIR": folder,
            "CELERY_BROKER_URL": "",
            "REDIS_URL": "",
            "HTTPS": "0",
            "DEMO": "0",
        }
        os.environ |= {"DJANGO_SETTINGS_MODULE": "mentorship.settings", "DEBUG": "0", "EMAIL_URL": ""}
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
        os.environ.setdefault("TEST_DB_SUFFIX", "_bench")
        with _database():
            yield


@contextmanager
def _database():
    import django  # noqa: PLC0415  (settings are read from the environment made above)

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        call_command("createcachetable", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False, ignore_patterns=UNUSED)
        yield
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)
