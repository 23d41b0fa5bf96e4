"""Every route and method, by every role. A route that stands in no line of the tables fails."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, clear_url_caches, get_resolver, path, reverse

from config.urls import urlpatterns
from recruiting.applications.models import Application
from tests.authorisation.pages import PAGES
from tests.authorisation.roles import GUEST, ROLES, World, make_world
from tests.authorisation.table import FORBIDDEN, IN, LOGIN, NOTHING, Route

pytestmark = pytest.mark.django_db

NOT_A_METHOD = "405"
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


@pytest.fixture
def world() -> World:
    return make_world()


def answer(client: Client, method: str, path: str, data: dict, headers: dict) -> str:
    if method == "POST":
        response = client.post(path, data, headers=headers)
    else:
        response = client.generic(method, path, headers=headers)
    if response.status_code in (302, 303) and response.url.startswith("/accounts/login/"):
        return LOGIN
    if response.status_code in (403, 404, 405):
        return str(response.status_code)
    assert response.status_code < 500, (method, path, response.status_code)
    return IN


def asked(world: World, role: str, route: Route, method: str) -> str:
    """What this person gets; what the request changed is undone."""
    client = Client()
    path = reverse(route.name, args=[world.values[name] for name in route.values])
    rule = route.rules.get(method)
    data = {name: str(value).format_map(world.values) for name, value in rule.data.items()} if rule else {}
    with transaction.atomic():
        if role != GUEST:
            client.force_login(world.users[role])
        got = answer(client, method, path, data, rule.headers if rule else {})
        transaction.set_rollback(True)
    return got


@pytest.mark.parametrize("route", PAGES, ids=lambda route: route.name)
def test_each_role_is_let_in_or_kept_out(world: World, route: Route) -> None:
    got = {(method, role): asked(world, role, route, method) for method in route.rules for role in ROLES}
    assert got == {(method, role): rule.answer_for(role) for method, rule in route.rules.items() for role in ROLES}


# django-allauth's views take any method for one of theirs; the table above holds for what they do.
OURS = [route for route in PAGES if not route.name.startswith(("account_", "mfa_", "usersessions_"))]


@pytest.mark.parametrize("route", OURS, ids=lambda route: route.name)
def test_no_other_method_does_anything(world: World, route: Route) -> None:
    others = [method for method in METHODS if method not in route.rules]
    answers = {asked(world, role, route, method) for method in others for role in (GUEST, "owner", "superuser")}
    assert answers <= {NOT_A_METHOD, LOGIN, NOTHING, FORBIDDEN}


def names_of_routes() -> set[str]:
    return set(_walk(get_resolver()))


def _walk(resolver: URLResolver, namespace: str = "") -> list[str]:
    found: list[str] = []
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            found.append(f"{namespace}{pattern.name}")
        else:
            found += _walk(pattern, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace)
    return found


def test_every_route_stands_in_the_table() -> None:
    """But for the admin's, which `tests/config/staff` goes through, and the API's, which stand in `test_operations`."""
    listed = {route.name for route in PAGES}
    assert {name for name in names_of_routes() if not name.startswith(("admin:", "api:"))} - listed == set()


def test_a_leak_would_be_seen(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: with the look-up through the person taken away, the table no longer fits."""
    route = next(route for route in PAGES if route.name == "applications:move")
    assert asked(world, "rival", route, "POST") == NOTHING
    monkeypatch.setattr("recruiting.applications.views.leads.leads_of", lambda **_: Application.objects.all())
    assert asked(world, "rival", route, "POST") != NOTHING


def test_a_route_nobody_classified_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("config.urls.urlpatterns", [*urlpatterns, path("new/", lambda request: None, name="new")])
    clear_url_caches()
    assert "new" in names_of_routes()
    monkeypatch.undo()
    clear_url_caches()
    assert "new" not in names_of_routes()
