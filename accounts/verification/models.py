from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization
from accounts.verification.states import OPEN_STATES, DocumentKind, LicenceKind, VerificationState
from core.encryption import EncryptedTextField

DIGITS_SHOWN = 4


class Verification(models.Model):
    """One round of looking at an organisation's papers. Facts and papers of a round that has ended never change; those of
    a round that led to nothing are forgotten when they are old (`services.forgetting`)."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="verifications")
    round = models.PositiveSmallIntegerField(_("round"))
    state = models.CharField(_("state"), max_length=10, choices=VerificationState, default=VerificationState.DRAFT)
    licence_kind = models.CharField(_("kind of licence"), max_length=20, choices=LicenceKind, blank=True)
    licence_number = EncryptedTextField(_("licence number"), blank=True)
    holder = models.CharField(_("name on the licence"), max_length=120, blank=True)
    issued_by = models.CharField(_("issued by"), max_length=120, blank=True)
    licence_valid_through = models.DateField(_("printed: valid through"), null=True, blank=True)
    note = models.TextField(_("note"), max_length=1000, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    submitted_at = models.DateTimeField(_("sent in"), null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.TextField(_("reason"), blank=True)
    valid_through = models.DateField(_("valid through"), null=True, blank=True)
    next_check = models.DateField(_("next check"), null=True, blank=True)

    class Meta:
        verbose_name = _("verification")
        verbose_name_plural = _("verifications")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=VerificationState.values), name="verification_state_known"),
            models.UniqueConstraint(fields=["organization", "round"], name="one_verification_per_round"),
            models.UniqueConstraint(
                fields=["organization"], condition=Q(state__in=OPEN_STATES), name="one_open_verification"
            ),
            models.UniqueConstraint(
                fields=["organization"],
                condition=Q(state=VerificationState.APPROVED),
                name="one_verification_in_force",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[VerificationState.REFUSED, VerificationState.REVOKED]) | ~Q(reason=""),
                name="refused_verification_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(state=VerificationState.APPROVED)
                | Q(valid_through__isnull=False, next_check__isnull=False, decided_at__isnull=False),
                name="approved_verification_says_until_when",
            ),
        ]
        indexes = [
            models.Index(
                fields=["submitted_at"], name="verification_queue", condition=Q(state=VerificationState.SUBMITTED)
            ),
            models.Index(
                fields=["valid_through"], name="verification_ends", condition=Q(state=VerificationState.APPROVED)
            ),
            models.Index(
                fields=["next_check"], name="verification_checks", condition=Q(state=VerificationState.APPROVED)
            ),
        ]

    def __str__(self) -> str:
        return _("%(organization)s, round %(round)s") % {"organization": self.organization, "round": self.round}

    def get_absolute_url(self) -> str:
        return reverse("verification:verification", args=[self.organization.slug])

    @property
    def papers(self) -> list[VerificationDocument]:
        """The licence first, as one reads them; numbered on the review page in this order."""
        return sorted(self.documents.all(), key=lambda paper: (DocumentKind.values.index(paper.kind), paper.pk))

    @property
    def masked_licence_number(self) -> str:
        """Dots and the last four signs; of a short number, dots alone."""
        number = self.licence_number
        shown = number[-DIGITS_SHOWN:] if len(number) > DIGITS_SHOWN else ""
        return f"••••{shown}" if number else ""


class VerificationDocument(models.Model):
    """A paper shown in a round. The file is private; a later round may show the same one again."""

    verification = models.ForeignKey(Verification, on_delete=models.CASCADE, related_name="documents")
    document = models.ForeignKey("uploads.Document", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=20, choices=DocumentKind)
    is_wrong = models.BooleanField(
        _("not good"), default=False, help_text=_("The next round does not carry this paper over.")
    )

    class Meta:
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=DocumentKind.values), name="document_kind_known"),
            models.UniqueConstraint(fields=["verification", "document"], name="one_document_per_round"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.verification}"


class ExpiryReminder(models.Model):
    """That a verification ends in so many days was said, once."""

    verification = models.ForeignKey(Verification, on_delete=models.CASCADE, related_name="reminders")
    days = models.PositiveSmallIntegerField(_("days before"))
    sent_at = models.DateTimeField(_("sent"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [models.UniqueConstraint(fields=["verification", "days"], name="one_reminder_per_threshold")]

    def __str__(self) -> str:
        return f"{self.verification} · {self.days}"


class CheckReminder(models.Model):
    """That the day of its next check has come was said, once for each such day."""

    verification = models.ForeignKey(Verification, on_delete=models.CASCADE, related_name="check_reminders")
    day = models.DateField(_("next check"))
    sent_at = models.DateTimeField(_("sent"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("reminder of a check")
        verbose_name_plural = _("reminders of checks")
        constraints = [models.UniqueConstraint(fields=["verification", "day"], name="one_reminder_per_check")]

    def __str__(self) -> str:
        return f"{self.verification} · {self.day}"
