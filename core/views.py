"""Health, the two switches every page has (theme, language), and error pages."""

import math

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.api.problems import is_api, problem_response
from core.http import next_url, see_other
from core.last_resort import last_resort

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
NOT_REPEATED = ("csrf", "password", "code", "credential")
THEMES = ("light", "dark", "auto")
ONE_YEAR_SECONDS = 365 * 24 * 3600


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers. What it depends on is asked at /readyz."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    theme = request.POST.get("theme", "auto")
    response = see_other(next_url(request, default="/"))
    if theme in THEMES:
        response.set_cookie(
            settings.DAJI_THEME_COOKIE_NAME,
            theme,
            max_age=ONE_YEAR_SECONDS,
            samesite="Lax",
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if is_api(request):
        return problem_response(400)
    if not hasattr(request, "user"):  # turned away at the door, as for a foreign host name: no page can be drawn yet
        return HttpResponse("Bad Request\n", status=400, content_type="text/plain; charset=utf-8")
    return render(request, "400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if is_api(request):
        return problem_response(403)
    return render(request, "403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    if is_api(request):
        return problem_response(403)
    return render(request, "403_csrf.html", status=403)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if is_api(request):
        return problem_response(404)
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    if is_api(request):
        return problem_response(500)
    was_sending = getattr(request, "method", "GET") not in SAFE_METHODS
    return last_resort(request, status=500, context={"was_sending": was_sending})


def too_many_requests(
    request: HttpRequest, *, retry_after_seconds: int = 60, sentence: str | Promise = ""
) -> HttpResponse:
    """A page that keeps what was typed. `sentence` says more exactly what there was too much of, and what helps."""
    if is_api(request):
        return problem_response(429, headers={"Retry-After": str(retry_after_seconds)})
    minutes = max(1, math.ceil(retry_after_seconds / 60))
    response = render(
        request, "429.html", {"minutes": minutes, "typed": _typed(request), "sentence": sentence}, status=429
    )
    response["Retry-After"] = str(retry_after_seconds)
    return response


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What a form held, to be sent once more with one button; no secrets: those are typed again."""
    if request.method != "POST":
        return []
    return [
        (name, value)
        for name, values in request.POST.lists()
        if not any(word in name.lower() for word in NOT_REPEATED)
        for value in values
    ]


def service_unavailable(request: HttpRequest, *, retry_after_seconds: int = 60) -> HttpResponse:
    """503 for a person: the disk is full, the database is away. Asks neither of them for anything."""
    if is_api(request):
        headers = {"Retry-After": str(retry_after_seconds), "Cache-Control": "no-store"}
        return problem_response(503, headers=headers)
    response = last_resort(request, status=503, context={"minutes": max(1, math.ceil(retry_after_seconds / 60))})
    response["Retry-After"] = str(retry_after_seconds)
    response["Cache-Control"] = "no-store"
    return response
