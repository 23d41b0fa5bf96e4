"""The queue and the review page: who sees them, what is shown, and that every look is written down."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.audit.models import AuditEntry
from accounts.models import Membership, User
from accounts.permissions import MODERATORS
from accounts.verification.models import Verification
from accounts.verification.services import decisions, rounds
from accounts.verification.states import VerificationState
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.verification import LICENCE_NUMBER, approved_for, moderator, submitted_by

pytestmark = pytest.mark.django_db

QUEUE = "/admin/verification/verification/"


@pytest.fixture
def owner() -> Membership:
    return MembershipFactory(organization__slug="dashan", organization__name={"en": "Dashan"})


@pytest.fixture
def judge(client: Client) -> User:
    judge = moderator()
    client.force_login(judge)
    return judge


def test_the_queue_shows_what_waits_the_longest_wait_first(client: Client, judge: User, owner: Membership) -> None:
    second, first = submitted_by(owner), submitted_by(MembershipFactory())
    Verification.objects.filter(pk=first.pk).update(submitted_at=timezone.now() - timedelta(days=3))
    approved_for(MembershipFactory())
    response = client.get(QUEUE)
    assert list(response.context["cl"].queryset) == [first, second]
    assert "3\xa0days" in response.content.decode()
    assert client.get(f"{QUEUE}?state=approved").context["cl"].queryset.count() == 1
    assert client.get(f"{QUEUE}?state=all").context["cl"].queryset.count() == 3


def test_the_queue_costs_the_same_with_one_and_with_three(client: Client, judge: User) -> None:
    costs = {}
    client.get(QUEUE)
    for rows in (1, 2, 3):
        submitted_by(MembershipFactory())
        with CaptureQueriesContext(connection) as queries:
            assert client.get(QUEUE).context["cl"].result_count == rows
        costs[rows] = len(queries)
    assert costs[1] == costs[3]


def test_papers_facts_and_the_last_round_stand_on_one_page(client: Client, judge: User, owner: Membership) -> None:
    decisions.refuse(verification=submitted_by(owner), actor=judge, reason="The photo is too dark.")
    draft = rounds.begin_round(organization=owner.organization, actor=owner.user)
    facts = rounds.Facts(licence_kind="business", holder="Li Dashan and sons")
    rounds.write_facts(verification=draft, actor=owner.user, facts=facts)
    second = rounds.submit(verification=draft, actor=owner.user)
    page = client.get(f"{QUEUE}{second.pk}/change/").content.decode()
    paper = second.documents.get()
    assert f'src="{QUEUE}{second.pk}/papers/{paper.pk}/"' in page
    for shown in ("Li Dashan and sons", "<td>Li Dashan</td>", "The photo is too dark.", "••••2L3X"):
        assert shown in page
    assert LICENCE_NUMBER not in page


def test_every_look_at_a_paper_is_written_down(client: Client, judge: User, owner: Membership) -> None:
    paper = submitted_by(owner).documents.get()
    address = f"{QUEUE}{paper.verification_id}/papers/{paper.pk}/"
    for _look in range(2):
        response = client.get(address)
        assert (response.status_code, "no-store" in response["Cache-Control"]) == (200, True)
        assert b"".join(response.streaming_content).startswith(b"\xff\xd8")
    entries = AuditEntry.objects.filter(action="document.viewed")
    assert [(entry.actor, entry.details["verification"]) for entry in entries] == [(judge, paper.verification_id)] * 2


def test_the_number_is_shown_on_asking_and_the_asking_is_written_down(
    client: Client, judge: User, owner: Membership
) -> None:
    waiting = submitted_by(owner)
    assert client.get(f"{QUEUE}{waiting.pk}/number/").status_code == 404
    assert not AuditEntry.objects.filter(action="licence_number.revealed").exists()
    response = client.post(f"{QUEUE}{waiting.pk}/number/")
    assert (LICENCE_NUMBER in response.content.decode(), "no-store" in response["Cache-Control"]) == (True, True)
    entry = AuditEntry.objects.get(action="licence_number.revealed")
    assert (entry.actor, LICENCE_NUMBER in str(entry.details)) == (judge, False)


def test_a_missing_reason_is_said_beside_the_field_and_nothing_is_decided(
    client: Client, judge: User, owner: Membership
) -> None:
    waiting = submitted_by(owner)
    paper = waiting.documents.get()
    response = client.post(f"{QUEUE}{waiting.pk}/refusal/", {"reason": " ", "wrong_papers": [str(paper.pk)]})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Say why. The owner reads it and puts it right." in page
    assert f'value="{paper.pk}" id="id_wrong_papers_0" checked' in page
    waiting.refresh_from_db()
    assert waiting.state == VerificationState.SUBMITTED


def test_refusing_and_approving_lead_back_to_the_queue(client: Client, judge: User, owner: Membership) -> None:
    waiting, other = submitted_by(owner), submitted_by(MembershipFactory())
    paper = waiting.documents.get()
    response = client.post(f"{QUEUE}{waiting.pk}/refusal/", {"reason": "Too dark.", "wrong_papers": [str(paper.pk)]})
    assert (response.status_code, response.url) == (303, QUEUE)
    paper.refresh_from_db()
    assert paper.is_wrong is True
    day = (timezone.localdate() + timedelta(days=100)).isoformat()
    response = client.post(f"{QUEUE}{other.pk}/approval/", {"valid_through": day, "next_check": day})
    assert (response.status_code, response.url) == (303, QUEUE)
    assert set(Verification.objects.values_list("state", flat=True)) == {"refused", "approved"}
    past = {"valid_through": "2020-01-01", "next_check": day}
    third = submitted_by(MembershipFactory())
    response = client.post(f"{QUEUE}{third.pk}/approval/", past)
    assert (response.status_code, "Choose a day that is still to come." in response.content.decode()) == (422, True)
    response = client.post(f"{QUEUE}{other.pk}/refusal/", {"reason": "Second thoughts."})
    assert (response.status_code, "This has already moved on." in response.content.decode()) == (422, True)


@pytest.mark.parametrize("who", ["nobody", "owner", "staff", "support", "finance", "moderator"])
def test_only_moderators_and_superusers_come_in(client: Client, owner: Membership, who: str) -> None:
    waiting = submitted_by(owner)
    paper = waiting.documents.get()
    users = {"nobody": None, "owner": owner.user, "staff": UserFactory(is_staff=True)}
    if who not in users:
        users[who] = UserFactory(is_staff=True)
        users[who].groups.add(Group.objects.get_or_create(name=MODERATORS if who == "moderator" else who)[0])
    if users[who]:
        client.force_login(users[who])
    gets = [QUEUE, f"{QUEUE}{waiting.pk}/change/", f"{QUEUE}{waiting.pk}/papers/{paper.pk}/"]
    posts = [f"{QUEUE}{waiting.pk}/{act}/" for act in ("number", "refusal", "approval", "revocation")]
    got = [client.get(address).status_code for address in gets] + [
        client.post(address).status_code for address in posts
    ]
    expected = {
        "nobody": [302] * 7,
        "owner": [302] * 7,
        "moderator": [200, 200, 200, 200, 422, 422, 422],
    }.get(who, [403] * 7)
    assert got == expected
    waiting.refresh_from_db()
    assert waiting.state == VerificationState.SUBMITTED


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_days_proposed_are_filled_in_whatever_the_language(
    client: Client, judge: User, owner: Membership, language: str
) -> None:
    page = client.get(f"{QUEUE}{submitted_by(owner).pk}/change/", headers={"accept-language": language})
    day = (timezone.localdate() + timedelta(days=365)).isoformat()
    assert page.content.decode().count(f'type="date" name="valid_through" value="{day}"') == 1
    assert page.content.decode().count(f'type="date" name="next_check" value="{day}"') == 1
