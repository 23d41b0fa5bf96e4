from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.states import OrganizationKind, OrganizationState, Role
from core.localized import LocalizedTextField


class OrganizationQuerySet(models.QuerySet["Organization"]):
    def open(self) -> OrganizationQuerySet:
        return self.filter(state=OrganizationState.OPEN)


class Organization(models.Model):
    """A farm, an employer or an agency: what people follow, and what members act for.

    A closed one keeps its row: its address is given to nobody else, and what was sold and paid still names it.
    """

    kind = models.CharField(_("kind"), max_length=20, choices=OrganizationKind)
    slug = models.SlugField(_("address"), max_length=60, unique=True)
    name = LocalizedTextField(_("name"), max_length=80)
    avatar = models.ForeignKey("uploads.Picture", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    verified_at = models.DateTimeField(_("verified"), null=True, blank=True)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=OrganizationState, default=OrganizationState.OPEN, editable=False
    )
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("closed by"),
    )
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="Membership", related_name="organizations", verbose_name=_("members")
    )

    objects: ClassVar[models.Manager[Organization]] = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=OrganizationKind.values), name="organization_kind_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state=OrganizationState.OPEN, closed_at__isnull=True)
                | models.Q(state=OrganizationState.CLOSED, closed_at__isnull=False),
                name="organization_closing_known_once_closed",
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def is_closed(self) -> bool:
        return self.state == OrganizationState.CLOSED


class Membership(models.Model):
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=10, choices=Role)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(fields=["organization", "user"], name="one_membership_per_person"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="membership_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.organization}"


class Follow(models.Model):
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="follows")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="follows")
    since = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("follow")
        verbose_name_plural = _("follows")
        constraints = [models.UniqueConstraint(fields=["organization", "user"], name="one_follow_per_person")]

    def __str__(self) -> str:
        return f"{self.user} → {self.organization}"
