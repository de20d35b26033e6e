"""What tests change: quick hashing, letters in memory, files in a place of their own."""

import os
import tempfile
from pathlib import Path

from mentorship.settings import *  # noqa: F403

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps a loop running in the thread of the tests
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}  # noqa: F405
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="mentorship-files-"))
SEAL_DIR = Path(tempfile.mkdtemp(prefix="mentorship-seals-"))
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
DEMO = False
if DATABASES["default"]["ENGINE"].endswith("postgresql"):  # noqa: F405
    # A test database need not outlive a power cut: nobody waits for the disk at each commit.
    DATABASES["default"].setdefault("OPTIONS", {})["options"] = "-c synchronous_commit=off"  # noqa: F405
