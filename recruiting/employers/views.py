from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models import Follow
from accounts.queries import has_blocked
from accounts.services.dealings import check_is_open
from core.http import see_other
from recruiting.employers.forms import EmployerForm
from recruiting.employers.kinds import desk_panels, face_panels
from recruiting.employers.models import Employer
from recruiting.employers.permissions import can_edit
from recruiting.employers.queries import employers_managed_by, organizations_without_a_face
from recruiting.employers.services.faces import edit_employer, open_employer


@require_GET
def employer(request: HttpRequest, slug: str) -> HttpResponse:
    faces = Employer.objects.select_related("organization__avatar", "cover")
    found = get_object_or_404(faces, organization__slug=slug)
    organization, user = found.organization, request.user
    check_is_open(organization=organization)
    is_following = user.is_authenticated and Follow.objects.filter(user=user, organization=organization).exists()
    return render(
        request,
        "recruiting/employers/employer.html",
        {
            "employer": found,
            "organization": organization,
            "is_following": is_following,
            "is_blocked": has_blocked(user=user, organization=organization),
            "panels": face_panels(employer=found, user=user),
            "may_edit": can_edit(user, found),
        },
    )


@login_required
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """Today first: what waits for an answer, then jobs and sessions."""
    employers = list(employers_managed_by(user=request.user))
    return render(
        request,
        "recruiting/employers/desk.html",
        {
            "employers": employers,
            "panels": desk_panels(user=request.user) if employers else [],
            "organizations": organizations_without_a_face(user=request.user),
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest, slug: str) -> HttpResponse:
    employer = get_object_or_404(employers_managed_by(user=request.user), organization__slug=slug)
    form = EmployerForm(request.POST or None, request.FILES or None, instance=employer, author=request.user)
    if request.method == "POST" and form.is_valid():
        edit_employer(employer=employer, actor=request.user, fields=form.cleaned_data)
        messages.success(request, _("Saved. This is how workers see you."))
        return see_other(employer.get_absolute_url())
    status = 422 if form.errors else 200
    return render(request, "recruiting/employers/profile.html", {"form": form, "employer": employer}, status=status)


@login_required
@require_POST
def opening(request: HttpRequest, slug: str) -> HttpResponse:
    """An organisation that did not hire before gets its desk."""
    organization = get_object_or_404(organizations_without_a_face(user=request.user), slug=slug)
    open_employer(organization=organization, actor=request.user)
    return see_other(reverse("employers:profile", args=[slug]))
