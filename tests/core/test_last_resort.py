import json

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import translation

from core import views


def asked(method: str = "get", **headers: str) -> HttpRequest:
    return getattr(RequestFactory(), method)("/", headers=headers)


@pytest.fixture(autouse=True)
def _no_language_left():
    with translation.override("en"):
        yield


def test_a_reader_is_told_that_nothing_was_changed():
    answer = views.server_error(asked())
    assert answer.status_code == 500
    assert "You were only looking, so nothing was changed." in answer.content.decode()


def test_a_sender_is_told_to_look_before_sending_again():
    page = views.server_error(asked("post")).content.decode()
    assert "Look first whether it is there" in page
    assert "You were only looking" not in page


@pytest.mark.parametrize(("language", "html"), [("en", '<html lang="en">'), ("zh-hans", '<html lang="zh-Hans">')])
@pytest.mark.parametrize("view", [views.server_error, views.service_unavailable])
def test_it_speaks_the_readers_language(view, language: str, html: str):
    request = asked()
    request.COOKIES["django_language"] = language
    assert html in view(request).content.decode()


def test_a_phone_number_stands_there_when_there_is_one(settings):
    assert "tel:" not in views.server_error(asked()).content.decode()
    settings.DAJI_SUPPORT_PHONE = "+8640012345"
    assert 'href="tel:+8640012345"' in views.server_error(asked()).content.decode()


def test_when_the_page_itself_cannot_be_drawn_both_languages_stand_there(monkeypatch: pytest.MonkeyPatch):
    def broken(*_arguments: object) -> str:
        raise OSError("no templates")

    monkeypatch.setattr("core.last_resort.render_to_string", broken)
    answer = views.server_error(asked())
    assert answer.status_code == 500
    assert "Orders and applications that were confirmed are safe." in answer.content.decode()
    assert "确认过的订单和报名都在" in answer.content.decode()


def test_unavailable_says_when_to_come_back_and_is_not_kept():
    answer = views.service_unavailable(asked(), retry_after_seconds=90)
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "90", "no-store")
    assert "Come back in 2 minutes and try again." in answer.content.decode()
    assert "Come back in a minute" in views.service_unavailable(asked()).content.decode()


def test_programs_get_problem_details():
    answer = views.service_unavailable(asked(accept="application/json"))
    assert answer["Content-Type"] == "application/problem+json"
    assert json.loads(answer.content) == {"type": "about:blank", "title": "Closed for a moment.", "status": 503}


@pytest.mark.django_db
def test_too_many_requests_says_when_to_try_again(client):
    answer = client.get("/design/errors/429/")
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
    assert "Wait a minute, then try again." in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("status", [400, 403, 404, 409, 429, 500, 503])
def test_the_demo_shows_each_of_them(client, status: int):
    answer = client.get(f"/design/errors/{status}/")
    assert answer.status_code == status
    assert answer.content.decode().count("<h1") == 1


@pytest.mark.django_db
def test_no_other_status_has_a_page(client):
    assert client.get("/design/errors/418/").status_code == 404
    assert client.get("/design/errors/4031/").status_code == 403
