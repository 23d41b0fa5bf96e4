import asyncio

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VideoConfig(AppConfig):
    name = "live.video"
    label = "video"
    verbose_name = _("Video")

    def ready(self) -> None:
        from live.video import receivers  # noqa: F401

    async def accompany(self) -> None:
        """Waits beside the pages until the server ends, and then writes down what is on air."""
        from live.video.hub import save_streams

        try:
            await asyncio.Event().wait()
        finally:
            await save_streams()
