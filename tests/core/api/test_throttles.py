import pytest
from rest_framework.test import APIClient

from core.api.throttles import headers_for, spend
from tests.factories.access_tokens import client_with, token_of


@pytest.fixture
def rates(settings):
    def set_rates(**said):
        settings.DAJI_API_RATES = settings.DAJI_API_RATES | said

    return set_rates


def test_a_window_is_counted_and_begins_anew(rates):
    rates(anonymous=(2, 60))
    now = 6_000.0
    first, second, third = (spend(policy="anonymous", who="a", now=now + 10) for _ in range(3))
    assert (first.left, first.is_over, first.resets_in) == (1, False, 50)
    assert (second.left, second.is_over) == (0, False)
    assert (third.left, third.is_over) == (0, True)
    assert spend(policy="anonymous", who="b", now=now + 10).left == 1
    assert spend(policy="anonymous", who="a", now=now + 60).left == 1


def test_looking_costs_nothing(rates):
    rates(failed=(2, 60))
    assert [spend(policy="failed", who="a", now=0, cost=0).used for _ in range(3)] == [0, 0, 0]


def test_the_headers_name_every_policy(rates):
    rates(person=(9, 60), token=(4, 30))
    spent = [spend(policy=policy, who="1", now=15) for policy in ("person", "token")]
    assert headers_for(spent) == {
        "RateLimit-Policy": '"person";q=9;w=60, "token";q=4;w=30',
        "RateLimit": '"person";r=8;t=45, "token";r=3;t=15',
    }
    assert headers_for([]) == {}


def test_somebody_unknown_is_counted_by_address(db, rates):
    rates(anonymous=(2, 3600))
    client = APIClient()
    answers = [client.get("/api/v1/fair/", REMOTE_ADDR="192.0.2.1") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[0]["RateLimit-Policy"] == '"anonymous";q=2;w=3600'
    assert answers[0]["RateLimit"].startswith('"anonymous";r=1;t=')
    stopped = answers[2]
    assert stopped["Content-Type"] == "application/problem+json"
    assert stopped.json()["type"] == "/api/v1/docs/#problem-too-many-requests"
    assert 0 < int(stopped["Retry-After"]) <= 3600
    assert client.get("/api/v1/fair/", REMOTE_ADDR="192.0.2.2").status_code == 200


def test_a_made_up_forwarded_for_is_no_new_address(db, rates):
    rates(anonymous=(1, 3600))
    client = APIClient()
    answers = [client.get("/api/v1/fair/", HTTP_X_FORWARDED_FOR=f"198.51.100.{n}") for n in range(2)]
    assert [answer.status_code for answer in answers] == [200, 429]


def test_two_tokens_of_one_person_share_the_persons_quota(shopper, rates):
    rates(person=(3, 3600), token=(2, 3600))
    one, other = (client_with(token_of(shopper)[1]) for _ in range(2))
    assert [one.get("/api/v1/me/").status_code for _ in range(3)] == [200, 200, 429]
    assert other.get("/api/v1/me/").status_code == 429


def test_who_is_refused_is_counted_as_well(db, rates):
    rates(anonymous=(1, 3600))
    client = APIClient()
    assert [client.get("/api/v1/me/").status_code for _ in range(2)] == [401, 429]


def test_a_session_is_counted_by_person(shopper, rates):
    rates(person=(1, 3600))
    client = APIClient()
    client.force_login(shopper)
    assert [client.get("/api/v1/me/").status_code for _ in range(2)] == [200, 429]
