"""Every page that can be opened, in both languages, by day and by night, on a phone and at a desk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import resolve

from tests.authorisation.pages import PAGES as ROUTES
from tests.fixtures.browsers import CHROMIUM
from tests.fixtures.site import LiveSite
from tests.look.audit import audit, audit_admin
from tests.look.pages import ADMIN_PAGES, GUEST, NO_PAGES, PAGES, Page
from tests.look.visitor import Visitor, visiting

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("look-pages")]
# Which window has the whole of axe in which language.
LANGUAGES = {"en": "phone", "zh-hans": "desk"}


@pytest.fixture(scope="module")
def visitor(fair: None, running_site: LiveSite, django_db_blocker: Any) -> Iterator[Visitor]:
    if not CHROMIUM:
        pytest.skip("BROWSER TESTS SKIPPED: there is no Chromium on this machine (apt-get install chromium)")
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        # Playwright's loop runs in this thread, so Django would take synchronous queries for a mistake.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        with visiting(running_site.url) as visitor:
            yield visitor


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_a_page_is_clean(visitor: Visitor, page: Page):
    found = []
    for language, whole in LANGUAGES.items():
        phone = visitor.open(page, language)
        found += [f"{language}, {text}" for text in audit(phone, whole=whole)]
        found += [f"{language}, console: {text}" for text in visitor.complaints]
    assert found == []


@pytest.mark.parametrize("page", ADMIN_PAGES, ids=str)
def test_a_page_of_the_admin_is_clean(visitor: Visitor, page: Page):
    found = []
    for language, whole in LANGUAGES.items():
        found += [f"{language}, {text}" for text in audit_admin(visitor.open(page, language), whole=whole)]
        found += [f"{language}, console: {text}" for text in visitor.complaints]
    assert found == []


SEEDS = {
    "image-alt": "document.body.append(new Image())",
    "color-contrast": "const p = document.createElement('p'); p.textContent = 'pale'; p.style = 'color:#ccc';"
    "document.querySelector('main').prepend(p)",
    "phone: ": "const e = document.createElement('div'); e.style = 'width:600px;height:9px'; document.body.append(e)",
    "phone, target ": "const b = document.createElement('button'); b.textContent = 'x'; b.style = 'width:20px;height:20px';"
    "document.querySelector('main').prepend(b)",
    "desk: ": "const vast = document.createElement('div'); vast.style = 'width:100vw;margin-left:50px;height:9px';"
    "document.body.append(vast)",
}


@pytest.mark.parametrize("seed", SEEDS)
def test_the_audit_sees_what_is_wrong(visitor: Visitor, seed: str):
    phone = visitor.open(Page("/accounts/login/", GUEST), "en")
    phone.evaluate(f"() => {{ {SEEDS[seed]} }}")
    assert any(seed in text for text in audit(phone))


def test_complaints_of_the_browser_are_heard(visitor: Visitor):
    phone = visitor.open(Page("/accounts/login/", GUEST), "en")
    assert visitor.complaints == []
    phone.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = '1'; document.body.append(s); }"
    )
    phone.evaluate("() => console.error('something')")
    phone.wait_for_function("() => true")
    assert any("Content Security Policy" in text for text in visitor.complaints)
    assert any(text.startswith("something") for text in visitor.complaints)


def test_every_page_of_the_site_stands_in_the_table():
    opened = {resolve(page.path.split("?")[0].format_map(_Any())).view_name for page in PAGES}
    assert {route.name for route in ROUTES if "GET" in route.rules} - opened - set(NO_PAGES) == set()


class _Any(dict):
    """Every place in an address takes a number; the views' names need no more."""

    def __missing__(self, key: str) -> str:
        return "1"
