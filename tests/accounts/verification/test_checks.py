"""Who behind the fair hears that papers came in and that a check is due; once per channel, and once per check."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation
from django.utils.formats import date_format

from accounts.audit.models import AuditEntry
from accounts.models import Membership, User
from accounts.states import Role
from accounts.verification.models import CheckReminder
from accounts.verification.queries import deciders
from accounts.verification.services import decisions
from accounts.verification.services.checks import remind_of_checks
from accounts.verification.tasks import remind_of_checks as task
from core.errors import NotAllowed, Refused
from core.events import deliver_again
from core.models import Event
from notifications.models import Delivery, Notification
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.verification import approved_for, moderator, submitted_by

pytestmark = pytest.mark.django_db
DUE = "verification.VerificationCheckDue"


@pytest.fixture
def owner() -> Membership:
    return MembershipFactory(organization__slug="dashan", organization__name={"en": "Dashan", "zh-hans": "大山"})


@pytest.fixture
def judge() -> User:
    return moderator(email="judge@example.com")


def told(kind: str) -> list[tuple[User, str, str]]:
    return [(n.user, n.sentence, n.url) for n in Notification.objects.filter(kind=kind).order_by("user_id")]


def in_force_until(owner: Membership, *, days: int, look_in: int, by: User):
    today = timezone.localdate()
    return decisions.approve(
        verification=submitted_by(owner),
        actor=by,
        valid_through=today + timedelta(days=days),
        next_check=today + timedelta(days=look_in),
    )


def test_moderators_and_superusers_hear_of_papers_and_nobody_else(
    owner: Membership, judge: User, django_capture_on_commit_callbacks
) -> None:
    boss = User.objects.create_superuser(email="boss@example.com")
    moderator(is_active=False)
    UserFactory(is_staff=True)
    MembershipFactory(organization=owner.organization, user=moderator(), role=Role.HOST)  # one of their own
    with django_capture_on_commit_callbacks(execute=True):
        waiting = submitted_by(owner)
    page = f"/admin/verification/verification/{waiting.pk}/change/"
    sentence = "Dashan sent in papers. Look at them and decide."
    assert told("papers_arrived") == [(judge, sentence, page), (boss, sentence, page)]
    assert [user for user, _sentence, _url in told("verification_submitted")] == [owner.user]


def test_each_channel_once_however_often_the_event_comes(
    owner: Membership, judge: User, mailoutbox, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        submitted_by(owner)
    event = Event.objects.get(name="verification.VerificationSubmitted")
    Event.objects.filter(pk=event.pk).update(delivered_at=None)
    with django_capture_on_commit_callbacks(execute=True):
        assert deliver_again(event_id=event.pk) is True
    deliveries = Delivery.objects.filter(notification__kind="papers_arrived").order_by("channel")
    assert [(d.channel, d.state, d.attempts) for d in deliveries] == [("email", "sent", 1), ("in_app", "sent", 1)]
    assert [mail.subject for mail in mailoutbox if mail.to == ["judge@example.com"]] == [
        "Dashan sent in papers. Look at them and decide."
    ]


def test_a_check_is_said_on_its_day_and_not_before_nor_twice(owner: Membership, judge: User) -> None:
    verification = in_force_until(owner, days=300, look_in=90, by=judge)
    said = {}
    for days in (88, 89, 90, 91, 120):
        for _again in range(2):
            if count := remind_of_checks(today=timezone.localdate() + timedelta(days=days)):
                said[days] = said.get(days, 0) + count
    assert said == {90: 1}
    assert [e.data for e in Event.objects.filter(name=DUE)] == [
        {
            "verification_id": verification.pk,
            "organization_id": owner.organization_id,
            "next_check": verification.next_check.isoformat(),
        }
    ]


def test_moderators_are_told_of_a_check_in_words_and_by_mail(
    owner: Membership, judge: User, mailoutbox, django_capture_on_commit_callbacks
) -> None:
    verification = in_force_until(owner, days=300, look_in=90, by=judge)
    with django_capture_on_commit_callbacks(execute=True):
        remind_of_checks(today=verification.next_check)
    day = date_format(verification.next_check, "DATE_FORMAT")
    page = f"/admin/verification/verification/{verification.pk}/change/"
    assert told("check_due") == [(judge, f"Dashan is due for another look: it was set for {day}.", page)]
    assert [mail.to for mail in mailoutbox if "another look" in mail.subject] == [["judge@example.com"]]
    with translation.override("zh-hans"):
        assert Notification.objects.get(kind="check_due").params["organization"]["zh-hans"] == "大山"


def test_what_is_no_longer_in_force_is_not_checked(owner: Membership, judge: User) -> None:
    verification = in_force_until(owner, days=300, look_in=90, by=judge)
    day = verification.next_check
    decisions.revoke(verification=verification, actor=judge, reason="Sold")
    assert remind_of_checks(today=day) == 0
    again = in_force_until(MembershipFactory(), days=300, look_in=90, by=judge)
    assert remind_of_checks(today=again.next_check) == 1


def test_the_task_looks_at_today(owner: Membership) -> None:
    approved_for(owner, days=60)
    assert task() == 0
    assert not CheckReminder.objects.exists()


def test_a_look_moves_the_day_is_written_down_and_is_due_again_then(owner: Membership, judge: User) -> None:
    verification = in_force_until(owner, days=300, look_in=90, by=judge)
    first, second = verification.next_check, verification.next_check + timedelta(days=90)
    assert remind_of_checks(today=first) == 1
    decisions.look_again(verification=verification, actor=judge, next_check=second)
    assert remind_of_checks(today=first) == 0
    assert remind_of_checks(today=second) == 1
    owner.organization.refresh_from_db()
    assert owner.organization.verified_at is not None
    entry = AuditEntry.objects.get(action="verification.looked_at_again")
    assert (entry.actor, entry.details) == (
        judge,
        {"before": first.isoformat(), "next_check": second.isoformat()},
    )


def test_who_may_not_decide_may_not_look_again_and_the_day_makes_sense(owner: Membership, judge: User) -> None:
    verification = in_force_until(owner, days=300, look_in=90, by=judge)
    today = timezone.localdate()
    with pytest.raises(NotAllowed):
        decisions.look_again(verification=verification, actor=owner.user, next_check=today + timedelta(days=5))
    for day in (today, verification.valid_through + timedelta(days=1)):
        with pytest.raises(Refused) as refused:
            decisions.look_again(verification=verification, actor=judge, next_check=day)
        assert refused.value.field == "next_check"
    decisions.revoke(verification=verification, actor=judge, reason="Sold")
    with pytest.raises(Refused, match="no longer in force"):
        decisions.look_again(verification=verification, actor=judge, next_check=today + timedelta(days=5))
    assert not AuditEntry.objects.filter(action="verification.looked_at_again").exists()


def test_the_page_offers_it_and_says_that_the_day_has_come(client, owner: Membership, judge: User) -> None:
    verification = in_force_until(owner, days=300, look_in=90, by=judge)
    client.force_login(judge)
    address = f"/admin/verification/verification/{verification.pk}"
    assert "That day has come." not in client.get(f"{address}/change/").content.decode()
    type(verification).objects.filter(pk=verification.pk).update(next_check=timezone.localdate())
    assert "That day has come." in client.get(f"{address}/change/").content.decode()
    day = timezone.localdate() + timedelta(days=30)
    assert client.post(f"{address}/look/", {"next_check": ""}).status_code == 422
    assert client.post(f"{address}/look/", {"next_check": day.isoformat()}).status_code == 303
    verification.refresh_from_db()
    assert verification.next_check == day


def test_deciders_cost_one_query(owner: Membership, django_assert_num_queries) -> None:
    for _number in range(3):
        moderator()
    with django_assert_num_queries(1):
        assert len(deciders(organization=owner.organization)) == 3
