"""Everything the site answers: sockets to Channels, video and files to plain ASGI apps, all else to Django's pages."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")

import django

django.setup(set_prefix=False)

from channels.auth import AuthMiddlewareStack  # noqa: E402
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from channels.security.websocket import AllowedHostsOriginValidator  # noqa: E402
from django.conf import settings  # noqa: E402
from django.urls import re_path  # noqa: E402
from starlette.types import ASGIApp, Receive, Scope, Send  # noqa: E402

from config.files import HashedFiles, UploadedFiles  # noqa: E402
from config.handler import PageHandler  # noqa: E402
from config.headers import SecurityHeaders  # noqa: E402
from config.operations.endpoints import Readiness, metrics_from_settings  # noqa: E402
from config.operations.requests import RequestRecords  # noqa: E402
from config.proxies import TrustedProxies  # noqa: E402
from core.client_address import parse_networks  # noqa: E402
from live.rooms.routing import websocket_urlpatterns as room_sockets  # noqa: E402
from live.video.asgi import video_app  # noqa: E402
from live.video.routing import websocket_urlpatterns as video_sockets  # noqa: E402
from notifications.routing import websocket_urlpatterns as notification_sockets  # noqa: E402


class Mounts:
    """The first mount whose prefix fits gets the request; `root_path` tells it where it is mounted, as ASGI asks."""

    def __init__(self, mounts: dict[str, ASGIApp], default: ASGIApp) -> None:
        self.mounts = mounts
        self.default = default

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        for prefix, app in self.mounts.items():
            if scope["path"].startswith(prefix):
                await app({**scope, "root_path": scope.get("root_path", "") + prefix.rstrip("/")}, receive, send)
                return
        await self.default(scope, receive, send)


async def no_such_socket(scope: Scope, receive: Receive, send: Send) -> None:
    await receive()
    await send({"type": "websocket.close", "code": 4404})


pages = PageHandler()
requests = Mounts(
    {
        settings.STATIC_URL: HashedFiles(settings.STATIC_ROOT),
        # Pictures and short videos alone: what was recorded in a room lies beside them, and video_app asks who may watch it.
        f"{settings.MEDIA_URL}pictures/": UploadedFiles(settings.MEDIA_ROOT / "pictures"),
        f"{settings.MEDIA_URL}videos/": UploadedFiles(settings.MEDIA_ROOT / "videos"),
        "/video/": video_app,
        "/readyz": Readiness(),
        "/metrics": metrics_from_settings(),
    },
    default=pages,
)
sockets = AllowedHostsOriginValidator(
    AuthMiddlewareStack(
        URLRouter(
            [
                *room_sockets,
                *video_sockets,
                *notification_sockets,
                re_path(r"^.*$", no_such_socket),  # type: ignore[arg-type]
            ]
        )
    )
)
# Files and video by one name each; everything else is named by its route.
MOUNT_NAMES = {
    settings.STATIC_URL: "static",
    settings.MEDIA_URL: "media",
    "/video/": "video",
    "/readyz": "readyz",
    "/metrics": "metrics",
}
application = TrustedProxies(
    SecurityHeaders(
        RequestRecords(
            ProtocolTypeRouter({"http": requests, "websocket": sockets}),
            mounts=MOUNT_NAMES,
            sockets=[*room_sockets, *video_sockets, *notification_sockets],
        )
    ),
    trusted=parse_networks(settings.DAJI_TRUSTED_PROXIES),
)
