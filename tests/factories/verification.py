"""Rounds of verification, through the services that a farmer and a moderator use."""

from datetime import timedelta

from django.contrib.auth.models import Group
from django.utils import timezone

from accounts.models import Membership, User
from accounts.permissions import MODERATORS
from accounts.verification.models import Verification
from accounts.verification.services import decisions, rounds
from accounts.verification.states import DocumentKind, LicenceKind
from tests.factories.accounts import UserFactory
from tests.factories.uploads import uploaded

LICENCE_NUMBER = "91500236MA5U7K2L3X"
FACTS = rounds.Facts(
    licence_kind=LicenceKind.FAMILY_FARM, licence_number=LICENCE_NUMBER, holder="Li Dashan", issued_by="Fengjie County"
)


def moderator(**fields) -> User:
    user = UserFactory(is_staff=True, **fields)
    user.groups.add(Group.objects.get_or_create(name=MODERATORS)[0])
    return user


def draft_of(owner: Membership) -> Verification:
    """A draft with facts and the front of the licence."""
    draft = rounds.begin_round(organization=owner.organization, actor=owner.user)
    draft = rounds.write_facts(verification=draft, actor=owner.user, facts=FACTS)
    rounds.add_paper(verification=draft, actor=owner.user, kind=DocumentKind.LICENCE_FRONT, file=uploaded())
    return draft


def submitted_by(owner: Membership) -> Verification:
    return rounds.submit(verification=draft_of(owner), actor=owner.user)


def approved_for(owner: Membership, *, days: int = 365, by: User | None = None) -> Verification:
    """In force for so many days from now."""
    day = timezone.localdate() + timedelta(days=days)
    submitted = submitted_by(owner)
    return decisions.approve(verification=submitted, actor=by or moderator(), valid_through=day, next_check=day)
