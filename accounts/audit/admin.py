"""What other admin pages are made of: every change is written down, numbers are masked until somebody says why not."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextInputWidget

from accounts.audit.services import record_act
from core.phones import mask_phone


def _verb(model: type[models.Model], verb: str) -> str:
    return f"{model._meta.app_label}_{model._meta.model_name}.{verb}"


def _is_plain(field: models.Field | None) -> bool:
    """Yes or no, or one of a few: such values may stand in the log. Names, numbers and texts may not."""
    return isinstance(field, models.BooleanField) or bool(field is not None and field.choices)


class AuditedAdmin:
    """Mixed in before ModelAdmin. Writes an audit entry for each thing added, changed or deleted and each action run: which
    fields, by whom; old and new values only of switches and choices."""

    model: type[models.Model]

    def construct_change_message(
        self, request: HttpRequest, form: forms.ModelForm, formsets: Any, add: bool = False
    ) -> list[dict[str, Any]]:
        values = {}
        for name in [] if add else form.changed_data:
            field = next((field for field in self.model._meta.fields if field.name == name), None)
            if _is_plain(field):
                values[name] = [str(form.initial.get(name)), str(form.cleaned_data.get(name))]
        request.audited_values = values  # type: ignore[attr-defined]
        return super().construct_change_message(request, form, formsets, add)  # type: ignore[misc]

    def log_addition(self, request: HttpRequest, obj: models.Model, message: Any) -> Any:
        record_act(actor=request.user, action=_verb(self.model, "added"), target=obj)  # type: ignore[arg-type]
        return super().log_addition(request, obj, message)  # type: ignore[misc]

    def log_change(self, request: HttpRequest, obj: models.Model, message: Any) -> Any:
        details: dict[str, Any] = {"fields": _fields_named(message)}
        if values := getattr(request, "audited_values", None):
            details["values"] = values
        record_act(
            actor=request.user,  # type: ignore[arg-type]
            action=_verb(self.model, "changed"),
            target=obj,
            details=details,
        )
        return super().log_change(request, obj, message)  # type: ignore[misc]

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        for obj in queryset:
            record_act(actor=request.user, action=_verb(self.model, "deleted"), target=obj)  # type: ignore[arg-type]
        return super().log_deletions(request, queryset)  # type: ignore[misc]

    def response_action(self, request: HttpRequest, queryset: models.QuerySet, **kwargs: Any) -> HttpResponse | None:
        response: HttpResponse | None = super().response_action(request, queryset, **kwargs)  # type: ignore[misc]
        # On the page of one thing the field has a prefix.
        name = next((value for key, value in request.POST.items() if key == "action" or key.endswith("-action")), "")
        asked_only = isinstance(response, TemplateResponse)  # a page that asks "are you sure" has done nothing
        if response is not None and not asked_only and name and name != "delete_selected":
            chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
            record_act(
                actor=request.user,  # type: ignore[arg-type]
                action=_verb(self.model, "action_run"),
                reason=request.POST.get("reason", ""),
                details={"action": name, "chosen": len(chosen), "ids": chosen[:100]},
            )
        return response


def _fields_named(message: Any) -> list[str]:
    """The names in Django's change message: fields of the form, and what was added, changed or deleted in its inlines."""
    names: list[str] = []
    for part in message if isinstance(message, list) else []:
        for verb, what in part.items():
            if "name" in what:
                names.append(f"{what['name']} {verb}")
            else:
                names += [str(field) for field in what.get("fields", [])]
    return names


class RevealForm(forms.Form):
    reason = forms.CharField(
        label=_("Why do you need it?"),
        max_length=200,
        help_text=_("It is written down beside your name."),
        widget=UnfoldAdminTextInputWidget(),
    )


class MaskedPhoneAdmin:
    """Mixed in before ModelAdmin. `masked_number` instead of `phone`; behind `number_with_link` a reason shows it once."""

    model: type[models.Model]
    phone_field = "phone"

    def has_reveal_permission(self, request: HttpRequest, obj: models.Model) -> bool:
        allowed: bool = self.has_view_permission(request, obj)  # type: ignore[attr-defined]
        return allowed and request.user.has_perm("audit.reveal_number")

    @admin.display(description=_("phone number"))
    def masked_number(self, obj: models.Model) -> str:
        number = getattr(obj, self.phone_field)
        return mask_phone(str(number)) if number else "—"

    @admin.display(description=_("phone number"))
    def number_with_link(self, obj: models.Model) -> str:
        if not getattr(obj, self.phone_field):
            return "—"
        url = reverse(f"admin:{self._reveal_name()}", args=[obj.pk])
        return format_html('{} · <a href="{}">{}</a>', self.masked_number(obj), url, _("Show"))

    def _reveal_name(self) -> str:
        return f"{self.model._meta.app_label}_{self.model._meta.model_name}_phone"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.reveal_view)  # type: ignore[attr-defined]
        own = path("<path:object_id>/phone/", view, name=self._reveal_name())
        return [own, *super().get_urls()]  # type: ignore[misc]

    def reveal_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        obj = self.get_object(request, object_id)  # type: ignore[attr-defined]
        if obj is None or not getattr(obj, self.phone_field):
            raise Http404
        if not self.has_reveal_permission(request, obj):
            raise PermissionDenied
        form = RevealForm(request.POST or None)
        number = None
        if request.method == "POST" and form.is_valid():
            record_act(
                actor=request.user,  # type: ignore[arg-type]
                action="phone.revealed",
                target=obj,
                reason=form.cleaned_data["reason"],
                details={"where": "admin"},
            )
            number = getattr(obj, self.phone_field)
        context = {
            **self.admin_site.each_context(request),  # type: ignore[attr-defined]
            "title": _("Show a phone number"),
            "opts": self.model._meta,
            "original": obj,
            "form": form,
            "masked": self.masked_number(obj),
            "number": number,
            "back": reverse(f"admin:{self.model._meta.app_label}_{self.model._meta.model_name}_change", args=[obj.pk]),
        }
        return TemplateResponse(request, "accounts/audit/reveal.html", context, status=422 if form.errors else 200)
