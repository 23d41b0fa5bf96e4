from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.organizations import Organization
from accounts.states import InvitationState, Role, TransferState
from core.encryption import EncryptedPhoneField
from core.phones import mask_phone

VALID_FOR = timedelta(days=14)
LINK_SALT = "accounts.invitation"


def fortnight_from_now() -> datetime:
    return timezone.now() + VALID_FOR


class Invitation(models.Model):
    """Somebody, known by an address or a number, is asked to become a member.

    The link is signed and not stored: who reads the database cannot use it. `sending` is part of it, so that sending again
    makes the older link worthless.
    """

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = EncryptedPhoneField(_("phone number"), null=True, blank=True)
    role = models.CharField(
        _("role"), max_length=10, choices=[choice for choice in Role.choices if choice[0] != "owner"]
    )
    state = models.CharField(_("state"), max_length=10, choices=InvitationState, default=InvitationState.PENDING)
    language = models.CharField(_("language"), max_length=10, blank=True)
    sending = models.PositiveSmallIntegerField(_("times sent"), default=1)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(_("invited"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("runs out"), default=fortnight_from_now)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True, editable=False)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=(~Q(email="") & Q(phone__isnull=True)) | (Q(email="") & Q(phone__isnull=False)),
                name="invitation_goes_to_one_address",
            ),
            models.CheckConstraint(
                condition=Q(state__in=InvitationState.values) & Q(role__in=["manager", "host", "staff"]),
                name="invitation_known",
            ),
            models.UniqueConstraint(
                fields=["organization", "email"],
                condition=Q(state=InvitationState.PENDING) & ~Q(email=""),
                name="one_open_invitation_per_email",
            ),
            models.UniqueConstraint(
                fields=["organization", "phone"],
                condition=Q(state=InvitationState.PENDING),
                name="one_open_invitation_per_phone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.shown_contact} → {self.organization}"

    def get_absolute_url(self) -> str:
        return reverse("accounts:invitation", args=[self.token])

    @property
    def shown_contact(self) -> str:
        """What others may see of the address: m•••@example.com, 139••••7788."""
        if self.phone:
            return mask_phone(str(self.phone))
        name, _at, domain = self.email.partition("@")
        return f"{name[:1]}•••@{domain}"

    @property
    def token(self) -> str:
        return signing.Signer(salt=LINK_SALT).sign(f"{self.pk}-{self.sending}")

    def has_run_out(self, *, now: datetime) -> bool:
        return self.state == InvitationState.EXPIRED or (
            self.state == InvitationState.PENDING and self.expires_at <= now
        )


class OwnershipTransfer(models.Model):
    """The owner offers the organisation to another member; when that member accepts, they are the owner."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="transfers")
    from_user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    to_user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(_("state"), max_length=10, choices=TransferState, default=TransferState.OFFERED)
    offered_at = models.DateTimeField(_("offered"), default=timezone.now, editable=False)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        verbose_name = _("handing over")
        verbose_name_plural = _("handings over")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=TransferState.values), name="transfer_state_known"),
            models.UniqueConstraint(
                fields=["organization"], condition=Q(state=TransferState.OFFERED), name="one_open_transfer"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization}: {self.from_user} → {self.to_user}"
