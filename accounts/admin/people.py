from __future__ import annotations

from http import HTTPStatus
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin, TabularInline
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget, UnfoldAdminSelectWidget

from accounts.admin.groups import TITLES
from accounts.audit.admin import MaskedPhoneAdmin
from accounts.models import Membership, User
from accounts.requests import current_user
from accounts.services.deactivation import deactivate_person, may_shut, reactivate_person
from accounts.services.second_factor import STRONG_TYPES
from accounts.services.sessions import end_other_logins
from core.errors import NotAllowed, Refused

SESSIONS_SHOWN = 5
# Rights come by group; single ones beside them nobody would find again.
RIGHTS = ("is_staff", "is_superuser", "groups")
# What stands about a person in apps above this one: (its list, the field that names the person, what it is called).
BELONGINGS = (
    ("orders_ordergroup", "buyer__id__exact", _("Orders")),
    ("applications_application", "worker__id__exact", _("Applications")),
    ("notifications_notification", "user__id__exact", _("Notifications")),
    ("access_tokens_accesstoken", "user__id__exact", _("Access tokens")),
    ("usersessions_usersession", "user__id__exact", _("Logins")),
)


class MembershipInline(TabularInline):
    model = Membership
    extra = 0
    fields = ["organization", "role", "joined_at"]
    readonly_fields = ["joined_at"]
    autocomplete_fields = ["organization"]
    verbose_name_plural = _("organisations")


class GroupsField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, group: Any) -> str:
        return str(TITLES.get(group.name, group.name))


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why?"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("It is written down.")
    )


@admin.register(User)
class UserAdmin(MaskedPhoneAdmin, DjangoUserAdmin, ModelAdmin):
    """Search: a name or a part of it; a whole phone number (+86…); a whole e-mail address or its beginning."""

    form = UserChangeForm
    add_form = UserCreationForm
    change_password_form = AdminPasswordChangeForm
    ordering = ["-date_joined"]
    list_display = ["name", "masked_number", "email", "is_active", "second_factor", "is_staff", "date_joined"]
    list_filter = ["is_active", "is_staff", "phone_verified", "groups", "date_joined", "last_login"]
    search_fields = ["name", "email__istartswith", "phone__exact"]
    search_help_text = _("A name, the beginning of an e-mail address, or a whole phone number.")
    raw_id_fields = ["avatar"]
    filter_horizontal = ()
    inlines = [MembershipInline]
    readonly_fields = [
        "number_with_link",
        "is_active",
        "access",
        "end_access",
        "password_state",
        "second_factors",
        "logins",
        "belongings",
        "date_joined",
        "last_login",
        "erased_at",
    ]
    fieldsets = (
        (None, {"fields": ("name", "email", "number_with_link", "phone_verified", "language", "avatar", "belongings")}),
        (
            _("Logging in"),
            {"fields": ("is_active", "access", "end_access", "password_state", "second_factors", "logins")},
        ),
        (_("Rights"), {"fields": RIGHTS}),
        (_("Dates"), {"fields": ("date_joined", "last_login", "erased_at")}),
    )
    add_fieldsets = ((None, {"classes": ("wide",), "fields": ("email", "name", "password1", "password2")}),)

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        strong = Authenticator.objects.filter(user=OuterRef("pk"), type__in=STRONG_TYPES)
        return super().get_queryset(request).annotate(has_second=Exists(strong))

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Nobody changes who works behind the fair but a superuser: an address changed is an account taken over."""
        is_above = request.user.is_superuser or obj is None or not (obj.is_staff or obj.is_superuser)
        return is_above and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """People are shut out here, and erase their accounts themselves; what they ordered and signed stays true."""
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        fields = list(super().get_readonly_fields(request, obj))
        if request.user.is_superuser:
            return fields
        return [*fields, "email", "phone_verified", *RIGHTS]

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "groups":  # three of them: boxes to tick, not two lists to carry things between
            kwargs |= {"form_class": GroupsField, "widget": UnfoldAdminCheckboxSelectMultipleWidget}
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "language":
            choices = [("", "–"), *settings.LANGUAGES]
            widget = UnfoldAdminSelectWidget(choices=choices)
            return forms.ChoiceField(
                label=capfirst(db_field.verbose_name), choices=choices, required=False, widget=widget
            )
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:
        if not request.user.is_superuser:
            raise PermissionDenied
        response = super().user_change_password(request, id, form_url)
        person = self.get_object(request, id)
        if request.method == "POST" and response.status_code == HTTPStatus.FOUND and person is not None:
            kept = request.session.session_key if person == request.user else None
            end_other_logins(user=person, session_key=kept)
        return response

    @admin.display(description=_("second factor"), boolean=True, ordering="has_second")
    def second_factor(self, person: User) -> bool:
        return person.has_second  # type: ignore[attr-defined]

    @admin.display(description=_("password"))
    def password_state(self, person: User) -> Any:
        return _("Has one") if person.has_usable_password() else _("None: they log in by code or passkey")

    @admin.display(description=_("second factors"))
    def second_factors(self, person: User) -> SafeString | str:
        found = Authenticator.objects.filter(user=person).order_by("pk")
        rows = [(factor.get_type_display(), f"{factor.created_at:%Y-%m-%d}") for factor in found]
        return format_html_join(SafeString("<br>"), "{} · {}", rows) or "–"

    @admin.display(description=_("last logins"))
    def logins(self, person: User) -> SafeString | str:
        found = UserSession.objects.filter(user=person).order_by("-last_seen_at")[:SESSIONS_SHOWN]
        rows = [(f"{login.last_seen_at:%Y-%m-%d %H:%M}", login.ip, login.user_agent[:80]) for login in found]
        return format_html_join(SafeString("<br>"), "{} · {} · {}", rows) or "–"

    @admin.display(description=_("what is theirs"))
    def belongings(self, person: User) -> SafeString:
        rows = [(reverse(f"admin:{page}_changelist"), field, person.pk, words) for page, field, words in BELONGINGS]
        return format_html_join(" · ", '<a href="{}?{}={}">{}</a>', rows)

    @admin.display(description=_("access"))
    def access(self, person: User) -> SafeString:
        words = _("Shut this account") if person.is_active else _("Open this account again")
        return format_html('<a href="{}">{}</a>', reverse("admin:accounts_user_access", args=[person.pk]), words)

    @admin.display(description=_("logins and tokens"))
    def end_access(self, person: User) -> SafeString:
        address = reverse("admin:access_tokens_accesstoken_end", args=[person.pk])
        return format_html('<a href="{}">{}</a>', address, _("End all of them"))

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.access_view)
        return [path("<int:object_id>/access/", view, name="accounts_user_access"), *super().get_urls()]

    def access_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        person = self.get_object(request, str(object_id))
        if person is None:
            raise Http404
        if not may_shut(actor=current_user(request), person=person):
            raise PermissionDenied
        form = ReasonForm(request.POST or None)
        if request.method == "POST" and form.is_valid() and self._change_access(request, person, form):
            return HttpResponseRedirect(reverse("admin:accounts_user_change", args=[person.pk]))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Shut this account") if person.is_active else _("Open this account again"),
            "opts": self.opts,
            "original": person,
            "form": form,
            "back": reverse("admin:accounts_user_change", args=[person.pk]),
        }
        status = 422 if form.errors else 200
        return TemplateResponse(request, "admin/accounts/user/access.html", context, status=status)

    def _change_access(self, request: HttpRequest, person: User, form: ReasonForm) -> bool:
        actor, reason = current_user(request), form.cleaned_data["reason"]
        try:
            if person.is_active:
                deactivate_person(person=person, actor=actor, reason=reason)
                self.message_user(request, _("The account is shut, and its logins have ended."), messages.SUCCESS)
            else:
                reactivate_person(person=person, actor=actor, reason=reason)
                self.message_user(request, _("The account is open again."), messages.SUCCESS)
        except NotAllowed:
            raise
        except Refused as refusal:
            form.add_error("reason", str(refusal))
            return False
        return True
