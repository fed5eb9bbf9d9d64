"""The product's own settings, as an installation behind TLS would have them, less what only slows or blocks a test."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# Memory where there is any: the files of a test are gone with it.
_memory = Path("/dev/shm")
_room = tempfile.mkdtemp(prefix="rumbo-tests-", dir=_memory if os.access(_memory, os.W_OK) else None)
atexit.register(shutil.rmtree, _room, ignore_errors=True)

os.environ.update(
    RUMBO_DEBUG="0",
    RUMBO_HTTPS="0",
    RUMBO_STATIC_COLLECTED="0",
    RUMBO_SECRET_KEY="known-to-everybody-and-used-by-tests-only",
    RUMBO_DATA_DIR=_room,
    RUMBO_DATABASE_POOL="0",
    RUMBO_LOG_LEVEL="WARNING",
)

from rumbo.config.settings import *  # noqa: E402, F403
from rumbo.config.settings import DATABASES  # noqa: E402

# The tables come from the models, which is quick; tests/config/test_migrations.py holds the migrations to the same.
DATABASES["default"]["TEST"] = {"MIGRATE": False}
# A file and not memory, so that threads meet on it as they do in an installation.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"]["NAME"] = f"{_room}/test.sqlite3"
# Hashing well is slow on purpose; the tests are not the place for it.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
