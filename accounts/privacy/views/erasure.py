"""Erasing one's account: read first what goes and what stays, prove that it is you, and it is done at once."""

import time

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.privacy.forms import ErasureForm
from accounts.privacy.queries import what_blocks_erasing
from accounts.privacy.services.erasure import ErasureBlocked, erase_account
from accounts.requests import current_user
from core.http import see_other
from core.personal_data import registry

FRESH_SECONDS = 15 * 60


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def erasure(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _erase(request)
    return _page(request, ErasureForm())


@reauthentication_required
def _erase(request: HttpRequest) -> HttpResponse:
    user = current_user(request)
    form = ErasureForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    if _is_stale(request):
        return _page(request, form, status=422, is_stale=True)
    try:
        erase_account(user=user, actor=user)
    except ErasureBlocked as refusal:
        return _page(request, form, status=ErasureBlocked.status, refused=str(refusal))
    logout(request)
    messages.success(request, _("Your account is gone. The fair stays open to you as a guest."))
    return see_other("/")


def _is_stale(request: HttpRequest) -> bool:
    """Whoever has no password or key to be asked for again has to have signed in, by a code, just now."""
    if get_reauthentication_flows(request.user):
        return False
    records = get_authentication_records(request, request.user)
    return not records or time.time() - records[-1]["at"] > FRESH_SECONDS


def _page(
    request: HttpRequest, form: ErasureForm, *, status: int = 200, is_stale: bool = False, refused: str = ""
) -> HttpResponse:
    context = {
        "form": form,
        "kinds": list(registry),
        "blockers": what_blocks_erasing(user=current_user(request)),
        "is_stale": is_stale,
        "refused": refused,
    }
    return render(request, "accounts/privacy/erasure.html", context, status=status)
