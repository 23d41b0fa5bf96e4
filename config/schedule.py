"""Beat keeps its schedule in memory: a file that a full disk leaves half written would end it."""

from datetime import timedelta
from typing import Any

from celery.beat import Scheduler as InMemoryScheduler

LONG_AGO = timedelta(days=1)


class Scheduler(InMemoryScheduler):
    def setup_schedule(self) -> None:
        """Everything is due at once: a site that is started more often than hourly does its hourly work all the same.

        Celery's own file would remember when it was done last; the tasks are safe to run twice, so nobody needs to know.
        """
        super().setup_schedule()
        entries: dict[str, Any] = self.schedule
        for entry in entries.values():
            entry.last_run_at -= LONG_AGO
