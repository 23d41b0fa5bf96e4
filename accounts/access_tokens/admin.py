"""The keys that people made for their programs: which there are and what they open. The secret is known to nobody."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.decorators import display

from accounts.access_tokens.kinds import SCOPES
from accounts.access_tokens.models import AccessToken
from accounts.access_tokens.services.ending import end_access, revoke_of_another
from accounts.admin.people import ReasonForm
from accounts.models import User
from accounts.requests import current_user
from accounts.services.deactivation import may_shut
from core.admin import ReadOnlyAdmin
from core.errors import NotAllowed, Refused


class StandingFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("usable", _("In use")), ("over", _("Run out")), ("revoked", _("Revoked"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[AccessToken]) -> QuerySet[AccessToken]:
        now = timezone.now()
        asked = {
            "usable": Q(revoked_at=None, expires_at__gt=now),
            "over": Q(revoked_at=None, expires_at__lte=now),
            "revoked": Q(revoked_at__isnull=False),
        }
        return queryset.filter(asked.get(self.value() or "", Q()))


@admin.register(AccessToken)
class AccessTokenAdmin(ReadOnlyAdmin):
    list_display = ["name", "user", "ends_with", "standing", "created_at", "last_used_at", "expires_at"]
    list_filter = [StandingFilter, "created_at", "last_used_at"]
    list_select_related = ["user"]
    search_fields = ["name", "user__name", "user__email__istartswith", "=hint"]
    search_help_text = _("The token’s name or last four signs, or its owner’s name or e-mail address.")
    fields = [
        "name",
        "user",
        "ends_with",
        "standing",
        "rights",
        "created_at",
        "last_used_at",
        "expires_at",
        "revoked_at",
    ]
    actions = ["revoke"]

    @admin.display(description=_("ends with"))
    def ends_with(self, token: AccessToken) -> str:
        return f"…{token.hint}"

    @display(
        description=_("state"),
        ordering="revoked_at",
        label={"usable": "success", "over": "default", "revoked": "danger"},
    )
    def standing(self, token: AccessToken) -> tuple[str, Any]:
        if token.revoked_at is not None:
            return "revoked", _("Revoked")
        return ("usable", _("In use")) if token.is_usable else ("over", _("Run out"))

    @admin.display(description=_("rights"))
    def rights(self, token: AccessToken) -> SafeString | str:
        return (
            format_html_join(SafeString("<br>"), "{}", [(SCOPES.get(scope, scope),) for scope in token.scopes]) or "–"
        )

    @admin.action(description=_("Revoke"), permissions=["act"])
    def revoke(self, request: HttpRequest, queryset: QuerySet[AccessToken]) -> HttpResponse | None:
        """Asks for the reason first."""
        form = ReasonForm(request.POST if "confirmed" in request.POST else None)
        if not form.is_valid():
            return self._ask(request, queryset, form)
        revoked = 0
        for token in queryset.select_related("user"):
            try:
                revoke_of_another(token=token, actor=current_user(request), reason=form.cleaned_data["reason"])
                revoked += 1
            except Refused as refusal:
                self.message_user(request, f"{token}: {refusal}", messages.WARNING)
        if revoked:
            said = ngettext("%(count)s token is revoked.", "%(count)s tokens are revoked.", revoked)
            self.message_user(request, said % {"count": revoked}, messages.SUCCESS)
        return None

    def _ask(self, request: HttpRequest, queryset: QuerySet[AccessToken], form: ReasonForm) -> HttpResponse:
        count = queryset.count()
        said = ngettext(
            "%(count)s token opens nothing any more, at once and for good. Its owner can make another.",
            "%(count)s tokens open nothing any more, at once and for good. Their owners can make others.",
            count,
        )
        hidden = [("action", "revoke"), ("confirmed", "yes"), ("select_across", request.POST.get("select_across", "0"))]
        hidden += [(ACTION_CHECKBOX_NAME, pk) for pk in request.POST.getlist(ACTION_CHECKBOX_NAME)]
        back = reverse("admin:access_tokens_accesstoken_changelist")
        return self._page(request, form, title=_("Revoke"), lead=said % {"count": count}, hidden=hidden, back=back)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.end_access_view)
        return [path("of/<int:user_pk>/end/", view, name="access_tokens_accesstoken_end"), *super().get_urls()]

    def end_access_view(self, request: HttpRequest, user_pk: int) -> HttpResponse:
        """Logins and tokens of one person, from the person's own page."""
        actor = current_user(request)
        person = get_object_or_404(User, pk=user_pk)
        if not may_shut(actor=actor, person=person):
            raise PermissionDenied
        form = ReasonForm(request.POST or None)
        back = reverse("admin:accounts_user_change", args=[person.pk])
        if request.method == "POST" and form.is_valid():
            try:
                logins, tokens = end_access(person=person, actor=actor, reason=form.cleaned_data["reason"])
            except NotAllowed:
                raise
            except Refused as refusal:
                form.add_error("reason", str(refusal))
            else:
                said = _("Logins ended: %(logins)s. Tokens revoked: %(tokens)s.")
                self.message_user(request, said % {"logins": logins, "tokens": tokens}, messages.SUCCESS)
                return HttpResponseRedirect(back)
        lead = _(
            "%(name)s is logged out on every device, and every token for programs is revoked. The account stays open: "
            "they can log in again and make new tokens."
        )
        return self._page(request, form, title=_("End logins and tokens"), lead=lead % {"name": person}, back=back)

    def _page(self, request: HttpRequest, form: ReasonForm, **more: Any) -> HttpResponse:
        context = {**self.admin_site.each_context(request), "opts": self.opts, "form": form, **more}
        return TemplateResponse(request, "admin/reason.html", context, status=422 if form.errors else 200)
