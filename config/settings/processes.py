"""How much one process takes on."""

from typing import Any

import environ

env = environ.Env()

DAJI_PAGE_THREADS = env.int("DAJI_PAGE_THREADS", default=8)
DAJI_WORKER_THREADS = env.int("DAJI_WORKER_THREADS", default=4)
DAJI_MAX_BODY_BYTES = 64 * 1024 * 1024

# A worker takes from all of them unless it is told which; every task is routed to one in CELERY_TASK_ROUTES.
DAJI_QUEUES = ["default", "orders", "fanout", "media"]

# Proxies in front of the site, as addresses or networks: only from them are X-Forwarded-For, -Proto and -Host believed.
DAJI_TRUSTED_PROXIES = env.list("DAJI_TRUSTED_PROXIES", default=[])
# Who may read /metrics: these addresses, and whoever brings the token (`Authorization: Bearer …`).
DAJI_METRICS_ALLOWED = env.list("DAJI_METRICS_ALLOWED", default=["127.0.0.1", "::1"])
DAJI_METRICS_TOKEN = env("DAJI_METRICS_TOKEN", default="")
# A Celery worker in a process of its own answers /metrics at this port of the loopback address; 0 is off.
DAJI_WORKER_METRICS_PORT = env.int("DAJI_WORKER_METRICS_PORT", default=0)
# /readyz: a queue nobody worked off for so long is a fault, and so is a disk with less room than this.
DAJI_WORKER_SILENCE_SECONDS = env.int("DAJI_WORKER_SILENCE_SECONDS", default=60)
DAJI_DISK_FLOOR_BYTES = env.int("DAJI_DISK_FLOOR_BYTES", default=256 * 1024 * 1024)

# `manage.py backup`: its archive, which stands best on another disk.
DAJI_BACKUP_DIR = env("DAJI_BACKUP_DIR", default="")
DAJI_BACKUP_KEEP_DAYS = env.int("DAJI_BACKUP_KEEP_DAYS", default=14)

# PostgreSQL: a pool for each process, so that threads that do nothing hold no connection. PgBouncer with transaction
# pooling keeps no session, hence no prepared statements and no cursor of the server's between two transactions.
DAJI_DATABASE_POOL = env.int("DAJI_DATABASE_POOL", default=0)
DAJI_DATABASE_IS_BOUNCED = env.bool("DAJI_DATABASE_IS_BOUNCED", default=False)


def postgresql_of(database: dict[str, Any]) -> dict[str, Any]:
    """What Django is told about a PostgreSQL database, on top of its address."""
    options = dict(database.get("OPTIONS") or {})
    changed: dict[str, Any] = {"OPTIONS": options}
    if DAJI_DATABASE_POOL:
        options["pool"] = {"min_size": 1, "max_size": DAJI_DATABASE_POOL, "timeout": 10}
        changed["CONN_MAX_AGE"] = 0  # connections go back to the pool after each request
    if DAJI_DATABASE_IS_BOUNCED:
        options["prepare_threshold"] = None
        changed["DISABLE_SERVER_SIDE_CURSORS"] = True
    return {**database, **changed}


# Goes on when its file cannot be written.
CELERY_BEAT_SCHEDULER = "config.schedule.Scheduler"
