"""What goes on paper: the order, the packing list, the job on the notice board, the card in the box."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.fixtures.browsers import CHROMIUM, DESKTOP
from tests.fixtures.site import LiveSite
from tests.look.pages import EMPLOYER, FARMER, GUEST, SHOPPER, Page
from tests.look.visitor import Visitor, visiting

pytestmark = [pytest.mark.browser]
PAPER = [
    Page("/orders/{group}/", SHOPPER),
    Page("/sell/orders/{order}/", FARMER),
    Page("/sell/orders/", FARMER),
    Page("/jobs/{job}/", GUEST),
    Page("/batches/{batch}/", GUEST),
    Page("/hire/leads/", EMPLOYER),
]
ON_SCREEN_ALONE = ".topbar, .tabbar, .foot, .side, .btn, .toasts, .applybar, .crumbs, .skip"
VISIBLE = (
    "(selector) => [...document.querySelectorAll(selector)].filter((e) => e.checkVisibility()).map((e) => e.className)"
)
# Every text that stands on the page, by its colour; and the ground under all of it.
COLOURS = """() => {
  const texts = [...document.querySelectorAll("main :is(h1, h2, h3, p, dd, dt, td, li)")].filter((e) => e.checkVisibility());
  return [getComputedStyle(document.body).backgroundColor, ...new Set(texts.map((e) => getComputedStyle(e).color))];
}"""


@pytest.fixture(scope="module")
def visitor(fair: None, running_site: LiveSite, django_db_blocker: Any) -> Iterator[Visitor]:
    if not CHROMIUM:
        pytest.skip("BROWSER TESTS SKIPPED: there is no Chromium on this machine (apt-get install chromium)")
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        with visiting(running_site.url) as visitor:
            yield visitor


@pytest.mark.parametrize("page", PAPER, ids=str)
def test_on_paper_it_is_black_on_white_with_its_address_and_nothing_to_press(visitor: Visitor, page: Page):
    opened = visitor.open(page, "en")
    opened.set_viewport_size(DESKTOP)
    opened.emulate_media(media="screen", color_scheme="dark")
    assert opened.evaluate(VISIBLE, ON_SCREEN_ALONE) != []  # or their absence below would show nothing
    opened.emulate_media(media="print", color_scheme="dark")
    assert opened.evaluate(VISIBLE, ON_SCREEN_ALONE) == []
    assert opened.evaluate(COLOURS) == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    assert opened.locator(".print-only").inner_text() == f"Daji 大集 · {visitor.url}{visitor.path(page)}"
    opened.emulate_media(media="screen", color_scheme="light")


def test_an_order_is_two_sheets_of_paper_at_most(visitor: Visitor):
    opened = visitor.open(Page("/sell/orders/{order}/", FARMER), "en")
    assert 1 <= opened.pdf(format="A4").count(b"/Type /Page\n") <= 2


def test_what_goes_on_paper_is_in_the_table_of_pages():
    from tests.look.pages import PAGES

    assert set(PAPER) - set(PAGES) == set()
