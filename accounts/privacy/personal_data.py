"""What the accounts themselves know of a person, and what the frame of the site keeps: sessions, keys, pictures, events."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import (
    Invitation,
    Membership,
    OwnershipTransfer,
    TextCount,
    User,
)
from accounts.privacy.models import Export
from accounts.privacy.services.erasure import ErasureBlocked, erase_account
from accounts.privacy.services.exports import delete_export
from accounts.privacy.states import ExportState
from accounts.states import OrganizationState, Role
from core.models import Event, IdempotencyRecord
from core.personal_data import (
    Blocker,
    PersonalData,
    Retention,
    Row,
    delete_batch,
    plain,
    register_retention,
    registry,
    rows,
)


def _account(user: User) -> Iterable[Row]:
    names = ("pk", "name", "email", "phone", "phone_verified", "language", "date_joined", "last_login")
    yield from rows([user], *names)


def _account_pictures(user: User) -> Iterable[tuple[str, Any]]:
    if user.avatar is not None:
        yield str(user.avatar.file.name), user.avatar.file


def _sign_in(user: User) -> Iterable[Row]:
    for address in EmailAddress.objects.filter(user=user):
        yield {"kind": "e-mail address", "email": address.email, "verified": address.verified}
    for key in Authenticator.objects.filter(user=user):
        yield {"kind": key.type, "created_at": plain(key.created_at), "last_used_at": plain(key.last_used_at)}
    for session in UserSession.objects.filter(user=user):
        yield {
            "kind": "session",
            "ip": session.ip,
            "user_agent": session.user_agent,
            "created_at": plain(session.created_at),
            "last_seen_at": plain(session.last_seen_at),
        }


def _forget_sign_in(user: User) -> None:
    sessions = UserSession.objects.filter(user=user)
    Session.objects.filter(session_key__in=list(sessions.values_list("session_key", flat=True))).delete()
    sessions.delete()
    Authenticator.objects.filter(user=user).delete()
    EmailAddress.objects.filter(user=user).delete()
    IdempotencyRecord.objects.filter(scope=f"user:{user.pk}").delete()
    addressed = Q(email__iexact=user.email) if user.email else Q(pk=None)
    if user.phone:
        addressed |= Q(phone=user.phone)
    Invitation.objects.filter(addressed).delete()


def _sole_ownership(user: User) -> list[Blocker]:
    another = Membership.objects.filter(organization=OuterRef("organization"), role=Role.OWNER).exclude(user=user)
    alone = (
        Membership.objects.filter(user=user, role=Role.OWNER, organization__state=OrganizationState.OPEN)
        .exclude(Exists(another))
        .select_related("organization")
    )
    sentence = _("You are the only owner of {organization}. Hand it over to another member first, or close it.")
    return [
        Blocker(
            sentence=sentence.format(organization=membership.organization),
            url=reverse("accounts:members", args=[membership.organization.slug]),
        )
        for membership in alone
    ]


def _memberships(user: User) -> Iterable[Row]:
    yield from rows(
        Membership.objects.filter(user=user).select_related("organization"), "organization", "role", "joined_at"
    )
    for transfer in OwnershipTransfer.objects.filter(Q(from_user=user) | Q(to_user=user)).select_related(
        "organization"
    ):
        yield {"handing_over": str(transfer.organization), "state": transfer.state, "at": plain(transfer.offered_at)}
    for invitation in Invitation.objects.filter(invited_by=user).select_related("organization"):
        yield {
            "invited": invitation.shown_contact,
            "organization": str(invitation.organization),
            "role": invitation.role,
        }


def _forget_memberships(user: User) -> None:
    Membership.objects.filter(user=user).delete()
    OwnershipTransfer.objects.filter(Q(from_user=user) | Q(to_user=user)).delete()


def _exports(user: User) -> Iterable[Row]:
    return rows(user.exports.all(), "requested_at", "state", "size_bytes", "ready_at")


def _events(user: User) -> Iterable[Row]:
    """What one set off oneself. The names of the fields say enough; ids of other things are left as they are."""
    return rows(Event.objects.filter(actor=user).order_by("pk").iterator(), "name", "data", "happened_at")


def register() -> None:
    registry.register(
        PersonalData(
            name="account",
            label=gettext_lazy("Your account"),
            models=("accounts.User", "privacy.Erasure"),
            export=_account,
            files=_account_pictures,
            erased=gettext_lazy("Your name, number, e-mail address, picture and password."),
            kept=gettext_lazy("An empty row, so that others see “Someone who left” where you wrote."),
        ),
        PersonalData(
            name="sign_in",
            label=gettext_lazy("How you sign in"),
            models=(
                "account.EmailAddress",
                "mfa.Authenticator",
                "usersessions.UserSession",
            ),
            export=_sign_in,
            erase=_forget_sign_in,
            erased=gettext_lazy("Passkeys, second factors, and every device where you are signed in."),
        ),
        PersonalData(
            name="memberships",
            label=gettext_lazy("Where you work with others"),
            models=(
                "accounts.Organization",
                "accounts.Membership",
                "accounts.OwnershipTransfer",
                "accounts.Invitation",
            ),
            export=_memberships,
            blockers=_sole_ownership,
            erase=_forget_memberships,
            erased=gettext_lazy("Your place in farms, employers and agencies."),
        ),
        PersonalData(
            name="consents",
            label=gettext_lazy("What you agreed to"),
            models=("privacy.ConsentReceipt",),
            export=lambda user: rows(
                user.consents.order_by("pk"), "purpose", "version", "language", "decision", "place", "at"
            ),
            kept=gettext_lazy("What you agreed to and when: we may have to show it. It names nobody any more."),
        ),
        PersonalData(
            name="archives",
            label=gettext_lazy("Archives you asked for"),
            models=("privacy.Export",),
            export=_exports,
            erased=gettext_lazy("Archives of your data."),
        ),
        PersonalData(
            name="events",
            label=gettext_lazy("What you did here"),
            models=("core.Event",),
            export=_events,
            kept=gettext_lazy("That something happened, and when, without your name: two years."),
        ),
    )
    register_retention(
        Retention(
            name="idempotency", label=gettext_lazy("Answers to forms, against sending twice"), forget=_old_answers
        ),
        Retention(name="exports", label=gettext_lazy("Archives of your data"), forget=_old_exports),
        Retention(name="sessions", label=gettext_lazy("Sessions that have run out"), forget=_old_sessions),
        Retention(
            name="invitations", label=gettext_lazy("Invitations that were answered or ran out"), forget=_old_invitations
        ),
        Retention(name="text_counts", label=gettext_lazy("Counts of text messages"), forget=_old_text_counts),
        Retention(
            name="unproved_accounts",
            label=gettext_lazy("Accounts whose number or address was never proved and that nobody uses"),
            forget=_unproved_accounts,
        ),
        Retention(name="events", label=gettext_lazy("What happened at the fair, for the record"), forget=_old_events),
    )


def _old_answers(before: datetime, limit: int) -> int:
    return delete_batch(IdempotencyRecord.objects.filter(created_at__lt=before), limit)


def _old_exports(before: datetime, limit: int) -> int:
    old = Q(ready_at__lt=before) | Q(ready_at__isnull=True, requested_at__lt=before)
    over = Export.objects.filter(old).exclude(state=ExportState.GONE).order_by("pk")[:limit]
    for export in over:
        delete_export(export=export)
    return len(over)


def _old_sessions(before: datetime, limit: int) -> int:
    return delete_batch(Session.objects.filter(expire_date__lt=before), limit)


def _old_invitations(before: datetime, limit: int) -> int:
    """They hold the address or number of somebody who may never have come. One nobody answered ended when it ran out."""
    invitations = Invitation.objects.annotate(ended_at=Coalesce("answered_at", "expires_at"))
    return delete_batch(invitations.filter(ended_at__lt=before), limit)


def _old_text_counts(before: datetime, limit: int) -> int:
    return delete_batch(TextCount.objects.filter(day__lt=before.date()), limit)


def _old_events(before: datetime, limit: int) -> int:
    """Delivered ones only: what was not delivered is still needed."""
    return delete_batch(Event.objects.filter(happened_at__lt=before, delivered_at__isnull=False), limit)


def _unproved_accounts(before: datetime, limit: int) -> int:
    """Nobody has shown that the number or address is theirs, and nobody has signed in since: it is let go."""
    proved = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    unproved = User.objects.filter(
        Q(last_login__isnull=True) | Q(last_login__lt=before),
        ~Exists(proved),
        ~Exists(Membership.objects.filter(user=OuterRef("pk"))),
        date_joined__lt=before,
        phone_verified=False,
        is_staff=False,
        is_superuser=False,
        erased_at__isnull=True,
    )
    erased = 0
    for user in unproved.order_by("pk")[:limit]:
        try:
            erase_account(user=user, actor=None)
        except ErasureBlocked:
            continue
        erased += 1
    return erased
