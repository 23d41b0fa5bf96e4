import pytest
from django.test import Client, RequestFactory

from core.http import next_url, see_other


def test_healthz_needs_nothing(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-cache" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("theme", "kept"), [("dark", "dark"), ("light", "light"), ("auto", "auto"), ("<script>", None)]
)
def test_the_theme_is_kept_in_a_cookie(client, theme, kept):
    answer = client.post("/theme/", {"theme": theme, "next": "/healthz"})
    assert (answer.status_code, answer["Location"]) == (303, "/healthz")
    assert (answer.cookies["theme"].value if "theme" in answer.cookies else None) == kept


def test_the_theme_is_changed_by_post_alone(client):
    assert client.get("/theme/").status_code == 405
    assert Client(enforce_csrf_checks=True).post("/theme/", {"theme": "dark"}).status_code == 403


@pytest.mark.parametrize(
    ("wanted", "got"),
    [
        ("/farms/?page=2", "/farms/?page=2"),
        ("", "/"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("/\\evil.example", "/"),
    ],
)
def test_next_stays_on_the_site(wanted, got):
    assert next_url(RequestFactory().get("/", {"next": wanted}), default="/") == got
    assert next_url(RequestFactory().post("/", {"next": wanted}), default="/") == got


def test_see_other():
    assert see_other("/there/").status_code == 303


def test_an_unknown_page_has_a_page_of_its_own(client, db):
    answer = client.get("/no-such-page/")
    assert answer.status_code == 404
    assert b"<html" in answer.content


def test_every_page_has_a_strict_policy(client, db):
    policy = client.get("/no-such-page/")["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
