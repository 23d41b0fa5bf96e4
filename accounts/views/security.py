from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.requests import current_user
from accounts.services.sessions import logins_of


@require_safe
@login_required
def security(request: HttpRequest) -> HttpResponse:
    """All ways into the account on one page, each with the way to change it."""
    user = current_user(request)
    authenticators = list(Authenticator.objects.filter(user=user).order_by("pk"))
    by_type = {authenticator.type: authenticator for authenticator in authenticators}
    spare = by_type.get(Authenticator.Type.RECOVERY_CODES)
    context = {
        "addresses": EmailAddress.objects.filter(user=user).order_by("-primary", "pk"),
        "passkeys": [found for found in authenticators if found.type == Authenticator.Type.WEBAUTHN],
        "has_app": Authenticator.Type.TOTP in by_type,
        "spare_codes": len(spare.wrap().get_unused_codes()) if spare else None,
        "logins": logins_of(user=user, session_key=request.session.session_key, now=timezone.now()),
    }
    return render(request, "accounts/security.html", context)
