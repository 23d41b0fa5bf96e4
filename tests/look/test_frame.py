"""The frame round every page, and the pages that say sorry."""

import re

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from accounts.models import User


@pytest.fixture
def strict() -> Client:
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


def _token(page: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def _page(client: Client) -> str:
    return client.get("/nowhere/").content.decode()


@pytest.mark.django_db
def test_language_switch_is_a_form(strict: Client):
    page = _page(strict)
    assert '<html lang="en">' in page
    answer = strict.post(
        "/i18n/setlang/", {"language": "zh-hans", "next": "/nowhere/", "csrfmiddlewaretoken": _token(page)}
    )
    assert (answer.status_code, answer["Location"]) == (302, "/nowhere/")
    page = _page(strict)
    assert '<html lang="zh-Hans">' in page
    assert 'value="en" lang="en"' in page


@pytest.mark.django_db
@pytest.mark.parametrize("theme", ["dark", "light"])
def test_theme_switch_is_a_form(strict: Client, theme: str):
    page = _page(strict)
    assert "data-theme" not in page
    answer = strict.post("/theme/", {"theme": theme, "next": "/nowhere/", "csrfmiddlewaretoken": _token(page)})
    assert (answer.status_code, answer["Location"]) == (303, "/nowhere/")
    assert f'<html lang="en" data-theme="{theme}">' in _page(strict)


@pytest.mark.django_db
def test_theme_can_go_back_to_the_devices(strict: Client):
    strict.cookies["theme"] = "dark"
    page = _page(strict)
    strict.post("/theme/", {"theme": "auto", "csrfmiddlewaretoken": _token(page)})
    assert "data-theme" not in _page(strict)


@pytest.mark.django_db
def test_not_found_says_so(client: Client):
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert "This stall has packed up." in answer.content.decode()


@pytest.mark.django_db
def test_a_missing_csrf_token_is_explained(strict: Client):
    answer = strict.post("/theme/", {"theme": "dark"})
    assert answer.status_code == 403
    assert "The page waited too long." in answer.content.decode()
    assert "theme" not in answer.cookies


@pytest.mark.parametrize("template", ["400.html", "403.html", "core/refused.html"])
@pytest.mark.django_db
def test_refusals_have_one_heading_and_a_way_back(template: str):
    page = render_to_string(template, {"message": "Somebody was quicker."}, RequestFactory().get("/"))
    assert page.count("<h1") == 1
    assert 'href="/"' in page


def test_the_page_of_last_resort_asks_nothing_of_anybody():
    page = render_to_string("500.html")
    assert "Something broke on our side" in page
    assert "{{" not in page


@pytest.mark.django_db
def test_frame_for_a_guest(client: Client):
    page = _page(client)
    assert '<a class="skip" href="#main">' in page
    assert '<main id="main"' in page
    assert "/accounts/login/?next=/nowhere/" in page
    assert "/me/notifications/" not in page


@pytest.mark.django_db
def test_frame_for_somebody_signed_in(client: Client, shopper: User):
    client.force_login(shopper)
    page = _page(client)
    assert "/accounts/login/?next=" not in page
    assert 'href="/me/"' in page


@pytest.mark.django_db
def test_pages_carry_no_inline_script_or_style(client: Client):
    answer = client.get("/design/")
    assert answer.status_code == 200
    page = answer.content.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    assert not re.search(r"<[^>]*\s(?:style|on[a-z]+)=", page)
    assert "'unsafe-inline'" not in answer["Content-Security-Policy"]


@pytest.mark.django_db
def test_the_sheet_shows_both_themes(client: Client):
    page = client.get("/design/").content.decode()
    assert 'data-theme="light" class="section"' in page
    assert 'data-theme="dark" class="section"' in page
