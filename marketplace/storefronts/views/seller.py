"""Which farm a seller is working for, and the door to every page of the desk."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from accounts.models import Organization
from accounts.requests import current_user
from core.http import see_other
from marketplace.storefronts.queries import organizations_managed_by

# The organisation a person with several chose last.
SESSION_KEY = "selling_for"


def chosen_organization(request: HttpRequest) -> Organization | None:
    """The farm this person works for now: the one chosen last, else the first; None for somebody without any."""
    mine = list(organizations_managed_by(user=current_user(request)))
    chosen = request.session.get(SESSION_KEY)
    return next((organization for organization in mine if organization.pk == chosen), mine[0] if mine else None)


def for_farm(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Calls `view(request, farm, …)` with the seller's farm. Strangers find nothing; a farm not yet opened opens first."""

    @login_required
    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        organization = chosen_organization(request)
        if organization is None:
            raise Http404
        if not hasattr(organization, "farm"):
            return see_other(reverse("storefronts:profile"))
        return view(request, organization.farm, *args, **kwargs)

    return wrapper
