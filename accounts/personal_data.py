"""Whom a person follows and blocked, and who blocked them. The account itself is `accounts.privacy.personal_data`."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext_lazy

from accounts.models import Exclusion, Follow, OrganizationBlock, PersonBlock, User
from accounts.queries import exclusions_of
from core.personal_data import PersonalData, Row, registry, rows


def _blocks(user: User) -> Iterable[Row]:
    yield from rows(OrganizationBlock.objects.filter(user=user).select_related("organization"), "organization", "since")
    yield from rows(PersonBlock.objects.filter(user=user).select_related("person"), "person__get_short_name", "since")


def _forget_blocks(user: User) -> None:
    OrganizationBlock.objects.filter(user=user).delete()
    PersonBlock.objects.filter(Q(user=user) | Q(person=user)).delete()


def _exclusions(user: User) -> Iterable[Row]:
    return rows(exclusions_of(person=user), "organization", "reason", "since")


def _forget_exclusions(user: User) -> None:
    exclusions_of(person=user).delete()
    Exclusion.objects.filter(excluded_by=user).update(excluded_by=None)


def register() -> None:
    registry.register(
        PersonalData(
            name="follows",
            label=gettext_lazy("Whom you follow"),
            models=("accounts.Follow",),
            export=lambda user: rows(
                Follow.objects.filter(user=user).select_related("organization"), "organization", "since"
            ),
            erase=lambda user: Follow.objects.filter(user=user).delete() and None,
            erased=gettext_lazy("Whom you follow and whom you blocked."),
        ),
        PersonalData(
            name="blocks",
            label=gettext_lazy("Whom you blocked"),
            models=("accounts.OrganizationBlock", "accounts.PersonBlock"),
            export=_blocks,
            erase=_forget_blocks,
        ),
        PersonalData(
            name="exclusions",
            label=gettext_lazy("Who blocked you"),
            models=("accounts.Exclusion",),
            export=_exclusions,
            erase=_forget_exclusions,
            erased=gettext_lazy("Which farms and employers blocked you."),
        ),
    )
