"""Reminders, once each, and the end of a check."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Membership
from accounts.verification.models import ExpiryReminder, Verification
from accounts.verification.services.expiry import remind_and_expire
from accounts.verification.states import VerificationState
from accounts.verification.tasks import remind_and_expire as task
from core.models import Event
from notifications.models import Notification
from tests.factories.accounts import MembershipFactory
from tests.factories.verification import approved_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> Membership:
    return MembershipFactory(organization__slug="dashan")


def test_thirty_seven_and_one_day_before_once_each(owner: Membership) -> None:
    approved = approved_for(owner, days=60)
    last_day = approved.valid_through
    said = {}
    for days_left in range(60, -1, -1):
        for _again in range(2):
            reminded, ended = remind_and_expire(today=last_day - timedelta(days=days_left))
            assert ended == 0
            if reminded:
                said[days_left] = said.get(days_left, 0) + reminded
    assert said == {30: 1, 7: 1, 1: 1}
    assert [
        e.data["days"] for e in Event.objects.filter(name="verification.VerificationExpiresSoon").order_by("pk")
    ] == [
        30,
        7,
        1,
    ]


@pytest.mark.parametrize(("days", "threshold"), [(31, None), (30, 30), (8, 30), (7, 7), (5, 7), (1, 1), (0, 1)])
def test_whoever_comes_late_is_told_the_nearest_alone(owner: Membership, days: int, threshold: int | None) -> None:
    approved = approved_for(owner, days=60)
    for _again in range(2):
        remind_and_expire(today=approved.valid_through - timedelta(days=days))
    assert list(ExpiryReminder.objects.values_list("days", flat=True)) == ([threshold] if threshold is not None else [])


def test_it_holds_through_its_last_day_and_then_the_badge_goes(
    owner: Membership, django_capture_on_commit_callbacks
) -> None:
    approved = approved_for(owner, days=10)
    with django_capture_on_commit_callbacks(execute=True):
        remind_and_expire(today=approved.valid_through)
    owner.organization.refresh_from_db()
    assert owner.organization.verified_at is not None
    with django_capture_on_commit_callbacks(execute=True):
        results = [remind_and_expire(today=approved.valid_through + timedelta(days=1)) for _again in range(2)]
    assert results == [(0, 1), (0, 0)]
    approved.refresh_from_db()
    owner.organization.refresh_from_db()
    assert (approved.state, owner.organization.verified_at) == (VerificationState.EXPIRED, None)
    assert Notification.objects.filter(kind="verification_expired").count() == 1


def test_the_task_asks_the_clock(owner: Membership) -> None:
    approved = approved_for(owner, days=10)
    assert task() == [1, 0]
    Verification.objects.filter(pk=approved.pk).update(valid_through=timezone.localdate() - timedelta(days=1))
    assert task() == [0, 1]
