"""Who decides, what a decision does, and what is written down about it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.audit.models import AuditEntry
from accounts.models import Membership
from accounts.states import Role
from accounts.verification.models import Verification
from accounts.verification.services import decisions
from accounts.verification.states import VerificationState
from core.errors import NotAllowed, Refused
from core.transitions import IllegalTransition
from notifications.models import Notification
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.verification import approved_for, moderator, submitted_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> Membership:
    return MembershipFactory(organization__slug="dashan", organization__name={"en": "Dashan"}, user__name="Dashan")


def in_days(days: int):
    return timezone.localdate() + timedelta(days=days)


def approve(verification: Verification, actor, valid: int = 365, check: int = 180) -> Verification:
    return decisions.approve(
        verification=verification, actor=actor, valid_through=in_days(valid), next_check=in_days(check)
    )


def test_approving_sets_the_badge_and_tells_owner_and_managers(
    owner: Membership, django_capture_on_commit_callbacks
) -> None:
    manager = MembershipFactory(organization=owner.organization, role=Role.MANAGER, user__name="Lan")
    MembershipFactory(organization=owner.organization, role=Role.HOST, user__name="Lin")
    waiting, judge = submitted_by(owner), moderator()
    assert owner.organization.verified_at is None
    with django_capture_on_commit_callbacks(execute=True):
        approve(waiting, judge)
    owner.organization.refresh_from_db()
    assert owner.organization.verified_at is not None
    told = Notification.objects.filter(kind="verification_approved")
    assert {n.user for n in told} == {owner.user, manager.user}
    assert {n.url for n in told} == {"/organizations/dashan/verification/"}
    entry = AuditEntry.objects.get(action="verification.approved")
    assert (entry.actor, entry.target_id) == (judge, str(waiting.pk))


def test_refusing_needs_a_reason_and_the_owner_reads_it(owner: Membership, django_capture_on_commit_callbacks) -> None:
    waiting, judge = submitted_by(owner), moderator()
    for nothing in ("", "  \n"):
        with pytest.raises(Refused, match="Say why.") as refused:
            decisions.refuse(verification=waiting, actor=judge, reason=nothing)
        assert refused.value.field == "reason"
    waiting.refresh_from_db()
    assert waiting.state == VerificationState.SUBMITTED
    with django_capture_on_commit_callbacks(execute=True):
        decisions.refuse(verification=waiting, actor=judge, reason="The photo is too dark.\nTake it outside.")
    told = Notification.objects.get(kind="verification_refused")
    assert told.sentence == "The papers of Dashan came back: The photo is too dark. Take it outside."
    assert AuditEntry.objects.get(action="verification.refused").actor == judge


def test_a_renewal_replaces_what_was_in_force_and_a_revocation_takes_the_badge(owner: Membership) -> None:
    judge = moderator()
    first = approved_for(owner, by=judge)
    second = approved_for(owner, by=judge)
    first.refresh_from_db()
    assert (first.state, second.state) == (VerificationState.SUPERSEDED, VerificationState.APPROVED)
    decisions.revoke(verification=second, actor=judge, reason="The licence is false.")
    owner.organization.refresh_from_db()
    assert owner.organization.verified_at is None
    assert AuditEntry.objects.filter(action="verification.revoked").count() == 1


def test_what_was_decided_is_decided(owner: Membership) -> None:
    waiting, judge = submitted_by(owner), moderator()
    decisions.refuse(verification=waiting, actor=judge, reason="No.")
    with pytest.raises(IllegalTransition):
        approve(waiting, judge)
    owner.organization.refresh_from_db()
    assert owner.organization.verified_at is None


@pytest.mark.parametrize(
    ("valid", "check", "field", "sentence"),
    [
        (0, 0, "valid_through", "Choose a day that is still to come."),
        (5 * 366 + 1, 10, "valid_through", "Five years at the most."),
        (100, 101, "next_check", "Choose a day between tomorrow and the last day of validity."),
        (100, 0, "next_check", "Choose a day between tomorrow and the last day of validity."),
    ],
)
def test_days_that_make_no_sense_are_refused(
    owner: Membership, valid: int, check: int, field: str, sentence: str
) -> None:
    waiting = submitted_by(owner)
    with pytest.raises(Refused, match=sentence) as refused:
        approve(waiting, moderator(), valid, check)
    assert refused.value.field == field


def test_nobody_is_checked_for_longer_than_the_licence_runs(owner: Membership) -> None:
    waiting = submitted_by(owner)
    Verification.objects.filter(pk=waiting.pk).update(licence_valid_through=in_days(90))
    with pytest.raises(Refused, match="Not longer than the licence itself."):
        approve(waiting, moderator(), 91, 30)
    assert approve(waiting, moderator(), 90, 30).state == VerificationState.APPROVED


def test_who_may_decide(owner: Membership) -> None:
    waiting = submitted_by(owner)
    without_desk = moderator()
    without_desk.is_staff = False
    own = moderator()
    MembershipFactory(organization=owner.organization, user=own, role=Role.STAFF)
    for actor in (owner.user, UserFactory(), UserFactory(is_staff=True), without_desk, own):
        with pytest.raises(NotAllowed):
            approve(waiting, actor)
        with pytest.raises(NotAllowed):
            decisions.refuse(verification=waiting, actor=actor, reason="No.")
    waiting.refresh_from_db()
    assert waiting.state == VerificationState.SUBMITTED
    assert approve(waiting, UserFactory(is_staff=True, is_superuser=True)).state == VerificationState.APPROVED
