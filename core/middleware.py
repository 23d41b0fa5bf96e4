"""What holds for every request: the admin's own policy, and a sentence for a refusal that no view caught."""

import errno
import logging
import sys
from collections.abc import Callable, Iterator
from http import HTTPStatus

from django.conf import settings
from django.core.signals import got_request_exception
from django.db import DatabaseError
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from core.errors import Refused
from core.limits import TooOften
from core.metrics import DISK_FULL
from core.views import service_unavailable, too_many_requests

DISK_IS_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
# As SQLite and PostgreSQL say it; the drivers have no exceptions of their own for it.
DATABASE_SAYS_FULL = ("database or disk is full", "no space left on device", "disk i/o error", "could not extend file")
RETRY_AFTER_SECONDS = 60

logger = logging.getLogger(__name__)


class AdminPolicyMiddleware:
    """The admin's own content security policy (`settings.ADMIN_CSP`): its library evaluates expressions in attributes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        match = request.resolver_match
        if match is not None and match.app_names[:1] == ["admin"]:
            response._csp_config = settings.ADMIN_CSP  # type: ignore[attr-defined]  # what csp_override() sets
        return response


class PrivatePagesMiddleware:
    """What only its owner sees (`settings.DAJI_PRIVATE_PATHS`) is kept nowhere, and nothing stays behind on logging out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(settings.DAJI_PRIVATE_PATHS):
            response.headers.setdefault("Cache-Control", "private, no-store")
        if getattr(request, "was_logged_in", False) and not request.user.is_authenticated:
            response["Clear-Site-Data"] = '"storage"'  # not "cache": fonts and styles would be fetched again
        return response

    def process_view(self, request: HttpRequest, *_: object) -> None:
        if request.resolver_match is not None and request.resolver_match.view_name == "account_logout":
            request.was_logged_in = request.user.is_authenticated  # type: ignore[attr-defined]


class RefusedMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        if isinstance(exception, TooOften):
            seconds = exception.retry_after_seconds
            return too_many_requests(request, retry_after_seconds=seconds, sentence=exception.message)
        if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
            return JsonResponse({"detail": str(exception)}, status=exception.status)
        context = {"message": exception.message, "is_gone": exception.status == HTTPStatus.GONE}
        return render(request, "core/refused.html", context, status=exception.status)


class DiskFullMiddleware:
    """503 where nothing can be written any more, until there is room again.

    Nothing is harmed: a transaction that cannot be written is not committed, a file that cannot be is not referred to.
    It stands outside of the sessions, which are written too; what goes wrong there Django reports by a signal alone.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        error = getattr(request, "disk_full", None)
        if error is None:
            return response
        DISK_FULL.inc()
        logger.critical("the disk is full: %s", error)
        return service_unavailable(request, retry_after_seconds=RETRY_AFTER_SECONDS)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not is_disk_full(exception):
            return None
        request.disk_full = exception  # type: ignore[attr-defined]
        return HttpResponse(status=503)


@receiver(got_request_exception)
def note_disk_full(request: HttpRequest | None = None, **_: object) -> None:
    error = sys.exc_info()[1]
    if request is not None and error is not None and is_disk_full(error):
        request.disk_full = error  # type: ignore[attr-defined]


def is_disk_full(error: BaseException) -> bool:
    """Also where the cause is further down: Django and our services wrap what drivers raise."""
    return any(_says_full(cause) for cause in _causes(error))


def _says_full(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno in DISK_IS_FULL
    return isinstance(error, DatabaseError) and any(words in str(error).lower() for words in DATABASE_SAYS_FULL)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__
