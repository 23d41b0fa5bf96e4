"""What was done by whom to what, and why. Rows are added and never change or go (migration `0002_append_only`)."""

from __future__ import annotations

from typing import Any, NoReturn

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AppendOnly(TypeError):
    """Somebody tried to change or to delete what was written down for good."""

    def __init__(self) -> None:
        super().__init__("The audit log is append only: write another entry instead.")


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    def update(self, **kwargs: Any) -> NoReturn:
        raise AppendOnly

    def delete(self) -> NoReturn:
        raise AppendOnly

    def about(self, target: models.Model) -> AuditEntryQuerySet:
        return self.filter(target_type=target._meta.label_lower, target_id=str(target.pk))


class AuditEntry(models.Model):
    # No constraint: an entry outlives what it speaks of, and a row that may not change cannot be set to NULL either.
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
        verbose_name=_("who"),
    )
    action = models.CharField(_("what was done"), max_length=80, db_index=True)
    target_type = models.CharField(_("kind of thing"), max_length=100, blank=True)
    target_id = models.CharField(_("its number"), max_length=64, blank=True)
    target_label = models.CharField(_("its name"), max_length=200, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    details = models.JSONField(_("details"), default=dict, blank=True)
    request_id = models.CharField(_("request"), max_length=64, blank=True)
    network = models.CharField(_("from which network"), max_length=43, blank=True)
    at = models.DateTimeField(_("when"), default=timezone.now, db_index=True)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit log")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["target_type", "target_id", "-id"], name="audit_by_target")]
        default_permissions = ("view",)
        permissions = [("reveal_number", "Can see whole phone numbers")]

    def __str__(self) -> str:
        return f"{self.action} {self.target_label}".rstrip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnly
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly

    @property
    def target(self) -> models.Model | None:
        """The thing itself, while it is there."""
        if not self.target_type:
            return None
        try:
            return apps.get_model(self.target_type)._default_manager.get(pk=self.target_id)
        except (LookupError, ObjectDoesNotExist, ValueError):
            return None
