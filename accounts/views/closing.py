"""Closing an organisation: its owner reads first what is open and what goes, types its name, and it is done at once."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.forms import ClosingForm
from accounts.queries import organizations_owned_by, what_is_unfinished
from accounts.requests import current_user
from accounts.services.closing import Unfinished, close_organization
from core.http import see_other


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def closing(request: HttpRequest, slug: str) -> HttpResponse:
    user = current_user(request)
    organization = get_object_or_404(organizations_owned_by(user=user), slug=slug)
    form = ClosingForm(request.POST or None, organization=organization)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                close_organization(organization=organization, actor=user)
            except Unfinished as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("%(organization)s is closed.") % {"organization": organization})
                return see_other("/me/organizations/")
    context = {
        "organization": organization,
        "may_manage": True,
        "form": form,
        "unfinished": what_is_unfinished(organization=organization),
    }
    return render(request, "accounts/organization_closing.html", context, status=status)
