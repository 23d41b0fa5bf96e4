from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from accounts.models import Organization
from accounts.requests import current_user
from accounts.services import follows
from core.http import go_to, is_htmx, next_url, see_other


@require_POST
def toggle(request: HttpRequest, slug: str) -> HttpResponse:
    """Follow, or stop following when `follow=0` is sent. The button says which; sending it twice changes nothing."""
    organization = get_object_or_404(Organization, slug=slug)
    if not request.user.is_authenticated:
        # Back to the page with the button: this address itself takes no GET.
        login = f"{settings.LOGIN_URL}?{urlencode({'next': next_url(request, default='/')})}"
        return go_to(request, login)
    user = current_user(request)
    wanted = request.POST.get("follow", "1") == "1"
    if wanted:
        follows.follow(user=user, organization=organization)
    else:
        follows.unfollow(user=user, organization=organization)
    if is_htmx(request):
        context = {"organization": organization, "is_following": wanted, "next": next_url(request, default="/")}
        return render(request, "accounts/_follow_button.html", context)
    return see_other(next_url(request, default="/me/follows/"))
