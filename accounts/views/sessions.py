from allauth.account.internal.flows.logout import logout
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import current_user
from accounts.services.sessions import end_login, end_other_logins, logins_of
from core.http import see_other


@require_safe
@login_required
def sessions(request: HttpRequest) -> HttpResponse:
    user, key = current_user(request), request.session.session_key
    logins = logins_of(user=user, session_key=key, now=timezone.now())
    if not any(login.is_current for login in logins):  # from before logins were listed
        UserSession.objects.create_from_request(request)
        logins = logins_of(user=user, session_key=key, now=timezone.now())
    return render(request, "usersessions/usersession_list.html", {"logins": logins})


@require_POST
@login_required
def end(request: HttpRequest, pk: int) -> HttpResponse:
    user = current_user(request)
    try:
        row = UserSession.objects.get(user=user, pk=pk)
    except UserSession.DoesNotExist:
        raise Http404 from None
    if row.session_key == request.session.session_key:
        row.delete()
        logout(request)
        return see_other("/")
    end_login(user=user, pk=pk)
    messages.success(request, _("Logged out there."))
    return see_other(reverse("accounts:sessions"))


@require_POST
@login_required
def end_others(request: HttpRequest) -> HttpResponse:
    ended = end_other_logins(user=current_user(request), session_key=request.session.session_key)
    sentence = ngettext("Logged out in one other place.", "Logged out in %(count)s other places.", ended)
    messages.success(request, sentence % {"count": ended})
    return see_other(reverse("accounts:sessions"))
