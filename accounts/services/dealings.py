"""Whether somebody may begin something with an organisation: a word in its room, an application, an order."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from accounts.models import Exclusion, Organization, User
from accounts.queries import exclusions_of
from core.errors import NotAllowed, Refused
from core.locks import hold_shared


class Closed(Refused):
    """Gone for good (RFC 9110, 410), and said so wherever its pages were."""

    status = 410


class Excluded(NotAllowed):
    """The organisation blocked this person. The sentence says which, and why."""


def check_is_open(*, organization: Organization) -> None:
    """Raises Closed."""
    if organization.is_closed:
        raise Closed(_("%(organization)s has closed.") % {"organization": organization})


def hold_open(*, organizations: Iterable[int]) -> None:
    """In the transaction that begins something there: none of them (keys) closes before it is over. Raises Closed."""
    for organization in hold_shared(found=Organization.objects.filter(pk__in=set(organizations)).order_by("pk")):
        check_is_open(organization=organization)


def check_may_deal(*, organizations: Iterable[int], person: User | None, phone: str = "") -> None:
    """Asked in the transaction that writes: a block at the same moment is either seen here or waits until that is written.

    `organizations` are keys; `person` is None for a guest, whom only the `phone` (E.164) that they gave may give away.
    Raises Closed, Excluded.
    """
    keys = set(organizations)
    hold_open(organizations=keys)
    found = exclusions_of(person=person, phone=phone).filter(organization__in=keys)
    if exclusion := found.order_by("organization").first():
        raise Excluded(exclusion_sentence(exclusion=exclusion, person=person))


def exclusion_sentence(*, exclusion: Exclusion, person: User | None) -> str:
    """Why it was is said to the person alone, not to whoever types a number that may be another's."""
    places = {"organization": exclusion.organization, "reason": exclusion.reason.rstrip(" .。")}
    if person is not None and _is_about(exclusion, person):
        sentence = _(
            "%(organization)s blocked you: %(reason)s. You can look around there, but not write, apply or order."
        )
    else:
        sentence = _("%(organization)s takes nothing from this number. Log in with it to read why.")
    return sentence % places


def _is_about(exclusion: Exclusion, person: User) -> bool:
    return exclusion.person_id == person.pk or (person.phone_verified and exclusion.phone == person.phone)
