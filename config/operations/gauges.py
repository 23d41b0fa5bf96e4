"""What is asked when somebody looks at /metrics: rows that wait, sockets' tallies, pools, rooms with video.

A part that cannot be asked is left out and counted in `daji_metrics_unanswered`: figures must be there above all while
the database is not.
"""

import logging
import os
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models import Count, Min
from django.utils import timezone
from prometheus_client import CollectorRegistry
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from core import heartbeats
from core.models import Event
from live.hub.tally import TALLY
from live.video.hub.registry import running_streams
from notifications.models import Delivery
from notifications.states import Channel, DeliveryState

logger = logging.getLogger(__name__)

STARTED_AT = time.time()
STORED = ("Picture", "Video", "Document")


def hub() -> Iterator[Metric]:
    yield CounterMetricFamily("daji_hub_deliveries", "Frames written to sockets.", value=TALLY.delivered)
    yield CounterMetricFamily("daji_hub_dropped", "Frames left out for sockets that read too slowly.", TALLY.dropped)
    yield CounterMetricFamily("daji_hub_closed", "Sockets closed because they read too slowly.", TALLY.closed)


def video() -> Iterator[Metric]:
    yield GaugeMetricFamily("daji_video_rooms", "Rooms with a picture, in this process.", value=running_streams())


def outbox() -> Iterator[Metric]:
    waiting = Event.objects.filter(delivered_at__isnull=True).aggregate(count=Count("pk"), oldest=Min("happened_at"))
    age = (timezone.now() - waiting["oldest"]).total_seconds() if waiting["oldest"] else 0.0
    yield GaugeMetricFamily("daji_events_undelivered", "Events some receiver has not taken.", value=waiting["count"])
    yield GaugeMetricFamily("daji_events_undelivered_oldest_seconds", "Age of the oldest.", value=age)


def deliveries() -> Iterator[Metric]:
    pending = Delivery.objects.filter(state=DeliveryState.PENDING)
    counts = dict(pending.values_list("channel").annotate(Count("pk")))
    family = GaugeMetricFamily("daji_deliveries_pending", "Notifications not sent yet.", labels=["channel"])
    for channel in Channel.values:
        family.add_metric([channel], counts.get(channel, 0))
    yield family


def uploads() -> Iterator[Metric]:
    family = GaugeMetricFamily("daji_stored_files", "What people sent and the site keeps.", labels=["kind"])
    models = {model.__name__: model for model in apps.get_app_config("uploads").get_models()}
    for name in STORED:
        if name in models:
            family.add_metric([name.lower()], models[name]._default_manager.count())
    yield family


def workers() -> Iterator[Metric]:
    family = GaugeMetricFamily(
        "daji_queue_silence_seconds", "Since somebody last worked the queue off.", labels=["queue"]
    )
    for queue in settings.DAJI_QUEUES:
        seconds = heartbeats.seconds_since(queue=queue)
        family.add_metric([queue], float("inf") if seconds is None else round(seconds, 3))
    yield family


def database() -> Iterator[Metric]:
    """SQLite: how large it and its write-ahead log are. PostgreSQL: the pool of this process."""
    if connection.vendor == "sqlite":
        path = Path(connection.settings_dict["NAME"])
        family = GaugeMetricFamily("daji_sqlite_bytes", "Size on disk.", labels=["file"])
        for label, file in (("database", path), ("wal", path.with_name(path.name + "-wal"))):
            family.add_metric([label], file.stat().st_size if file.exists() else 0)
        yield family
        return
    pool = getattr(connection, "pool", None)
    if pool is not None:
        stats = pool.get_stats()
        for name in ("pool_size", "pool_available", "requests_waiting"):
            yield GaugeMetricFamily(f"daji_postgresql_{name}", "psycopg_pool's own figure.", value=stats.get(name, 0))


def process() -> Iterator[Metric]:
    yield GaugeMetricFamily("daji_start_time_seconds", "When this process began.", value=STARTED_AT)
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    yield GaugeMetricFamily(
        "daji_resident_memory_bytes", "Memory of this process.", value=pages * os.sysconf("SC_PAGE_SIZE")
    )


ANSWERS: dict[str, Callable[[], Iterable[Metric]]] = {
    "hub": hub,
    "video": video,
    "outbox": outbox,
    "deliveries": deliveries,
    "uploads": uploads,
    "workers": workers,
    "database": database,
    "process": process,
}


class SiteCollector:
    def collect(self) -> Iterator[Metric]:
        unanswered = GaugeMetricFamily("daji_metrics_unanswered", "Parts that could not be asked.", labels=["part"])
        for name, answer in ANSWERS.items():
            try:
                found = list(answer())
            except Exception:
                logger.warning("metrics: %s", name, exc_info=True)
                unanswered.add_metric([name], 1)
                continue
            unanswered.add_metric([name], 0)
            yield from found
        connection.close()
        yield unanswered

    def describe(self) -> list[Metric]:
        """Nothing: to say what there is would mean to ask the database while the program is being loaded."""
        return []


SITE = CollectorRegistry()
SITE.register(SiteCollector())
