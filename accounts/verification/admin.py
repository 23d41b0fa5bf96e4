"""The queue of what waits for a decision, and the page where a moderator sees the papers beside what was written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import display

from accounts.audit.services import record_act
from accounts.verification.forms import ApprovalForm, NextCheckForm, ReasonForm, RefusalForm
from accounts.verification.models import Verification, VerificationDocument
from accounts.verification.permissions import can_decide
from accounts.verification.queries import round_before
from accounts.verification.services import decisions
from accounts.verification.states import VerificationState
from core.admin import ReadOnlyAdmin
from core.errors import Refused
from core.http import see_other
from core.uploads.views.documents import document_response

ONE_YEAR = timedelta(days=365)


class StateFilter(admin.SimpleListFilter):
    """The queue unless something else is asked for."""

    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        others = [choice for choice in VerificationState.choices if choice[0] != VerificationState.SUBMITTED]
        return [("all", gettext_lazy("All")), *others]

    def choices(self, changelist: Any) -> Any:
        query = changelist.get_query_string
        yield {
            "selected": self.value() is None,
            "query_string": query(remove=[self.parameter_name]),
            "display": VerificationState.SUBMITTED.label,
        }
        for value, label in self.lookup_choices:
            yield {
                "selected": self.value() == value,
                "query_string": query({self.parameter_name: value}),
                "display": label,
            }

    def queryset(self, request: HttpRequest, queryset: QuerySet[Verification]) -> QuerySet[Verification]:
        if self.value() == "all":
            return queryset
        return queryset.filter(state=self.value() or VerificationState.SUBMITTED)


@admin.register(Verification)
class VerificationAdmin(ReadOnlyAdmin):
    list_display = [
        "organization",
        "waiting",
        "kind",
        "round",
        "shown_state",
        "submitted_by",
        "next_check",
        "valid_through",
    ]
    list_filter = [StateFilter, "organization__kind", "licence_kind", "next_check", "valid_through"]
    search_fields = ["organization__slug", "organization__name", "holder"]
    list_select_related = ["organization", "submitted_by"]
    ordering = ["submitted_at", "pk"]
    list_display_links = ["organization"]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return can_decide(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return can_decide(request.user)

    @display(description=gettext_lazy("waiting for"), ordering="submitted_at")
    def waiting(self, verification: Verification) -> str:
        since = verification.submitted_at
        return timesince(since) if since and verification.state == VerificationState.SUBMITTED else "–"

    @display(description=gettext_lazy("kind"), ordering="organization__kind")
    def kind(self, verification: Verification) -> str:
        return verification.organization.get_kind_display()

    @display(
        description=gettext_lazy("state"),
        label={"submitted": "warning", "approved": "success", "refused": "danger", "revoked": "danger"},
    )
    def shown_state(self, verification: Verification) -> tuple[str, str]:
        return verification.state, verification.get_state_display()

    def get_urls(self) -> list[URLPattern]:
        acts: list[tuple[str, str, Callable[..., Any]]] = [
            ("<int:pk>/approval/", "approval", self.approval),
            ("<int:pk>/refusal/", "refusal", self.refusal),
            ("<int:pk>/revocation/", "revocation", self.revocation),
            ("<int:pk>/look/", "look", self.look),
            ("<int:pk>/number/", "number", self.number),
            ("<int:pk>/papers/<int:paper_pk>/", "paper", self.paper),
        ]
        own = [
            path(route, self.admin_site.admin_view(view), name=f"verification_verification_{name}")
            for route, name, view in acts
        ]
        return [*own, *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return self._review(request, self._verification(request, object_id))

    def approval(self, request: HttpRequest, pk: int) -> HttpResponse:
        verification = self._posted(request, pk)
        form = ApprovalForm(request.POST)
        return self._decided(request, verification, form, decisions.approve, approval=form)

    def refusal(self, request: HttpRequest, pk: int) -> HttpResponse:
        verification = self._posted(request, pk)
        form = RefusalForm(request.POST, verification=verification)
        return self._decided(request, verification, form, decisions.refuse, refusal=form)

    def revocation(self, request: HttpRequest, pk: int) -> HttpResponse:
        verification = self._posted(request, pk)
        form = ReasonForm(request.POST)
        return self._decided(request, verification, form, decisions.revoke, revocation=form)

    def look(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Looked at again while in force: all is as it was, and the next look has its day."""
        verification = self._posted(request, pk)
        form = NextCheckForm(request.POST)
        return self._decided(request, verification, form, decisions.look_again, next_look=form)

    def number(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The whole licence number, once, on the answer to this POST; who asked is written down."""
        verification = self._posted(request, pk)
        record_act(actor=request.user, action="licence_number.revealed", target=verification)  # type: ignore[arg-type]
        response = self._review(request, verification, number=verification.licence_number)
        response["Cache-Control"] = "no-store"
        return response

    def paper(self, request: HttpRequest, pk: int, paper_pk: int) -> FileResponse:
        """One paper. Nothing keeps a copy on the way, so that each look is a request, and each request an entry."""
        if not can_decide(request.user):
            raise PermissionDenied
        found = VerificationDocument.objects.select_related("document")
        paper = get_object_or_404(found, pk=paper_pk, verification=pk)
        details = {"verification": pk, "document": paper.document_id}
        record_act(actor=request.user, action="document.viewed", target=paper, details=details)  # type: ignore[arg-type]
        return document_response(paper.document)

    def _verification(self, request: HttpRequest, pk: object) -> Verification:
        if not can_decide(request.user):
            raise PermissionDenied
        if not str(pk).isdecimal():
            raise Http404
        found = Verification.objects.select_related("organization__avatar", "submitted_by", "decided_by")
        return get_object_or_404(found.prefetch_related("documents__document"), pk=pk)

    def _posted(self, request: HttpRequest, pk: int) -> Verification:
        verification = self._verification(request, pk)
        if request.method != "POST":
            raise Http404
        return verification

    def _decided(
        self, request: HttpRequest, verification: Verification, form: Any, decide: Callable[..., Any], **shown: Any
    ) -> HttpResponse:
        """Decide and go back to the queue; with a mistake, the page again with what was typed and what is wrong."""
        if form.is_valid():
            try:
                decide(verification=verification, actor=request.user, **form.cleaned_data)
            except Refused as refusal:
                form.add_error(refusal.field or None, str(refusal))
            else:
                messages.success(request, _("%(what)s: decided.") % {"what": verification})
                return see_other(reverse("admin:verification_verification_changelist"))
        return self._review(request, verification, status=422, problems=form.non_field_errors(), **shown)

    def _review(
        self, request: HttpRequest, verification: Verification, *, number: str = "", status: int = 200, **forms: Any
    ) -> HttpResponse:
        today = timezone.localdate()
        proposed = verification.licence_valid_through or today + ONE_YEAR
        days = {"valid_through": proposed, "next_check": min(proposed, today + ONE_YEAR)}
        ends = verification.valid_through or today
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": str(verification),
            "verification": verification,
            "before": round_before(verification=verification),
            "number": number,
            "is_waiting": verification.state == VerificationState.SUBMITTED,
            "is_in_force": verification.state == VerificationState.APPROVED,
            "approval": ApprovalForm(initial=days, prefix=None),
            "refusal": RefusalForm(verification=verification),
            "is_due": verification.next_check is not None and verification.next_check <= today,
            "next_look": NextCheckForm(initial={"next_check": min(ends, today + ONE_YEAR)}),
            "revocation": ReasonForm(),
            **forms,
        }
        return TemplateResponse(request, "admin/verification/verification/review.html", context, status=status)
