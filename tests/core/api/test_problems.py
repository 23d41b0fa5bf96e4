import pytest
from django.db import DatabaseError
from django.test import Client
from rest_framework.test import APIClient

from core.api.operations import PUBLIC, Operation
from core.api.views import ApiView
from tests.factories.access_tokens import client_of
from tests.factories.accounts import OrganizationFactory
from tests.factories.orders import farm_of, variant_of

pytestmark = pytest.mark.django_db
PROBLEM = "application/problem+json"


def test_nothing_there_in_the_readers_language():
    english = APIClient().get("/api/v1/farms/none/")
    assert (english.status_code, english["Content-Type"]) == (404, PROBLEM)
    assert english.json() == {
        "type": "/api/v1/docs/#problem-not-found",
        "title": "Nothing here",
        "status": 404,
        "detail": "It is not there, or it is not yours.",
    }
    chinese = APIClient().get("/api/v1/farms/none/", HTTP_ACCEPT_LANGUAGE="zh-Hans")
    assert chinese["Content-Language"] == "zh-hans"
    assert (chinese.json()["type"], chinese["Vary"].count("Accept-Language")) == (english.json()["type"], 1)


@pytest.mark.parametrize("path", ["/api/v1/nowhere/", "/api/v1/farms", "/api/v2/farms/", "/api/"])
@pytest.mark.parametrize("method", ["get", "post", "delete"])
def test_an_unknown_address_is_a_problem_too(path, method):
    response = getattr(APIClient(), method)(path)
    assert (response.status_code, response["Content-Type"]) == (404, PROBLEM)


def test_a_page_that_is_not_there_stays_a_page():
    assert Client().get("/nowhere/")["Content-Type"].startswith("text/html")


def test_a_method_that_is_not_there():
    response = APIClient().delete("/api/v1/farms/")
    assert (response.status_code, response["Content-Type"], response["Allow"]) == (405, PROBLEM, "GET, HEAD")


def test_only_json_is_spoken():
    response = APIClient().get("/api/v1/farms/", HTTP_ACCEPT="application/xml")
    assert (response.status_code, response["Content-Type"]) == (406, PROBLEM)


def test_a_body_of_another_kind(shopper):
    response = client_of(shopper).patch("/api/v1/me/", "<name/>", content_type="text/xml")
    assert (response.status_code, response.json()["type"]) == (415, "/api/v1/docs/#problem-unsupported-media-type")


@pytest.mark.parametrize("body", ["{", "", '{"name": NaN}', "\xff"])
def test_a_body_that_cannot_be_read(shopper, body):
    sent = body.encode("latin-1")
    response = client_of(shopper).patch("/api/v1/me/", sent, content_type="application/json")
    if body == "":
        assert response.status_code == 200  # a PATCH that changes nothing
    else:
        assert (response.status_code, response.json()["type"]) == (400, "/api/v1/docs/#problem-malformed")


def test_every_field_that_is_wrong_is_named(shopper):
    body = {"kind": "bakery", "slug": "not a slug", "name": {"fr": "Ferme"}}
    response = client_of(shopper).post("/api/v1/organizations/", body)
    assert response.status_code == 422
    assert [(error["pointer"], error["code"]) for error in response.json()["errors"]] == [
        ("/kind", "invalid_choice"),
        ("/slug", "invalid"),
        ("/name", "invalid"),
    ]


def test_a_nested_field_has_a_whole_pointer(shopper):
    body = {"expected_total": {"amount_minor": "many", "currency": "CNY"}}
    response = client_of(shopper).post("/api/v1/orders/", body, HTTP_IDEMPOTENCY_KEY="k")
    pointers = [error["pointer"] for error in response.json()["errors"]]
    assert "/expected_total/amount_minor" in pointers and "/contact_name" in pointers


def test_what_a_filter_cannot_mean(shopper):
    response = APIClient().get("/api/v1/jobs/?near=everywhere&pay_day=never")
    assert response.status_code == 422
    assert {error["parameter"] for error in response.json()["errors"]} == {"near", "pay_day"}


def test_a_rule_of_the_fair_keeps_its_sentence_and_its_field(shopper):
    variant = variant_of(stock=2)
    response = client_of(shopper).post("/api/v1/cart/lines/", {"variant": variant.pk, "quantity": 3})
    assert (response.status_code, response.json()["type"]) == (409, "/api/v1/docs/#problem-refused")
    assert "2" in response.json()["detail"]


def test_who_may_not_is_told_who_may(shopper):
    farm = farm_of()
    body = {"date": "2026-08-31", "title": {"en": "Hail"}}
    response = client_of(shopper).post(f"/api/v1/farms/{farm.slug}/diary/", body)
    assert response.status_code == 403
    assert response.json()["detail"] == "Only the owner and the managers of this farm can do that."


def test_what_is_somebody_elses_is_not_there(shopper):
    organization = OrganizationFactory()
    response = client_of(shopper).get(f"/api/v1/organizations/{organization.slug}/members/")
    assert response.status_code == 404


def test_our_own_mistake_is_a_problem_and_says_nothing_of_the_inside(monkeypatch):
    def broken(*args, **kwargs):
        raise ZeroDivisionError("the secret inside")

    monkeypatch.setattr("discovery.api.views.the_fair", broken)
    client = APIClient(raise_request_exception=False)
    response = client.get("/api/v1/fair/")
    assert (response.status_code, response["Content-Type"]) == (500, PROBLEM)
    assert "inside" not in response.content.decode()


def test_a_view_without_an_operation_is_closed_to_everybody(rf, shopper):
    class Forgotten(ApiView):
        def get(self, request):
            raise AssertionError("it ran")

    class Declared(ApiView):
        operations = {"GET": Operation(name="x", summary="", scope=PUBLIC)}

        def get(self, request):
            return self.give(None)

    request = rf.get("/")
    request.user = shopper
    assert Forgotten.as_view()(request).status_code == 403
    assert Declared.as_view()(request).status_code == 200


def test_a_failure_of_the_database_is_not_hidden(monkeypatch):
    def broken(*args, **kwargs):
        raise DatabaseError

    monkeypatch.setattr("discovery.api.views.the_fair", broken)
    assert APIClient(raise_request_exception=False).get("/api/v1/fair/").status_code in (500, 503)
