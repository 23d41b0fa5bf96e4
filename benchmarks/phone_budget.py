"""First views on a cheap phone with one bar of signal: bytes, largest paint, layout shift, and how soon a tap answers.

4 times slower processor, 1.6 Mb/s and 150 ms by Chromium's own emulation, the demo fair, an empty cache. The goals of
`quality.md`, row 19: 170 KB (jobs 100 KB), of it scripts 60 KB; LCP 2.5 s; INP 200 ms; CLS 0.1.

A first view is the page, its styles and scripts, and the pictures that the first window shows. What Chromium fetches
ahead for later windows stands beside it. Video is not counted: how much of it comes is the network's choice.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from benchmarks.figures import Figure
from benchmarks.servers import environment, free_port, running

KILOBYTE = 1000
WITHIN_SECONDS = 300
CPU_SLOWDOWN = 4
NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 94_000}  # 1.6 Mb/s
PHONE = {"width": 390, "height": 844}
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync", "--autoplay-policy=no-user-gesture-required"]  # fmt: skip
# Where a first view leads, and how many kilobytes it may weigh.
PAGES = {
    "/": 170,
    "/farms/li-dashan/": 170,
    "/products/fengjie-navel-oranges/": 170,
    "live": 170,
    "/jobs/": 100,
    "job": 100,
    "/cart/": 170,
}
SCRIPTS_KILOBYTES = 60
VIDEO = ("/video/", "/ws/")

WATCH = """
window.seen = { lcp: 0, cls: 0, inp: 0 };
const watch = (type, each, options = {}) =>
  new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true, ...options });
watch("largest-contentful-paint", (entry) => { seen.lcp = entry.startTime; });
watch("layout-shift", (entry) => { if (!entry.hadRecentInput) seen.cls += entry.value; });
const slowest = (entry) => { if (entry.interactionId) seen.inp = Math.max(seen.inp, entry.duration); };
watch("event", slowest, { durationThreshold: 16 });
"""

# Pictures of which nothing is in the window.
LATER = """() => {
  const inWindow = (box) => box.top < innerHeight && box.bottom > 0 && box.left < innerWidth && box.right > 0;
  const shown = new Set([...document.images].filter((e) => inWindow(e.getBoundingClientRect())).map((e) => e.currentSrc));
  return [...document.images].map((e) => e.currentSrc).filter((src) => !shown.has(src));
}"""


@dataclass
class FirstView:
    path: str
    kilobytes: float
    ahead_kilobytes: float
    script_kilobytes: float
    lcp_seconds: float
    cls: float
    inp_milliseconds: float
    heaviest: list[tuple[float, str]]


def is_video(url: str) -> bool:
    return urlsplit(url).path.startswith(VIDEO)


@contextmanager
def phone(browser: Any, *, throttled: bool) -> Iterator[tuple[Any, Any]]:
    """(page, its CDP session) with an empty cache."""
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True, device_scale_factor=2, locale="en-GB")
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    if throttled:
        session.send("Emulation.setCPUThrottlingRate", {"rate": CPU_SLOWDOWN})
        session.send("Network.emulateNetworkConditions", NETWORK)
    page.add_init_script(WATCH)
    yield page, session
    context.close()


def look(browser: Any, url: str, path: str, *, throttled: bool) -> FirstView:
    """Opens the page as a first visitor, waits until it has come, and presses a button that does nothing but answer."""
    addresses: dict[str, str] = {}
    kinds: dict[str, str] = {}
    came: dict[str, float] = {}

    def note_response(event: dict[str, Any]) -> None:
        addresses[event["requestId"]] = event["response"]["url"]
        kinds[event["requestId"]] = event["type"]

    def note_end(event: dict[str, Any]) -> None:
        came[event["requestId"]] = event["encodedDataLength"] / KILOBYTE

    with phone(browser, throttled=throttled) as (page, session):
        session.on("Network.responseReceived", note_response)
        session.on("Network.loadingFinished", note_end)
        page.goto(url + path, wait_until="load")
        page.wait_for_timeout(1500)
        seen = {"inp": 0.0}
        if throttled:
            page.evaluate(
                "() => document.querySelector('.topbar, .room__top, main').addEventListener('click', () => {})"
            )
            page.tap("body", position={"x": 2, "y": 200})
            page.wait_for_timeout(400)
        seen = page.evaluate("() => window.seen")
        later = set(page.evaluate(LATER))
    counted = {key: size for key, size in came.items() if not is_video(addresses.get(key, ""))}
    ahead = sum(size for key, size in counted.items() if addresses.get(key) in later)
    heaviest = sorted(((size, addresses.get(key, "")) for key, size in counted.items()), reverse=True)
    return FirstView(
        path=path,
        kilobytes=sum(counted.values()) - ahead,
        ahead_kilobytes=ahead,
        script_kilobytes=sum(size for key, size in counted.items() if kinds.get(key) == "Script"),
        lcp_seconds=seen["lcp"] / 1000,
        cls=seen["cls"],
        inp_milliseconds=seen["inp"],
        heaviest=heaviest[:6],
    )


def addresses_of(browser: Any, url: str) -> dict[str, str]:
    """The pages by their real addresses: a room and a job are found as a visitor finds them."""
    page = browser.new_page()
    page.goto(url + "/live/")
    live = page.locator("a.cover[href^='/live/']").first.get_attribute("href")
    page.goto(url + "/jobs/")
    job = page.locator("a.cover[href^='/jobs/']").first.get_attribute("href")
    page.close()
    return {name: {"live": live, "job": job}.get(name, name) for name in PAGES}


def views(url: str, *, throttled: bool) -> dict[str, FirstView]:
    import shutil

    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        found = {
            name: look(browser, url, path, throttled=throttled) for name, path in addresses_of(browser, url).items()
        }
        browser.close()
    return found


@contextmanager
def fair() -> Iterator[str]:
    """The demo fair, served as it is served: folded styles, hashed names, compressed."""
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        env = environment(Path(folder), HOST="127.0.0.1", PORT=str(port))
        with running(["manage.py", "serve"], port=port, env=env, path="/", seconds=WITHIN_SECONDS):
            yield f"http://127.0.0.1:{port}"


def run() -> list[Figure]:
    with fair() as url:
        found = views(url, throttled=True)
    return [figure for name, view in found.items() for figure in _figures(name, view)]


def _figures(name: str, view: FirstView) -> list[Figure]:
    label = f"first view of {name if name.startswith('/') else 'a ' + {'live': 'room', 'job': 'job'}[name]}"
    return [
        Figure(label, view.kilobytes, "KB", "goal", PAGES[name]),
        Figure(f"{label}: fetched ahead", view.ahead_kilobytes, "KB"),
        Figure(f"{label}: scripts", view.script_kilobytes, "KB", "goal", SCRIPTS_KILOBYTES),
        Figure(f"{label}: largest paint", view.lcp_seconds, "s", "goal", 2.5),
        Figure(f"{label}: a tap answers", view.inp_milliseconds, "ms", "goal", 200),
        Figure(f"{label}: layout shift", view.cls, "", "goal", 0.1),
    ]


if __name__ == "__main__":
    for each in views(sys.argv[1], throttled="--quick" not in sys.argv).values():
        print(each.path, _figures(each.path if each.path in PAGES else "job", each), *each.heaviest, sep="\n  ")
