"""Whom an organisation blocked, for its owner and managers. It begins where they met: at an order, a lead, in a room."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Organization
from accounts.queries import excluded_by, organizations_managed_by
from accounts.requests import current_user
from accounts.services.exclusions import lift_exclusion
from core.http import see_other


@require_safe
@login_required
def exclusions(request: HttpRequest, slug: str) -> HttpResponse:
    organization = _managed(request, slug)
    context = {"organization": organization, "exclusions": excluded_by(organization=organization), "may_manage": True}
    return render(request, "accounts/exclusions.html", context)


@require_POST
@login_required
def lifting(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    found = get_object_or_404(excluded_by(organization=_managed(request, slug)), pk=pk)
    lift_exclusion(exclusion=found, actor=current_user(request))
    messages.success(request, _("%(name)s may write, apply and order again.") % {"name": found.shown_name})
    return see_other(reverse("accounts:exclusions", args=[slug]))


def _managed(request: HttpRequest, slug: str) -> Organization:
    return get_object_or_404(organizations_managed_by(user=current_user(request)), slug=slug)
