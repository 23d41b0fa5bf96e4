"""Who among the people of an organisation hears of what the others did."""

import pytest

from accounts.models import Membership
from accounts.services.invitations import decline_invitation, invite, revoke_invitation
from accounts.services.members import change_role, remove_member
from accounts.services.transfers import decline_ownership, offer_ownership, withdraw_ownership_offer
from accounts.states import Role
from accounts.verification.services.decisions import revoke
from notifications.models import Notification
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.verification import approved_for, moderator, submitted_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> Membership:
    return MembershipFactory(organization__name={"en": "Dashan"}, organization__slug="dashan", user__name="Dashan")


def told() -> list[tuple[str, str, str]]:
    return [(n.user.name, n.sentence, n.url) for n in Notification.objects.order_by("pk")]


def test_a_changed_role_and_a_removal_are_told_to_the_member(owner, django_capture_on_commit_callbacks) -> None:
    host = MembershipFactory(organization=owner.organization, role=Role.HOST, user__name="Lin")
    with django_capture_on_commit_callbacks(execute=True):
        change_role(membership=host, actor=owner.user, role=Role.HOST)  # the same again is no news
        change_role(membership=host, actor=owner.user, role=Role.STAFF)
    with django_capture_on_commit_callbacks(execute=True):
        remove_member(membership=host, actor=owner.user)
    assert told() == [
        ("Lin", "At Dashan you are now Staff.", "/organizations/dashan/members/"),
        ("Lin", "You are no longer a member of Dashan.", "/me/organizations/"),
    ]


def test_a_no_is_told_to_who_asked_and_a_revoked_invitation_to_nobody(
    owner, django_capture_on_commit_callbacks
) -> None:
    mei = UserFactory(email="mei@example.com")
    invitation = invite(organization=owner.organization, actor=owner.user, contact="mei@example.com", role=Role.HOST)
    other = invite(organization=owner.organization, actor=owner.user, contact="lan@example.com", role=Role.HOST)
    with django_capture_on_commit_callbacks(execute=True):
        decline_invitation(invitation=invitation, user=mei)
        revoke_invitation(invitation=other, actor=owner.user)
    sentence = "m•••@example.com does not want to join Dashan."
    assert told() == [("Dashan", sentence, "/organizations/dashan/members/")]


def test_the_side_that_did_not_answer_hears_of_the_answer(owner, django_capture_on_commit_callbacks) -> None:
    lin = MembershipFactory(organization=owner.organization, role=Role.HOST, user__name="Lin")
    first = offer_ownership(organization=owner.organization, actor=owner.user, membership=lin)
    with django_capture_on_commit_callbacks(execute=True):
        decline_ownership(transfer=first, actor=lin.user)
    second = offer_ownership(organization=owner.organization, actor=owner.user, membership=lin)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_ownership_offer(transfer=second, actor=owner.user)
    assert [(name, sentence) for name, sentence, _url in told()] == [
        ("Dashan", "Lin does not want to take Dashan over. You stay the owner."),
        ("Lin", "Dashan took back the offer to hand Dashan over."),
    ]


def test_papers_that_arrived_and_a_badge_that_is_gone_are_told(owner, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        submitted_by(owner)
    other = MembershipFactory(organization__name={"en": "Lan"}, user__name="Lan")
    approved = approved_for(other)
    with django_capture_on_commit_callbacks(execute=True):
        revoke(verification=approved, actor=moderator(), reason="The licence is false.")
    assert [(name, sentence) for name, sentence, _url in told()] == [
        ("Dashan", "The papers of Dashan are with us. You hear from us when we have looked at them."),
        ("Lan", "Lan lost its badge: The licence is false."),
    ]
