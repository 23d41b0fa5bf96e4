"""Celery's worker and beat as threads of this process: the small size needs no second one.

The broker may be in memory, because it is only a doorbell: what must survive a crash stands in the database, and the
beat tasks find it again.
"""

import logging
import os
import threading
import time
from typing import Any

from celery import beat
from celery.worker import WorkController
from celery.worker import state as worker_state
from django.conf import settings

from config.celery import app

STOP_WITHIN_SECONDS = 2.5
LONGEST_WAIT_SECONDS = 0.25

logger = logging.getLogger(__name__)


class _Worker(WorkController):
    def __init__(self, ready: threading.Event) -> None:
        self._ready = ready
        super().__init__(
            app=app,
            hostname="embedded@daji",
            pool_cls="threads",
            concurrency=settings.DAJI_WORKER_THREADS,
            loglevel=logging.WARNING,
            queues=list(settings.DAJI_QUEUES),
            without_heartbeat=True,
            without_mingle=True,
            without_gossip=True,
        )

    def on_consumer_ready(self, consumer: Any) -> None:
        """Called at the start of Celery's loop, which looks whether to stop only between two waits of two seconds."""
        connection = consumer.connection
        wait = connection.drain_events
        connection.drain_events = lambda timeout: wait(timeout=min(timeout, LONGEST_WAIT_SECONDS))
        self._ready.set()


class EmbeddedWorker:
    """`start` and `stop`; `wait_idle` for tests. One in a process: Celery keeps its state in module globals."""

    def __init__(self, *, with_beat: bool = True) -> None:
        os.environ.setdefault("CELERY_SKIP_CHECKS", "1")  # whoever started this process has checked
        self._ready = threading.Event()
        self._worker = _Worker(self._ready)
        self._thread = threading.Thread(target=self._worker.start, daemon=True, name="celery-worker")
        self._beat = None
        if with_beat:
            # Unless told, an embedded beat keeps a file in the working folder, whatever the settings say.
            self._beat = beat.EmbeddedService(app, thread=True, scheduler_cls=app.conf.beat_scheduler)
            self._beat.daemon = True

    def start(self) -> None:
        worker_state.should_stop = None
        self._thread.start()
        if self._beat is not None:
            self._beat.start()

    def wait_ready(self, *, seconds: float) -> bool:
        return self._ready.wait(seconds)

    def begin_stop(self) -> None:
        """Take no more tasks. Returns at once; the worker notices within half a second, beat within one."""
        worker_state.should_stop = 0
        if self._beat is not None:
            self._beat.service.stop()

    def stop(self) -> bool:
        """True when all threads ended in time. A task still running is left behind: it may run twice, so it will."""
        self.begin_stop()
        deadline = time.monotonic() + STOP_WITHIN_SECONDS
        for thread in filter(None, (self._beat, self._thread)):
            thread.join(max(0, deadline - time.monotonic()))
        return not self._thread.is_alive()

    def is_idle(self) -> bool:
        """Nothing runs and nothing waits in the broker."""
        if worker_state.active_requests or worker_state.reserved_requests:
            return False
        with app.connection_for_read() as connection:
            channel = connection.default_channel
            return not any(channel._size(queue) for queue in settings.DAJI_QUEUES)

    def wait_idle(self, *, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while not self.is_idle():
            if time.monotonic() > deadline:
                return False
            time.sleep(0.01)
        return True
