"""What a first view weighs, from the demo fair. Times are the benchmark's; bytes are the same everywhere.

They are counted here as a real site sends them: styles in one file, and what compresses compressed.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from benchmarks.phone_budget import ARGUMENTS, KILOBYTE, LATER, PAGES, SCRIPTS_KILOBYTES, addresses_of, is_video, phone
from config.files import COMPRESSIBLE
from tests.fixtures.browsers import CHROMIUM
from tests.fixtures.site import LiveSite

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("phone-budget")]

HEADERS_KILOBYTES = 0.4
LEAST_KILOBYTES = 30


class Weighed:
    """A page opened once by a first visitor with a phone."""

    def __init__(self, browser: Any, url: str, path: str) -> None:
        self.came: dict[str, tuple[str, float]] = {}
        with phone(browser, throttled=False) as (page, _session):
            answers: list[Any] = []
            page.on("requestfinished", lambda request: answers.append(request.response()))
            page.goto(url + path, wait_until="networkidle")
            self.cls = page.evaluate("() => seen.cls")
            later = set(page.evaluate(LATER))
            for answer in answers:
                if answer.url not in later and not is_video(answer.url):
                    self.came[answer.url] = (answer.request.resource_type, _kilobytes(answer))

    @property
    def kilobytes(self) -> float:
        return sum(size for _kind, size in self.came.values())

    @property
    def script_kilobytes(self) -> float:
        return sum(size for kind, size in self.came.values() if kind == "script")

    @property
    def heaviest(self) -> list[tuple[str, float]]:
        return sorted(((url, round(size, 1)) for url, (_kind, size) in self.came.items()), key=lambda it: -it[1])[:6]


def _kilobytes(answer: Any) -> float:
    body = answer.body()
    suffix = Path(urlsplit(answer.url).path).suffix or ".html"
    compressed = gzip.compress(body, 9) if suffix in COMPRESSIBLE else body
    return len(compressed) / KILOBYTE + HEADERS_KILOBYTES


@pytest.fixture(scope="module")
def first_views(
    fair_with_pictures: None, running_site: LiveSite, django_db_blocker: Any
) -> Iterator[dict[str, Weighed]]:
    if not CHROMIUM:
        pytest.skip("BROWSER TESTS SKIPPED: there is no Chromium on this machine (apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    with (
        pytest.MonkeyPatch.context() as patch,
        sync_playwright() as playwright,
        django_db_blocker.unblock(),
    ):
        # Playwright's loop runs in this thread, so Django would take synchronous queries for a mistake.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        paths = addresses_of(browser, running_site.url)
        yield {name: Weighed(browser, running_site.url, path) for name, path in paths.items()}
        browser.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_first_view_fits_on_one_bar_of_signal(first_views: dict[str, Weighed], name: str):
    view = first_views[name]
    assert view.script_kilobytes <= SCRIPTS_KILOBYTES, view.heaviest
    assert view.kilobytes <= PAGES[name], view.heaviest
    assert view.kilobytes > LEAST_KILOBYTES, "nothing came, so nothing was weighed"


def test_nothing_moves_once_it_stands(first_views: dict[str, Weighed]):
    assert {name: round(view.cls, 2) for name, view in first_views.items() if view.cls > 0.1} == {}


def test_the_player_of_live_video_is_among_what_a_room_weighs(first_views: dict[str, Weighed]):
    came = [urlsplit(url).path for url in first_views["live"].came]
    assert [path for path in came if path.endswith("video/hls/live.js")] != []
