"""Small answers that every view gives the same way."""

from typing import cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme


class SeeOther(HttpResponseRedirect):
    """303: the POST is done, look here now (RFC 9110, section 15.4.4)."""

    status_code = 303


def see_other(url: str) -> HttpResponse:
    return SeeOther(url)


def is_htmx(request: HttpRequest) -> bool:
    """True for a request by htmx that wants a fragment; a boosted navigation wants the whole page."""
    details = getattr(request, "htmx", None)
    return bool(details) and not cast("object", details).boosted  # type: ignore[attr-defined]


def next_url(request: HttpRequest, *, default: str) -> str:
    """The `next` parameter if it stays on this site, else `default`."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if wanted and safe else default


def go_to(request: HttpRequest, url: str) -> HttpResponse:
    """The whole page moves, also when htmx asked for a fragment of it."""
    if not is_htmx(request):
        return see_other(url)
    response = HttpResponse()
    response["HX-Redirect"] = url
    return response
