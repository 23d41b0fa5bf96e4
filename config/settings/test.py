"""Tests: quick hashing, everything in the process, files in a temporary folder."""

import os
import tempfile
from pathlib import Path

# Test processes side by side share one Redis: each has names of its own. (Their databases pytest-django keeps apart.)
os.environ["REDIS_PREFIX"] = f"daji-test-{os.getpid()}"

from . import uploads
from .base import *  # noqa: F403
from .base import DATABASES, INSTALLED_APPS

SECRET_KEY = "only-for-tests"  # noqa: S105
DAJI_FIELD_KEYS = ["b25seS1mb3ItdGVzdHMtdGhpcnR5LXR3by1ieXRlcyE="]
DAJI_DEMO = True
DAJI_SANDBOX_PAYMENTS = True
INSTALLED_APPS = [*INSTALLED_APPS, "demo"]
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DATA_DIR = Path(tempfile.mkdtemp(prefix="daji-test-"))
MEDIA_ROOT = DATA_DIR / "media"
DAJI_PARTS_ROOT = DATA_DIR / "parts"  # of uploads that are still arriving
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    **uploads.storages(data_dir=DATA_DIR),
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: tests with several threads and the live server need connections of their own.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}
DAJI_SMS_BACKEND = "accounts.gateways.sms.FileSmsBackend"
DAJI_SMS_FOLDER = DATA_DIR / "sms"
