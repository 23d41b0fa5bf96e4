"""Tests: quick hashing, everything in the process, files in a temporary folder.

Whatever the caller's environment says is for their own site, and nothing here leads to it: the data folder is a new one,
for processes that a test starts too; of databases only the tests' own has a name; and pytest takes the services from the
environment and no other setting.
"""

import atexit
import os
import shutil
import sys
import tempfile

from .table import SETTINGS

SERVICES = {"DATABASE_URL", "REDIS_URL"}
if "pytest" in sys.modules:  # a process that a test starts is told by the test
    for setting in SETTINGS:
        if setting.name not in SERVICES:
            os.environ.pop(setting.name, None)
os.environ["DAJI_DATA_DIR"] = tempfile.mkdtemp(prefix="daji-test-")
atexit.register(shutil.rmtree, os.environ["DAJI_DATA_DIR"], ignore_errors=True)
# Test processes side by side share one Redis and one PostgreSQL: each has names of its own in them.
os.environ["REDIS_PREFIX"] = f"daji-test-{os.getpid()}"

# isort: split
from .base import *  # noqa: E402, F403
from .base import DATA_DIR, DATABASES, INSTALLED_APPS, STORAGES  # noqa: E402

SECRET_KEY = "only-for-tests"  # noqa: S105
DAJI_FIELD_KEYS = ["b25seS1mb3ItdGVzdHMtdGhpcnR5LXR3by1ieXRlcyE="]
DAJI_DEMO = True
DAJI_SANDBOX_PAYMENTS = True
INSTALLED_APPS = [*INSTALLED_APPS, "demo"]
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
# SQLite in a file, not in memory: tests with several threads and the live server need connections of their own.
_is_sqlite = DATABASES["default"]["ENGINE"].endswith("sqlite3")
_database = str(DATA_DIR / "test.sqlite3") if _is_sqlite else f"daji_test_{os.getpid()}"
DATABASES["default"] |= {"NAME": _database, "TEST": {"NAME": _database}}
DAJI_SMS_BACKEND = "accounts.gateways.sms.FileSmsBackend"
