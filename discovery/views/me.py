from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import current_user
from discovery.queries import things_of


@require_safe
@login_required
def me(request: HttpRequest) -> HttpResponse:
    return render(request, "discovery/me.html", {"mine": things_of(user=current_user(request))})
