import hashlib
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.access_tokens.kinds import SCOPES
from accounts.access_tokens.models import AccessToken
from accounts.access_tokens.queries import find_usable
from accounts.access_tokens.services.tokens import make_token, note_use, revoke_token
from accounts.services.deactivation import deactivate_person, reactivate_person
from core.errors import Refused
from core.models import Event
from notifications.models import Notification
from tests.factories.access_tokens import client_of, client_with, token_of
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def test_a_token_is_kept_as_its_hash_alone(shopper):
    token, secret = token_of(shopper, "profile:read")
    assert secret.startswith("daji_") and len(secret) == 48
    token.refresh_from_db()
    assert token.digest == hashlib.sha256(secret.encode()).hexdigest()
    assert token.hint == secret[-4:]
    kept = repr(AccessToken.objects.filter(pk=token.pk).values().get()) + repr(list(Event.objects.values()))
    assert secret not in kept
    assert find_usable(secret=secret) == token


def test_two_tokens_are_two_secrets(shopper):
    assert token_of(shopper)[1] != token_of(shopper)[1]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": " "}, "name"),
        ({"scopes": []}, "scopes"),
        ({"scopes": ["everything"]}, "scopes"),
        ({"days": 3650}, "days"),
    ],
)
def test_what_no_token_can_be(shopper, wrong, field):
    with pytest.raises(Refused) as refusal:
        make_token(**{"user": shopper, "name": "A", "scopes": ["profile:read"], "days": 30} | wrong)
    assert refusal.value.field == field
    assert not AccessToken.objects.exists()


def test_there_is_an_end_to_tokens(shopper, monkeypatch):
    monkeypatch.setattr("accounts.access_tokens.services.tokens.MOST_TOKENS", 2)
    first, _secret = token_of(shopper)
    token_of(shopper)
    with pytest.raises(Refused, match="You have 2 tokens"):
        token_of(shopper)
    revoke_token(token=first, actor=shopper)
    token_of(shopper)


def test_its_maker_is_told(shopper, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        token_of(shopper)
    told = Notification.objects.get(user=shopper, kind="access_token_made")
    assert (told.params, told.url) == ({"name": "Test"}, "/me/tokens/")
    assert "You made the access token “Test”" in mail.outbox[0].body


def test_a_revoked_token_opens_nothing(shopper):
    token, secret = token_of(shopper)
    assert client_with(secret).get("/api/v1/me/").status_code == 200
    revoke_token(token=token, actor=shopper)
    response = client_with(secret).get("/api/v1/me/")
    assert (response.status_code, response.json()["type"]) == (401, "/api/v1/docs/#problem-token-invalid")
    assert response["WWW-Authenticate"] == 'Bearer realm="daji", error="invalid_token"'


def test_revoking_twice_is_revoking_once(shopper):
    token, _secret = token_of(shopper)
    revoke_token(token=token, actor=shopper)
    when = AccessToken.objects.get().revoked_at
    revoke_token(token=token, actor=shopper)
    assert AccessToken.objects.get().revoked_at == when
    assert Event.objects.filter(name="access_tokens.AccessTokenRevoked").count() == 1


def test_an_expired_token_opens_nothing(shopper):
    token, secret = token_of(shopper, days=30)
    AccessToken.objects.filter(pk=token.pk).update(
        created_at=timezone.now() - timedelta(days=31), expires_at=timezone.now() - timedelta(seconds=1)
    )
    assert client_with(secret).get("/api/v1/me/").status_code == 401


def test_a_token_of_somebody_who_may_not_come_any_more(shopper):
    _token, secret = token_of(shopper)
    support = UserFactory(is_staff=True, is_superuser=True)
    for act, status in ((deactivate_person, 401), (reactivate_person, 200)):
        act(person=shopper, actor=support, reason="Sold stolen oranges.")
        assert client_with(secret).get("/api/v1/me/").status_code == status


@pytest.mark.parametrize("said", ["daji_unknown", "other", "", "daji_ä", "daji_ two parts"])
def test_what_is_no_token(db, said):
    response = APIClient().get("/api/v1/fair/", HTTP_AUTHORIZATION=f"Bearer {said}".encode().decode("latin-1"))
    assert (response.status_code, response["Content-Type"]) == (401, "application/problem+json")


def test_a_wrong_token_is_an_error_also_where_none_is_needed(db):
    assert client_with("daji_wrong").get("/api/v1/fair/").status_code == 401
    assert APIClient().get("/api/v1/fair/").status_code == 200


def test_guessing_is_stopped_by_address(shopper, settings):
    settings.DAJI_API_RATES = settings.DAJI_API_RATES | {"failed": (3, 3600)}
    _token, secret = token_of(shopper)
    for _try in range(3):
        assert client_with("daji_guess").get("/api/v1/me/", REMOTE_ADDR="192.0.2.1").status_code == 401
    stopped = client_with(secret).get("/api/v1/me/", REMOTE_ADDR="192.0.2.1")
    assert stopped.status_code == 429 and int(stopped["Retry-After"]) > 0
    # The negative control: whoever comes from elsewhere is let in, by the same token.
    assert client_with(secret).get("/api/v1/me/", REMOTE_ADDR="192.0.2.2").status_code == 200


def test_its_use_is_noted_once_a_minute(shopper, django_assert_num_queries):
    token, _secret = token_of(shopper)
    now = timezone.now()
    note_use(token=token, now=now)
    token.refresh_from_db()
    assert token.last_used_at == now
    with django_assert_num_queries(0):
        note_use(token=token, now=now + timedelta(seconds=59))
    note_use(token=token, now=now + timedelta(seconds=60))
    token.refresh_from_db()
    assert token.last_used_at == now + timedelta(seconds=60)


def test_a_token_knows_itself_and_can_give_itself_back(shopper):
    client = client_of(shopper, "orders:read")
    assert client.get("/api/v1/token/").json()["scopes"] == ["orders:read"]
    assert client.delete("/api/v1/token/").status_code == 204
    assert client.get("/api/v1/token/").status_code == 401


def test_a_session_has_no_token(shopper):
    client = APIClient()
    client.force_login(shopper)
    assert client.get("/api/v1/token/").status_code == 404


def test_tokens_cannot_make_tokens(shopper):
    client = client_of(shopper)
    form = {"name": "More", "days": "30", "scopes": [*SCOPES]}
    response = client.post("/me/tokens/", form, format="multipart")
    assert (response.status_code, response["Location"]) == (302, "/accounts/login/?next=/me/tokens/")
    assert AccessToken.objects.count() == 1
    assert client.post("/api/v1/token/", form).status_code == 405


def test_a_session_must_send_the_form_token(shopper):
    client = APIClient(enforce_csrf_checks=True)
    client.force_login(shopper)
    assert client.get("/api/v1/me/").status_code == 200
    refused = client.patch("/api/v1/me/", {"name": "Evil"}, format="json")
    assert (refused.status_code, refused.json()["type"]) == (403, "/api/v1/docs/#problem-csrf-failed")
    client.get("/me/tokens/")
    token = client.cookies["csrftoken"].value
    assert client.patch("/api/v1/me/", {"name": "Mei"}, format="json", HTTP_X_CSRFTOKEN=token).status_code == 200
