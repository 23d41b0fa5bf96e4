"""Staff end a person's logins and tokens, with a reason, without shutting the account; nobody sees a secret."""

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.access_tokens.models import AccessToken
from accounts.access_tokens.queries import find_usable
from accounts.access_tokens.services.ending import end_access, revoke_of_another
from accounts.access_tokens.services.tokens import make_token, revoke_token
from accounts.audit.models import AuditEntry
from accounts.models import User
from accounts.permissions import MODERATORS, SUPPORT
from core.errors import NotAllowed, Refused
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
LIST = reverse("admin:access_tokens_accesstoken_changelist")


def staff_of(group: str) -> User:
    person = UserFactory(is_staff=True)
    person.groups.add(Group.objects.get(name=group))
    return person


@pytest.fixture
def helper() -> User:
    return staff_of(SUPPORT)


@pytest.fixture
def office(helper: User) -> Client:
    client = Client()
    client.force_login(helper)
    return client


def token_of(user: User, name: str = "till") -> tuple[AccessToken, str]:
    return make_token(user=user, name=name, scopes=["orders:read"], days=30)


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    UserSession.objects.get_or_create(
        user=user, session_key=client.session.session_key, defaults={"ip": "203.0.113.9", "user_agent": "x"}
    )
    return client


def test_logins_and_tokens_end_and_the_account_stays_open(office, helper, shopper):
    phone, laptop = logged_in(shopper), logged_in(shopper)
    _token, secret = token_of(shopper)
    revoked, _secret = token_of(shopper, "old")
    revoke_token(token=revoked, actor=shopper)
    other = UserFactory()
    others_client, (_others, others_secret) = logged_in(other), token_of(other)
    assert [client.get("/me/").status_code for client in (phone, laptop, others_client)] == [200, 200, 200]
    assert find_usable(secret=secret) is not None

    page = office.get(reverse("admin:accounts_user_change", args=[shopper.pk])).content.decode()
    address = reverse("admin:access_tokens_accesstoken_end", args=[shopper.pk])
    assert f'href="{address}"' in page
    assert office.get(address).status_code == 200
    assert office.post(address, {"reason": " "}).status_code == 422
    assert phone.get("/me/").status_code == 200
    assert office.post(address, {"reason": "The phone was stolen"}).status_code == 302

    assert [client.get("/me/").status_code for client in (phone, laptop)] == [302, 302]
    assert find_usable(secret=secret) is None
    assert others_client.get("/me/").status_code == 200
    assert find_usable(secret=others_secret) is not None
    shopper.refresh_from_db()
    assert shopper.is_active
    assert logged_in(shopper).get("/me/").status_code == 200
    entry = AuditEntry.objects.get(action="person.access_ended")
    assert (entry.actor, entry.target, entry.reason) == (helper, shopper, "The phone was stolen")
    assert entry.details == {"logins_ended": 2, "tokens_revoked": 1}


@pytest.mark.parametrize("group", [MODERATORS, None])
def test_who_is_not_support_ends_nothing(group, shopper):
    actor = staff_of(group) if group else UserFactory()
    _token, secret = token_of(shopper)
    client = Client()
    client.force_login(actor)
    answer = client.post(reverse("admin:access_tokens_accesstoken_end", args=[shopper.pk]), {"reason": "x"})
    assert answer.status_code == (403 if group else 302)
    with pytest.raises(NotAllowed):
        end_access(person=shopper, actor=actor, reason="x")
    assert find_usable(secret=secret) is not None


def test_support_does_not_end_the_access_of_a_superuser_nor_its_own(helper, office):
    boss = User.objects.create_superuser(email="boss@example.com")
    token, secret = token_of(boss)
    assert office.get(reverse("admin:access_tokens_accesstoken_end", args=[boss.pk])).status_code == 403
    for act in (
        lambda: end_access(person=boss, actor=helper, reason="x"),
        lambda: revoke_of_another(token=token, actor=helper, reason="x"),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert find_usable(secret=secret) is not None
    with pytest.raises(Refused, match="your own"):
        end_access(person=boss, actor=boss, reason="x")


def test_chosen_tokens_are_revoked_with_a_reason(office, helper, shopper):
    (token, secret), (kept, kept_secret) = token_of(shopper), token_of(shopper, "kept")
    chosen = {"action": "revoke", "_selected_action": [token.pk]}
    asked = office.post(LIST, chosen)
    assert (asked.status_code, "1 token opens nothing any more" in asked.content.decode()) == (200, True)
    assert office.post(LIST, {**chosen, "confirmed": "yes", "reason": " "}).status_code == 422
    assert find_usable(secret=secret) is not None
    done = {**chosen, "confirmed": "yes", "reason": "It was in a picture"}
    assert office.post(LIST, done).status_code == 302
    assert find_usable(secret=secret) is None
    assert find_usable(secret=kept_secret) == kept
    entry = AuditEntry.objects.get(action="access_token.revoked")
    assert (entry.actor, entry.target, entry.reason) == (helper, token, "It was in a picture")
    assert "It was revoked before." in office.post(LIST, done, follow=True).content.decode()
    assert AuditEntry.objects.filter(action="access_token.revoked").count() == 1


def test_the_secret_and_its_digest_are_on_no_page(office, shopper):
    token, secret = token_of(shopper)
    for address in (LIST, reverse("admin:access_tokens_accesstoken_change", args=[token.pk])):
        page = office.get(address).content.decode()
        assert f"…{token.hint}" in page
        assert secret not in page
        assert token.digest not in page


def test_the_filter_tells_what_is_in_use(office, shopper):
    (used, _one), (gone, _two) = token_of(shopper), token_of(shopper, "gone")
    revoke_token(token=gone, actor=shopper)
    found = {
        value: list(office.get(LIST, {"standing": value}).context["cl"].queryset)
        for value in ("usable", "over", "revoked")
    }
    assert found == {"usable": [used], "over": [], "revoked": [gone]}


def test_the_list_costs_the_same_with_one_and_with_three(office):
    costs = {}
    office.get(LIST)
    for rows in (1, 2, 3):
        token_of(UserFactory())
        with CaptureQueriesContext(connection) as queries:
            assert office.get(LIST).context["cl"].result_count == rows
        costs[rows] = len(queries)
    assert costs[1] == costs[3]
