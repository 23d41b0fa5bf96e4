"""Two at once among the people of an organisation: one of them is told no, and it always has exactly one owner.

Each has a connection of its own, on whichever database the suite runs. The controls read and then write, as one would at
first, and must let both through: so the tests can fail.
"""

import threading

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Invitation, Membership, OwnershipTransfer, User
from accounts.privacy.models import Export
from accounts.privacy.services.erasure import ErasureBlocked, erase_account
from accounts.privacy.services.exports import request_export
from accounts.services.invitations import accept_invitation, invite
from accounts.services.members import leave, remove_member
from accounts.services.transfers import accept_ownership, offer_ownership, withdraw_ownership_offer
from accounts.states import InvitationState, Role, TransferState
from core.errors import Refused
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.marketplace.orders.services.test_race import PATIENCE_SECONDS, let_loose

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 3


@pytest.fixture
def owner() -> Membership:
    return MembershipFactory(user__name="Dashan")


def joined(owner: Membership) -> Membership:
    return MembershipFactory(organization=owner.organization, role=Role.HOST)


def both_at_once(*acts):
    """What each answered: what it returned, or "refused" with whatever sentence."""

    def run(act):
        try:
            return act() or "done"
        except Refused:
            return "refused"

    return let_loose(run, acts)


def owners(owner: Membership) -> int:
    return owner.organization.memberships.filter(role=Role.OWNER).count()


def test_one_invitation_is_good_for_one_joining(owner: Membership, shopper: User) -> None:
    invitation = invite(organization=owner.organization, actor=owner.user, contact=str(shopper.email), role=Role.STAFF)

    def accept():
        accept_invitation(invitation=Invitation.objects.get(pk=invitation.pk), user=shopper)

    assert both_at_once(*[accept] * 4) == {"done": 1, "refused": 3}
    assert Membership.objects.filter(user=shopper).count() == 1


def test_an_invitation_that_is_only_read_first_is_used_by_all(owner: Membership, shopper: User) -> None:
    invitation = invite(organization=owner.organization, actor=owner.user, contact=str(shopper.email), role=Role.STAFF)
    everybody_has_read = threading.Barrier(4, timeout=PATIENCE_SECONDS)

    def accept_naively():
        state = Invitation.objects.get(pk=invitation.pk).state
        everybody_has_read.wait()
        if state != InvitationState.PENDING:
            return "refused"
        Invitation.objects.filter(pk=invitation.pk).update(state=InvitationState.ACCEPTED)
        return "done"

    assert both_at_once(*[accept_naively] * 4) == {"done": 4}


@pytest.mark.parametrize("round", range(ROUNDS))
def test_an_offer_is_accepted_or_taken_back(owner: Membership, round: int) -> None:
    host = joined(owner)
    transfer = offer_ownership(organization=owner.organization, actor=owner.user, membership=host)
    answers = both_at_once(
        lambda: accept_ownership(transfer=OwnershipTransfer.objects.get(pk=transfer.pk), actor=host.user),
        lambda: withdraw_ownership_offer(transfer=OwnershipTransfer.objects.get(pk=transfer.pk), actor=owner.user),
    )
    assert answers == {"done": 1, "refused": 1}
    transfer.refresh_from_db()
    holder = owner.organization.memberships.get(role=Role.OWNER).user
    assert (transfer.state, holder) in [(TransferState.ACCEPTED, host.user), (TransferState.WITHDRAWN, owner.user)]


def test_an_offer_that_is_only_read_first_is_accepted_and_taken_back(owner: Membership) -> None:
    host = joined(owner)
    transfer = offer_ownership(organization=owner.organization, actor=owner.user, membership=host)
    both_have_read = threading.Barrier(2, timeout=PATIENCE_SECONDS)

    def answer_naively(state):
        def act():
            found = OwnershipTransfer.objects.get(pk=transfer.pk)
            both_have_read.wait()
            if found.state != TransferState.OFFERED:
                return "refused"
            found.state = state
            found.save(update_fields=["state"])
            return "done"

        return act

    assert both_at_once(answer_naively("accepted"), answer_naively("withdrawn")) == {"done": 2}


@pytest.mark.parametrize("round", range(ROUNDS))
def test_the_last_owner_leaves_only_when_the_next_one_is_there(owner: Membership, round: int) -> None:
    """Taking over makes the owner a manager, and a manager may leave: in that order, or not at all."""
    host = joined(owner)
    transfer = offer_ownership(organization=owner.organization, actor=owner.user, membership=host)
    answers = both_at_once(
        lambda: accept_ownership(transfer=transfer, actor=host.user),
        lambda: leave(membership=Membership.objects.get(pk=owner.pk)),
    )
    assert answers in [{"done": 2}, {"done": 1, "refused": 1}]
    assert owners(owner) == 1
    assert owner.organization.memberships.get(role=Role.OWNER).user == host.user


@pytest.mark.parametrize("way_out", ["leaving", "removal", "erasure"])
@pytest.mark.parametrize("round", range(ROUNDS))
def test_who_takes_over_does_not_go_meanwhile(owner: Membership, way_out: str, round: int) -> None:
    """These once waited for each other in a circle; erasing could leave the place without an owner."""
    host = joined(owner)
    transfer = offer_ownership(organization=owner.organization, actor=owner.user, membership=host)
    go = {
        "leaving": lambda: leave(membership=host),
        "removal": lambda: remove_member(membership=host, actor=owner.user),
        "erasure": lambda: erase_account(user=host.user, actor=host.user) and None,
    }[way_out]
    answers = both_at_once(lambda: accept_ownership(transfer=transfer, actor=host.user), go)
    assert answers == {"done": 1, "refused": 1}
    assert owners(owner) == 1


def test_asking_and_then_going_leaves_nobody(owner: Membership) -> None:
    """The control of the erasure: whoever asks first and goes later may be the owner by then."""
    host = joined(owner)
    transfer = offer_ownership(organization=owner.organization, actor=owner.user, membership=host)
    has_asked, has_accepted = threading.Event(), threading.Event()

    def go_naively():
        may_go = not Membership.objects.filter(user=host.user, role=Role.OWNER).exists()
        has_asked.set()
        has_accepted.wait(PATIENCE_SECONDS)
        if may_go:
            Membership.objects.filter(user=host.user).delete()

    def accept():
        has_asked.wait(PATIENCE_SECONDS)
        accept_ownership(transfer=transfer, actor=host.user)
        has_accepted.set()

    assert both_at_once(go_naively, accept) == {"done": 2}
    assert owners(owner) == 0


def test_the_owner_is_not_erased_while_handing_over_is_unanswered(owner: Membership) -> None:
    with pytest.raises(ErasureBlocked):
        erase_account(user=owner.user, actor=owner.user)


def test_two_archives_asked_for_at_once_are_one(shopper: User) -> None:
    answers = both_at_once(*[lambda: request_export(user=User.objects.get(pk=shopper.pk)).pk] * 4)
    assert answers == {Export.objects.get().pk: 4}


def test_archives_that_are_only_looked_for_first_meet_at_the_constraint() -> None:
    user = UserFactory()
    everybody_has_read = threading.Barrier(4, timeout=PATIENCE_SECONDS)

    def ask_naively():
        found = user.exports.first()
        everybody_has_read.wait()
        try:
            with transaction.atomic():
                return "found" if found else Export.objects.create(user=user) and "made"
        except IntegrityError:
            return "a second one"

    assert both_at_once(*[ask_naively] * 4) == {"made": 1, "a second one": 3}
