from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.forms import ProfileForm
from accounts.requests import current_user
from accounts.services.profiles import change_profile, choose_avatar
from core.http import see_other


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def profile(request: HttpRequest) -> HttpResponse:
    user = current_user(request)
    form = ProfileForm(request.POST or None, request.FILES or None, user=user)
    if request.method == "POST" and form.is_valid():
        change_profile(user=user, name=form.cleaned_data["name"])
        if "avatar" in form.changed_data:
            choose_avatar(user=user, picture=form.cleaned_data["avatar"])
        messages.success(request, _("Saved."))
        return see_other(request.path)
    return render(request, "accounts/profile.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@login_required
def follows(request: HttpRequest) -> HttpResponse:
    found = current_user(request).follows.select_related("organization__avatar").order_by("-since")
    return render(request, "accounts/follows.html", {"follows": found})
