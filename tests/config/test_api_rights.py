"""Through the API nobody sees more than through the pages: strangers find nothing, and numbers stay masked.

Who may do what, role by role, stands in `tests/authorisation/operations.py`.
"""

from __future__ import annotations

import pytest

from core.api.views import UNSAFE_METHODS
from tests.config.api_operations import OPERATIONS, PRIVATE, send
from tests.factories.access_tokens import client_of
from tests.factories.accounts import UserFactory
from tests.factories.api import PHONE
from tests.factories.api_requests import REQUESTS
from tests.factories.orders import CONTACT
from tests.fixtures.tables import tables

# Where a private operation names a thing that everybody may see.
FOR_EVERYBODY = {"follow", "unfollow", "writeMessage", "apply"}
# The farm is there for everybody, its diary is for its own people to write.
FOR_ITS_PEOPLE = {"writeDiaryEntry"}
OF_SOMEBODY = sorted(
    name for name in PRIVATE if "{" in REQUESTS[name].path and name not in FOR_EVERYBODY | FOR_ITS_PEOPLE
)
NUMBERS = [PHONE.removeprefix("+86"), CONTACT.phone.removeprefix("+86")]


@pytest.mark.parametrize("name", OF_SOMEBODY)
def test_a_stranger_finds_nothing_and_changes_nothing(world, name):
    _person, values = world
    stranger = client_of(UserFactory())
    before = tables()
    response = send(stranger, name, values, HTTP_IDEMPOTENCY_KEY="k")
    assert (response.status_code, response.json()["type"]) == (404, "/api/v1/docs/#problem-not-found")
    assert tables() == before


@pytest.mark.parametrize("name", sorted(set(OPERATIONS) - {"revealPhone"}))
def test_no_answer_holds_a_whole_phone_number(world, name):
    person, values = world
    answer = send(client_of(person), name, values, HTTP_IDEMPOTENCY_KEY="k").content.decode()
    assert [number for number in NUMBERS if number in answer.replace(" ", "")] == []


def test_one_operation_shows_a_number_and_notes_who_looked(world):
    person, values = world
    lead = send(client_of(person), "getLead", values).json()
    assert "••••" in lead["phone"] and lead["is_revealed"] is False
    shown = send(client_of(person), "revealPhone", values).json()["phone"]
    assert shown.endswith(lead["phone"][-4:]) and len(shown) == 14
    assert send(client_of(person), "getLead", values).json()["is_revealed"] is True


def test_an_order_at_another_sum_than_was_shown_is_refused(world):
    person, values = world
    client, url = client_of(person), REQUESTS["placeOrder"].url(values)
    body = REQUESTS["placeOrder"].data(values)
    total = client.get("/api/v1/cart/").json()["total"]
    other = {**total, "amount_minor": total["amount_minor"] - 1}
    refused = client.post(url, body | {"expected_total": other}, HTTP_IDEMPOTENCY_KEY="one")
    assert refused.status_code == 409
    placed = client.post(url, body | {"expected_total": total}, HTTP_IDEMPOTENCY_KEY="one")
    assert (placed.status_code, placed.json()["total"]) == (201, total)
    assert placed.json()["payment"]["state"] == "pending"
    assert client.get("/api/v1/cart/").json()["lines"] == []


def test_every_operation_that_changes_something_is_among_the_private_ones():
    assert {name for name, (method, _path, _op) in OPERATIONS.items() if method in UNSAFE_METHODS} <= set(PRIVATE)
