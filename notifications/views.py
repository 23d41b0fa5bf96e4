from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import current_user
from core.http import is_htmx, see_other
from notifications.queries import notifications_of, unread_count
from notifications.services.read import mark_read

PER_PAGE = 30


@require_safe
@login_required
def notifications(request: HttpRequest) -> HttpResponse:
    user = current_user(request)
    page = Paginator(notifications_of(user=user), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "notifications/notifications.html", {"page": page, "unread": unread_count(user=user)})


@require_safe
@login_required
def bell(request: HttpRequest) -> HttpResponse:
    """The newest few, for the little sheet under the bell."""
    user = current_user(request)
    newest = notifications_of(user=user)[:5]
    return render(request, "notifications/_newest.html", {"newest": newest, "unread": unread_count(user=user)})


@login_required
@require_POST
def open_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark it read and go where it leads."""
    user = current_user(request)
    notification = get_object_or_404(user.notifications, pk=pk)
    mark_read(user=user, notification=notification)
    return see_other(notification.url)


@login_required
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    mark_read(user=current_user(request))
    if is_htmx(request):
        return bell(request)
    return see_other("/me/notifications/")
