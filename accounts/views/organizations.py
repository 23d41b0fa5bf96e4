from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.forms import OrganizationForm, OrganizationSettingsForm
from accounts.queries import invitations_for, organizations_managed_by
from accounts.requests import current_user
from accounts.services.organizations import change_organization, create_organization
from core.errors import Refused
from core.http import see_other
from core.uploads.forms import set_uploader


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Open a stall or post jobs: found an organisation, of which the founder is the owner."""
    user = current_user(request)
    form = OrganizationForm(request.POST or None, initial={"kind": request.GET.get("kind", "")})
    if request.method == "POST" and form.is_valid():
        try:
            organization = create_organization(owner=user, **form.cleaned_data)
        except Refused as refusal:  # somebody else was quicker since the form looked
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("%(name)s is open. Now tell people who you are.") % {"name": organization})
            return see_other("/sell/" if organization.kind == "farm" else "/hire/")
    mine = user.memberships.select_related("organization__avatar").order_by("pk")
    context = {"form": form, "memberships": mine, "invitations": invitations_for(user=user)}
    return render(request, "accounts/organizations.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def settings(request: HttpRequest, slug: str) -> HttpResponse:
    """Name and picture; for owners and managers."""
    user = current_user(request)
    organization = get_object_or_404(organizations_managed_by(user=user), slug=slug)
    form = OrganizationSettingsForm(
        request.POST or None,
        request.FILES or None,
        initial={"name": organization.name, "avatar": organization.avatar},
    )
    set_uploader(form, user)
    if request.method == "POST" and form.is_valid():
        change_organization(organization=organization, actor=user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return see_other(request.path)
    context = {"organization": organization, "form": form}
    return render(request, "accounts/organization_settings.html", context, status=422 if form.errors else 200)
