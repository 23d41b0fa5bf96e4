from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Organization, User
from accounts.requests import current_user
from accounts.services import blocks as services
from core.http import next_url, see_other


@require_safe
@login_required
def blocks(request: HttpRequest) -> HttpResponse:
    user = current_user(request)
    context = {
        "organizations": user.organization_blocks.select_related("organization__avatar").order_by("-since"),
        "people": user.person_blocks.select_related("person__avatar").order_by("-since"),
    }
    return render(request, "accounts/blocks.html", context)


@require_POST
@login_required
def organization(request: HttpRequest, slug: str) -> HttpResponse:
    """Block, or with `block=0` stop blocking. Said twice changes nothing."""
    user, found = current_user(request), get_object_or_404(Organization, slug=slug)
    if request.POST.get("block", "1") == "1":
        services.block_organization(user=user, organization=found)
        messages.success(request, _("You no longer see %(name)s at the fair.") % {"name": found})
    else:
        services.unblock_organization(user=user, organization=found)
        messages.success(request, _("You see %(name)s again.") % {"name": found})
    return see_other(next_url(request, default="/me/blocks/"))


@require_safe
@login_required
def person_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Who wrote that: the public name, and a way not to read them any more."""
    user, found = current_user(request), get_object_or_404(User.objects.select_related("avatar"), pk=pk, is_active=True)
    is_blocked = user.person_blocks.filter(person=found).exists()
    return render(request, "accounts/person.html", {"person": found, "is_blocked": is_blocked})


@require_POST
@login_required
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """From their page, or from their line in a room, whose script asks for JSON and stays there."""
    user, found = current_user(request), get_object_or_404(User, pk=pk, is_active=True)
    name = {"name": found.get_short_name()}
    if request.POST.get("block", "1") == "1":
        services.block_person(user=user, person=found)
        sentence = _("You no longer read what %(name)s writes.") % name
    else:
        services.unblock_person(user=user, person=found)
        sentence = _("You read what %(name)s writes again.") % name
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        return JsonResponse({"detail": sentence})
    messages.success(request, sentence)
    return see_other(next_url(request, default="/me/blocks/"))
