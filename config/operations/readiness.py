"""What must work for the site to work: each part says "ok" or, in a few words without secrets, what is wrong."""

import logging
import shutil
from collections.abc import Callable
from pathlib import Path

import redis
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from core import heartbeats

OK = "ok"
REDIS_SECONDS = 2

logger = logging.getLogger(__name__)
type Check = Callable[[], str]

_expected: set[tuple[str, str]] = set()


def database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return OK


def migrations() -> str:
    """Every migration of this code has been applied. The other way round is fine: an older process during an upgrade."""
    if not _expected:
        _expected.update(MigrationLoader(None, ignore_no_migrations=True).disk_migrations or {})
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        applied = set(cursor.fetchall())
    missing = len(_expected - applied)
    return OK if not missing else f"{missing} migrations are not applied: run manage.py migrate"


def bus() -> str:
    if not settings.REDIS_URL:
        return OK  # in this process: it answers when the process does
    client = redis.Redis.from_url(
        settings.REDIS_URL, socket_connect_timeout=REDIS_SECONDS, socket_timeout=REDIS_SECONDS
    )
    try:
        client.ping()
    finally:
        client.close()
    return OK


def worker() -> str:
    silent = []
    for queue in settings.DAJI_QUEUES:
        seconds = heartbeats.seconds_since(queue=queue)
        if seconds is None or seconds > settings.DAJI_WORKER_SILENCE_SECONDS:
            silent.append(queue)
    return OK if not silent else f"nobody works off: {', '.join(silent)}"


def disk() -> str:
    folder = Path(settings.DATA_DIR)
    free = shutil.disk_usage(folder if folder.exists() else folder.parent).free
    if free >= settings.DAJI_DISK_FLOOR_BYTES:
        return OK
    return f"{free // 2**20} MiB free, less than {settings.DAJI_DISK_FLOOR_BYTES // 2**20}"


CHECKS: dict[str, Check] = {
    "database": database,
    "migrations": migrations,
    "bus": bus,
    "worker": worker,
    "disk": disk,
}


def state_of(name: str) -> str:
    """Never raises; what went wrong in detail goes to the log, where passwords are removed."""
    try:
        return CHECKS[name]()
    except Exception:
        logger.warning("readiness: %s", name, exc_info=True)
        return "does not answer"
    finally:
        try:
            connection.close()
        except Exception:
            logger.warning("readiness: a connection could not be closed", exc_info=True)
