"""Sign-in around every request: too many tries, when a login was last seen, and the second factor of staff."""

from collections.abc import Callable
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import RateLimited
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from accounts.requests import current_user
from accounts.services.second_factor import has_second_factor
from accounts.services.sessions import note_seen
from core.client_address import client_address
from core.views import too_many_requests


class RateLimitedMiddleware:
    """Sign-in that is asked for too often answers 429 with a sentence, also where allauth itself would answer 500."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return too_many_requests(request) if isinstance(exception, RateLimited) else None


class LastSeenMiddleware:
    """When a login was last seen, for the page that lists them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.session.accessed:  # what the page did not read is not read for this
            note_seen(session=request.session, address=client_address(request), now=timezone.now())
        return response


class StaffSecondFactorMiddleware:
    """Where staff need a second factor, nobody sees the admin without having used theirs in this very login."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        match = request.resolver_match
        is_admin = match is not None and match.app_names[:1] == ["admin"]
        if not is_admin or not settings.DAJI_STAFF_NEED_SECOND_FACTOR or not request.user.is_authenticated:
            return None
        if any(record["method"] == "mfa" for record in get_authentication_records(request, request.user)):
            return None
        if has_second_factor(user=current_user(request)):
            query = urlencode({REDIRECT_FIELD_NAME: request.get_full_path()})
            return HttpResponseRedirect(f"{reverse(_way_to_prove(request))}?{query}")
        messages.warning(
            request, _("Set up a second factor first. What stands behind the fair is kept behind two doors.")
        )
        return HttpResponseRedirect(reverse("mfa_index"))


def _way_to_prove(request: HttpRequest) -> str:
    by_code = is_mfa_enabled(request.user, [Authenticator.Type.TOTP])
    return "mfa_reauthenticate" if by_code else "mfa_reauthenticate_webauthn"
