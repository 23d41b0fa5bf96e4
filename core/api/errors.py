"""Exceptions of the API, and how every exception becomes a problem."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied as DjangoPermissionDenied
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.core.exceptions import ValidationError as DjangoValidationError
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.settings import api_settings

from core.api.problems import PROBLEM_JSON, PROBLEMS, ProblemType, problem_body, problem_for_status
from core.errors import NotAllowed, Refused


class Problem(exceptions.APIException):
    """Raise one of the table's problems by its slug. `members` and `headers` go into the answer."""

    def __init__(
        self, slug: str, detail: str = "", *, headers: Mapping[str, str] | None = None, **members: Any
    ) -> None:
        self.kind = PROBLEMS[slug]
        self.status_code = self.kind.status
        self.members = members
        self.headers = dict(headers or {})
        super().__init__(detail or str(self.kind.advice))


class InvalidQuery(Exception):
    """What was asked in the address makes no sense: `{parameter: [sentence, …]}`."""

    def __init__(self, errors: Mapping[str, Any]) -> None:
        super().__init__(errors)
        self.errors = errors


def problem_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """The API's `EXCEPTION_HANDLER`. None for a bug: Django reports it, and `core.views.server_error` answers."""
    if isinstance(error, Problem):
        return _answer(error.kind, detail=str(error.detail), headers=error.headers, **error.members)
    if isinstance(error, Refused):
        return _refusal(error)
    if isinstance(error, InvalidQuery):
        return _answer(PROBLEMS["invalid"], errors=list(_flat(error.errors, "parameter")))
    if isinstance(error, exceptions.ValidationError):
        return _answer(PROBLEMS["invalid"], errors=list(_flat(error.detail, "pointer")))
    if isinstance(error, DjangoValidationError):
        return _answer(PROBLEMS["invalid"], detail=" ".join(error.messages))
    if isinstance(error, (RequestDataTooBig, TooManyFilesSent)):
        return _answer(PROBLEMS["too-large"])
    if isinstance(error, Http404):
        return _answer(PROBLEMS["not-found"])
    if isinstance(error, DjangoPermissionDenied):
        return _answer(PROBLEMS["not-allowed"])
    if isinstance(error, exceptions.APIException):
        return _of_the_framework(error)
    return None


def _refusal(error: Refused) -> Response:
    kind = PROBLEMS["not-allowed" if isinstance(error, NotAllowed) else "refused"]
    if error.status not in (kind.status,):
        kind = problem_for_status(error.status)
    members: dict[str, Any] = {}
    if error.field:
        members["errors"] = [{"pointer": f"/{error.field}", "detail": str(error), "code": "refused"}]
    return _answer(kind, detail=str(error), **members)


def _of_the_framework(error: exceptions.APIException) -> Response:
    headers = {}
    if isinstance(error, exceptions.NotAuthenticated):
        kind = PROBLEMS["unauthenticated"]
    elif isinstance(error, exceptions.PermissionDenied) and "CSRF" in str(error.detail):
        kind = PROBLEMS["csrf-failed"]
    else:
        kind = problem_for_status(error.status_code)
    if auth_header := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = auth_header
    detail = str(kind.advice)
    if error.status_code in (status.HTTP_405_METHOD_NOT_ALLOWED, status.HTTP_400_BAD_REQUEST):
        detail = str(error.detail)
    return _answer(kind, detail=detail, headers=headers, status=error.status_code)


def _answer(
    kind: ProblemType,
    *,
    detail: str = "",
    headers: Mapping[str, str] | None = None,
    status: int | None = None,
    **members: Any,
) -> Response:
    body = problem_body(kind, detail=detail, status=status, **members)
    return Response(body, status=body["status"], headers=dict(headers or {}), content_type=PROBLEM_JSON)


def _flat(errors: Any, key: str, path: str = "") -> Iterator[dict[str, str]]:
    """DRF's nested errors as a flat list. A body's field is a JSON pointer (RFC 6901), a query's just its name."""
    if isinstance(errors, Mapping):
        for name, inner in errors.items():
            own = name in (api_settings.NON_FIELD_ERRORS_KEY, "__all__")
            escaped = str(name).replace("~", "~0").replace("/", "~1")
            yield from _flat(inner, key, path if own else f"{path}/{escaped}")
    elif isinstance(errors, (list, tuple)):
        for number, inner in enumerate(errors):
            nested = isinstance(inner, (Mapping, list))
            yield from _flat(inner, key, f"{path}/{number}" if nested and len(errors) > 1 else path)
    else:
        where = path if key == "pointer" else path.removeprefix("/")
        code = getattr(errors, "code", "invalid")
        yield {key: where, "detail": str(errors), "code": str(code)}


def nothing_of_that_name() -> Problem:
    return Problem("not-found", _("Nothing of that name is here, or it is not yours."))
