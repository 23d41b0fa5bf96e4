"""What apps run beside the pages, on the same event loop: the `async def accompany()` of their app config.

It starts when the server is ready and is cancelled when the server ends; one that fails is logged and the pages go on.
"""

import asyncio
import logging

from django.apps import apps

STOP_WITHIN_SECONDS = 1.0

logger = logging.getLogger(__name__)


class Companions:
    def __init__(self) -> None:
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        for config in apps.get_app_configs():
            if hasattr(config, "accompany"):
                task = asyncio.create_task(config.accompany(), name=f"beside the pages: {config.label}")
                task.add_done_callback(_note_failure)
                self._tasks.append(task)

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=STOP_WITHIN_SECONDS)
        self._tasks = []


def _note_failure(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        logger.error("%s has failed", task.get_name(), exc_info=error)
