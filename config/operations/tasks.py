"""Tasks bear the id of the request that set them off, are timed, and let it be known that somebody works them off."""

import logging
import time
from collections.abc import MutableMapping
from typing import Any

from celery import signals
from django.conf import settings
from prometheus_client import start_http_server

from core.metrics import REGISTRY, TASK_DURATION, TASKS
from core.request_ids import bind_request_id, current_request_id, new_request_id

HEADER = "request_id"
EMBEDDED = "embedded@daji"  # config.worker: its figures are at the site's own /metrics

logger = logging.getLogger(__name__)
_began: dict[str, tuple[float, str]] = {}


@signals.before_task_publish.connect
def send_request_id(headers: MutableMapping[str, Any] | None = None, **_: Any) -> None:
    if headers is not None and (request_id := current_request_id()):
        headers.setdefault(HEADER, request_id)


@signals.task_prerun.connect
def begin_task(task_id: str, task: Any, **_: Any) -> None:
    before = current_request_id()
    _began[task_id] = (time.perf_counter(), before)
    # Tasks that run at once, in the thread of who asked for them, are part of that request.
    bind_request_id(task.request.get(HEADER) or (before if task.request.is_eager else "") or new_request_id())


@signals.task_postrun.connect
def end_task(task_id: str, task: Any, state: str | None = None, **_: Any) -> None:
    began, before = _began.pop(task_id, (time.perf_counter(), ""))
    seconds = time.perf_counter() - began
    TASKS.labels(task.name, (state or "unknown").lower()).inc()
    TASK_DURATION.labels(task.name).observe(seconds)
    logger.debug("task", extra={"task": task.name, "state": state, "ms": round(seconds * 1000, 1)})
    bind_request_id(before)


@signals.worker_ready.connect
def show_life(sender: Any = None, **_: Any) -> None:
    """A site is ready as soon as its worker is, and not ten seconds later when beat first asks."""
    from core.tasks import beat_heart

    if settings.DAJI_WORKER_METRICS_PORT and sender.hostname != EMBEDDED:
        start_http_server(settings.DAJI_WORKER_METRICS_PORT, addr="127.0.0.1", registry=REGISTRY)
    for queue in sender.app.amqp.queues.consume_from:
        beat_heart.apply_async(kwargs={"queue": queue}, queue=queue)
