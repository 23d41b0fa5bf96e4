"""Every operation of the API: declared, described, answering what its description says, and safe to send twice."""

from __future__ import annotations

import uuid

import pytest
from django.core.management import call_command
from django.urls import URLPattern, URLResolver, get_resolver
from jsonschema import Draft202012Validator
from rest_framework.test import APIClient

from accounts.access_tokens.kinds import SCOPES
from config.api import describe
from config.api import urlpatterns as api_patterns
from core.api.operations import ANY_TOKEN, PUBLIC
from core.api.views import ApiView, ListView
from core.models import IdempotencyRecord
from tests.config.api_operations import DESCRIBED, OPERATIONS, PRIVATE, UNSAFE, send
from tests.factories.access_tokens import client_of, client_with, token_of
from tests.factories.api_requests import REQUESTS
from tests.fixtures.tables import tables


def views(patterns=None):
    for pattern in api_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from views(pattern.url_patterns)
        elif isinstance(pattern, URLPattern) and hasattr(pattern.callback, "view_class"):
            yield pattern.callback.view_class


def test_every_method_of_every_view_says_who_may_use_it():
    found = list(views())
    assert len(found) > 50
    for view in found:
        assert issubclass(view, ApiView), view
        methods = {name.upper() for name in ("get", "post", "put", "patch", "delete") if hasattr(view, name)}
        assert methods == set(view.operations), view


def test_every_scope_is_known_and_used():
    used = {operation["x-scope"] for _method, _path, operation in OPERATIONS.values()} - {PUBLIC, ANY_TOKEN}
    assert used == set(SCOPES)


def test_reading_needs_a_reading_scope_and_changing_a_writing_one():
    for name, (method, _path, operation) in OPERATIONS.items():
        scope = operation["x-scope"]
        if scope not in (PUBLIC, ANY_TOKEN):
            assert scope.endswith(":read" if method == "GET" else ":write"), name
        elif method != "GET":
            assert name == "revokeToken"


def test_every_operation_is_tried_here():
    assert set(REQUESTS) == set(OPERATIONS)


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_an_operation_answers_what_its_description_says(world, name):
    person, values = world
    _method, _path, operation = OPERATIONS[name]
    response = send(client_of(person), name, values, HTTP_IDEMPOTENCY_KEY=str(uuid.uuid4()))
    (said,) = [status for status in operation["responses"] if status < "400"]
    assert (str(response.status_code), response.content[:300]) == (said, response.content[:300])
    content = operation["responses"][said].get("content")
    if content is None:
        assert response.content == b""
        return
    assert response["Content-Type"] == "application/json"
    schema = content["application/json"]["schema"] | {"components": DESCRIBED["components"]}
    Draft202012Validator(schema).validate(response.json())
    if name.startswith("list"):
        assert response.json()["results"], "the world has none of them, so nothing was checked"


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_every_body_has_an_example_that_fits_its_schema(name):
    _method, _path, operation = OPERATIONS[name]
    bodies = [operation.get("requestBody", {}), *operation["responses"].values()]
    for body in bodies:
        for media_type, media in body.get("content", {}).items():
            if media_type != "multipart/form-data":
                schema = media["schema"] | {"components": DESCRIBED["components"]}
                Draft202012Validator(schema).validate(media["example"])


# But for `revokeToken`: the token that would ask again is gone, and test_tokens.py sees that it answers 401.
@pytest.mark.parametrize("name", sorted(set(UNSAFE) - {"revokeToken"}))
def test_the_same_key_sent_three_times_has_one_effect(world, name):
    person, values = world
    client, key = client_of(person), str(uuid.uuid4())
    before = tables()
    first = send(client, name, values, HTTP_IDEMPOTENCY_KEY=key)
    assert first.status_code < 300, first.content
    after = tables()
    if name not in ("removeAvatar",):
        assert after != before, "the request changed nothing, so that repeating it proves nothing"
    for _again in range(2):
        again = send(client, name, values, HTTP_IDEMPOTENCY_KEY=key)
        assert again.status_code == first.status_code
        assert again["Idempotent-Replayed"] == "true"
        assert again.content == first.content
        assert again.get("Location") == first.get("Location")
    assert tables() == after
    assert IdempotencyRecord.objects.filter(key=key).count() == 1


def test_with_two_keys_it_is_done_twice(world):
    """The negative control of the test above."""
    person, values = world
    client = client_of(person)
    send(client, "moveStock", values, HTTP_IDEMPOTENCY_KEY="one")
    after_one = tables()
    send(client, "moveStock", values, HTTP_IDEMPOTENCY_KEY="two")
    assert tables() != after_one


def test_the_same_key_with_another_body_is_refused(world):
    person, values = world
    client = client_of(person)
    assert send(client, "moveStock", values, HTTP_IDEMPOTENCY_KEY="one").status_code == 201
    url = REQUESTS["moveStock"].url(values)
    other = client.post(url, {"change": -2, "reason": "spoiled"}, HTTP_IDEMPOTENCY_KEY="one")
    assert (other.status_code, other.json()["type"]) == (409, "/api/v1/docs/#problem-refused")


def test_what_moves_money_or_stock_asks_for_a_key(world):
    person, values = world
    client = client_of(person)
    asked = {name for name, (_m, _p, op) in OPERATIONS.items() if _key_of(op).get("required")}
    assert asked == {"placeOrder", "startPayment", "moveStock"}
    for name in asked:
        response = send(client, name, values)
        assert (response.status_code, response.json()["type"]) == (400, "/api/v1/docs/#problem-key-missing")


def _key_of(operation):
    return next((one for one in operation["parameters"] if one["name"] == "Idempotency-Key"), {})


@pytest.mark.parametrize("name", PRIVATE)
def test_who_is_nobody_and_what_lacks_the_scope(world, name):
    person, values = world
    scope = OPERATIONS[name][2]["x-scope"]
    nobody = send(APIClient(), name, values, HTTP_IDEMPOTENCY_KEY="k")
    assert (nobody.status_code, nobody.json()["type"]) == (401, "/api/v1/docs/#problem-unauthenticated")
    assert nobody["WWW-Authenticate"] == 'Bearer realm="daji"'
    if scope == ANY_TOKEN:
        return
    others = [other for other in SCOPES if other != scope]
    before = tables()
    refused = send(client_with(token_of(person, *others)[1]), name, values, HTTP_IDEMPOTENCY_KEY="k")
    assert (refused.status_code, refused.json()["required_scope"]) == (403, scope)
    assert refused.json()["type"] == "/api/v1/docs/#problem-scope-missing"
    assert {**tables(), "access_tokens.AccessToken": None, "core.Event": None} == {
        **before,
        "access_tokens.AccessToken": None,
        "core.Event": None,
    }


@pytest.mark.parametrize("name", sorted(set(PRIVATE) - {"getToken", "revokeToken"}))
def test_one_scope_is_enough(world, name):
    person, values = world
    only = client_with(token_of(person, OPERATIONS[name][2]["x-scope"])[1])
    assert send(only, name, values, HTTP_IDEMPOTENCY_KEY="k").status_code < 300


def test_every_list_is_cut_by_cursors():
    for view in views():
        listed = [operation for operation in view.operations.values() if operation.is_list]
        assert bool(listed) == issubclass(view, ListView), view


def test_the_description_has_no_warnings(tmp_path):
    call_command("spectacular", "--file", str(tmp_path / "schema.yml"), "--validate", "--fail-on-warn")


def test_every_operation_has_a_neat_name_a_summary_and_both_ways_in():
    assert DESCRIBED["openapi"].startswith("3.1")
    assert set(DESCRIBED["components"]["securitySchemes"]) == {"token", "session"}
    for name, (_method, _path, operation) in OPERATIONS.items():
        assert name.isidentifier() and name[0].islower()
        assert operation["summary"] and operation["description"] and len(operation["tags"]) == 1
        assert ({} in operation["security"]) == (operation["x-scope"] == PUBLIC)
        assert {"401", "404", "405", "406", "429", "500", "503"} <= set(operation["responses"])


def test_the_schema_is_served(world, client):
    response = client.get("/api/v1/schema/")
    assert response["Content-Type"] == "application/vnd.oai.openapi+json"
    assert response.json() == describe()


def test_no_address_of_the_site_begins_with_api_besides_these():
    found = [str(pattern.pattern) for pattern in get_resolver().url_patterns if "api" in str(pattern.pattern)]
    assert found == ["api/v1/"]
