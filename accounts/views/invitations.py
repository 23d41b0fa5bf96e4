"""An invitation, opened by whoever got the link, and what the organisation does with those it sent."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Invitation
from accounts.permissions import can_manage
from accounts.queries import invitation_by_token
from accounts.requests import current_user
from accounts.services import invitations as services
from accounts.views.members import organization_of
from core.errors import Refused
from core.http import see_other


@require_safe
@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Open to whoever has the link; it says who asks, and leads a new person through joining and back here."""
    found = _found(token)
    problem = ""
    try:
        services.check_open(invitation=found)
        if request.user.is_authenticated:
            services.check_addressee(invitation=found, user=current_user(request))
    except Refused as refusal:
        problem = str(refusal)
    context = {"invitation": found, "organization": found.organization, "problem": problem}
    return render(request, "accounts/invitation.html", context)


@require_POST
@login_required
def acceptance(request: HttpRequest, token: str) -> HttpResponse:
    found = _found(token)
    services.accept_invitation(invitation=found, user=current_user(request))
    messages.success(
        request, _("Welcome. You are a member of %(organization)s.") % {"organization": found.organization}
    )
    return see_other(reverse("accounts:members", args=[found.organization.slug]))


@require_POST
@login_required
def refusal(request: HttpRequest, token: str) -> HttpResponse:
    services.decline_invitation(invitation=_found(token), user=current_user(request))
    messages.success(request, _("You turned the invitation down."))
    return see_other("/me/organizations/")


@require_POST
@login_required
def revocation(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    found = _sent(request, slug, pk)
    services.revoke_invitation(invitation=found, actor=current_user(request))
    messages.success(request, _("The invitation to %(contact)s is taken back.") % {"contact": found.shown_contact})
    return see_other(reverse("accounts:members", args=[slug]))


@require_POST
@login_required
def resending(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    found = services.resend_invitation(invitation=_sent(request, slug, pk), actor=current_user(request))
    sentence = _("A new invitation goes to %(contact)s. The older link no longer works.")
    messages.success(request, sentence % {"contact": found.shown_contact})
    return see_other(reverse("accounts:members", args=[slug]))


def _found(token: str) -> Invitation:
    invitation = invitation_by_token(token=token)
    if invitation is None:
        raise Http404
    return invitation


def _sent(request: HttpRequest, slug: str, pk: int) -> Invitation:
    """An invitation of an organisation that this person manages; nobody else knows of it."""
    user = current_user(request)
    organization = organization_of(user, slug)
    if not can_manage(user, organization):
        raise Http404
    return get_object_or_404(organization.invitations, pk=pk)
