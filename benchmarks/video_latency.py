"""Glass to glass: a clock is filmed, published, packaged, played and read off the screen again, in real browsers.

The figure is low-latency HLS through `<live-player>`; beside it are hls.js on the same parts and hls.js on plain segments
of one second, of the same stream, at the same time, in the same browser. Alone:
`python -m benchmarks.video_latency [seconds]`.
"""

import asyncio
import json
import mimetypes
import os
import resource
import shutil
import statistics
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from benchmarks.figures import Figure

ROOT = Path(__file__).resolve().parents[1]
ROOM = 1
WARM_UP_SECONDS = 5
SECONDS = 20
VIEWERS = {"low_latency": "", "hls_js": "?how=hls", "plain": "?how=plain"}
CHROMIUM_ARGUMENTS = [
    "--headless=new",
    "--no-sandbox",
    "--no-first-run",
    "--mute-audio",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
    "--disable-quic",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
]


class Forgetful:
    """In the place of a recorder."""

    is_keeping = True

    def __init__(self, room_id: int) -> None:
        pass

    def put(self, segment: Any, init: Any) -> None:
        pass

    def finish(self) -> None:
        pass


def site() -> Any:
    """The project's publishing socket and video app, with a room that needs no sign-in."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django

    django.setup()
    from channels.routing import URLRouter
    from django.urls import path

    from live.video.asgi import video_app
    from live.video.consumers import PublishConsumer
    from live.video.hub import open_stream, registry, stream_of
    from live.video.packager.playlist import CONTENT_TYPE, media_playlist

    # There is no database behind this site, so nothing is kept of what is on air.
    registry.Recorder = Forgetful  # type: ignore[assignment,misc]

    class OpenDoor(PublishConsumer):
        async def _refused(self) -> None:
            self.scope["user"] = SimpleNamespace(pk=1)

    sockets = URLRouter([path("ws/rooms/<int:room_id>/publish/", OpenDoor.as_asgi())])

    async def answer(send: Any, body: bytes, content_type: str) -> None:
        headers = [(b"content-type", content_type.encode()), (b"cache-control", b"no-store")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "websocket":
            return await sockets(scope, receive, send)
        if scope["type"] != "http":
            return None
        open_stream(ROOM, record=False)
        address = scope["path"]
        if address == f"/video/{ROOM}/plain.m3u8":
            live = stream_of(ROOM)
            assert live is not None
            await live.until(lambda: len(live.stream.window.segments) > 3, seconds=10)
            return await answer(send, media_playlist(live.stream.window, low_latency=False).encode(), CONTENT_TYPE)
        if address.startswith("/video/"):
            return await video_app(scope, receive, send)
        base = ROOT / "static" if address.startswith("/static/") else ROOT / "benchmarks" / "pages"
        file = base / address.removeprefix("/static/").lstrip("/")
        if not file.is_file():
            return await video_app({**scope, "path": "/video/nothing"}, receive, send)
        return await answer(send, file.read_bytes(), mimetypes.guess_type(file.name)[0] or "text/plain")

    return app


def serve() -> tuple[Any, int]:
    """Runs the site in a thread on a free port."""
    import uvicorn

    server = uvicorn.Server(
        uvicorn.Config(site(), port=0, log_level="error", lifespan="off", timeout_graceful_shutdown=1)
    )
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.05)
    return server, server.servers[0].sockets[0].getsockname()[1]


async def watch(address: str, seconds: int) -> dict[str, Any]:
    from playwright.async_api import async_playwright

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("google-chrome"),
            args=CHROMIUM_ARGUMENTS,
            ignore_default_args=["--headless"],
        )
        camera = await browser.new_page()
        await camera.goto(f"{address}/camera.html")
        await camera.wait_for_selector('live-publisher[data-state="live"]', timeout=20_000)
        await asyncio.sleep(WARM_UP_SECONDS)
        before, began = time.process_time(), time.monotonic()
        viewers = {}
        for name, query in VIEWERS.items():
            viewers[name] = await browser.new_page()
            await viewers[name].goto(f"{address}/viewer.html{query}")
        await asyncio.sleep(WARM_UP_SECONDS + seconds)
        seen = {name: await page.evaluate("window.seen") for name, page in viewers.items()}
        health = await camera.evaluate("window.health.at(-1)")
        cpu = (time.process_time() - before) / (time.monotonic() - began)
        await browser.close()
    return {
        **{name: summary(found) for name, found in seen.items()},
        "health": health,
        "server_core_share": round(cpu, 3),
    }


def summary(seen: dict[str, Any]) -> dict[str, Any]:
    """Milliseconds. The first seconds, in which a player settles, are left out."""
    ages = sorted(age for at, age in seen["ages"] if at > WARM_UP_SECONDS * 1000)
    if len(ages) < 20:
        return {"error": "too few pictures were read", **seen, "ages": len(ages)}
    return {
        "p50_ms": round(statistics.median(ages)),
        "p95_ms": round(ages[int(len(ages) * 0.95)]),
        "started_after_ms": round(seen["startedAfter"]),
        "stalls": seen["stalls"],
        "pictures": seen["frames"],
        "unreadable": seen["unreadable"],
        "states": seen["states"],
    }


def measure(*, seconds: int = 20) -> dict[str, Any]:
    """What each of VIEWERS saw, and what it cost; times in milliseconds."""
    server, port = serve()
    try:
        result = asyncio.run(watch(f"http://127.0.0.1:{port}", seconds))
    finally:
        server.should_exit = True
    result["peak_megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return result


def run() -> list[Figure]:
    seen = measure(seconds=SECONDS)
    ours = seen["low_latency"]
    return [
        Figure(what, ours[key], "ms", beside, seen[other][key])
        for what, key in (
            ("glass to glass, median", "p50_ms"),
            ("glass to glass, 95th percentile", "p95_ms"),
            ("from opening the page to moving pictures", "started_after_ms"),
        )
        for other, beside in (("hls_js", "hls.js, the same parts"), ("plain", "plain HLS, 1 s segments"))
    ]


def main() -> None:
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    print(json.dumps(measure(seconds=seconds), indent=2))


if __name__ == "__main__":
    main()
