"""Errors as problem details (RFC 9457): one table of all that the API can say went wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PROBLEM_JSON = "application/problem+json"
API_PREFIX = "/api/"
DOCS_PATH = "/api/v1/docs/"


@dataclass(frozen=True)
class ProblemType:
    """`slug` is what programs compare, `title` what people read."""

    slug: str
    status: int
    title: str | Promise
    advice: str | Promise

    @property
    def uri(self) -> str:
        """Leads to the place in the docs that explains it."""
        return f"{DOCS_PATH}#problem-{self.slug}"


_ALL = [
    ProblemType("malformed", 400, _("This could not be read"), _("Send JSON that is whole, or the form asked for.")),
    ProblemType("bad-cursor", 400, _("Unknown place in the list"), _("Begin again without a cursor.")),
    ProblemType(
        "key-missing", 400, _("An Idempotency-Key is missing"), _("Make a new UUID for each wish and send it.")
    ),
    ProblemType("unauthenticated", 401, _("Who are you?"), _("Send a token: Authorization: Bearer daji_…")),
    ProblemType(
        "token-invalid", 401, _("This token opens nothing"), _("It is unknown, revoked or expired: make another.")
    ),
    ProblemType("not-allowed", 403, _("You may not do this"), _("The detail says who may.")),
    ProblemType("csrf-failed", 403, _("The form token is missing"), _("With a session, send X-CSRFToken.")),
    ProblemType(
        "scope-missing",
        403,
        _("The token was not given this right"),
        _("required_scope names it: make a token with it."),
    ),
    ProblemType("not-found", 404, _("Nothing here"), _("It is not there, or it is not yours.")),
    ProblemType("method-not-allowed", 405, _("Not this way"), _("The Allow header names the methods.")),
    ProblemType("not-acceptable", 406, _("Only JSON is spoken here"), _("Accept application/json.")),
    ProblemType("refused", 409, _("That does not work now"), _("The detail says why and what to do.")),
    ProblemType("gone", 410, _("It has closed"), _("It was here, and does not come back.")),
    ProblemType("too-large", 413, _("This is too large"), _("Send less at once.")),
    ProblemType("unsupported-media-type", 415, _("Wrong kind of content"), _("Send the Content-Type of the docs.")),
    ProblemType("invalid", 422, _("Something is not right yet"), _("errors says which field, and what is wrong.")),
    ProblemType("too-many-requests", 429, _("Too quick"), _("Wait as many seconds as Retry-After says.")),
    ProblemType("server-error", 500, _("Our mistake"), _("Nothing was changed. Try again; tell us if it stays.")),
    ProblemType("unavailable", 503, _("Closed for a moment"), _("Nothing was changed. Retry-After says when to try.")),
]
PROBLEMS: dict[str, ProblemType] = {kind.slug: kind for kind in _ALL}
_BY_STATUS = {kind.status: kind for kind in reversed(_ALL)}


def problem_for_status(status: int) -> ProblemType:
    return _BY_STATUS.get(status) or (PROBLEMS["server-error"] if status >= 500 else PROBLEMS["malformed"])


def problem_body(kind: ProblemType, *, detail: str = "", status: int | None = None, **members: Any) -> dict[str, Any]:
    """In the active language. `members` are the extension members: errors, required_scope."""
    body: dict[str, Any] = {"type": kind.uri, "title": str(kind.title), "status": status or kind.status}
    return body | {"detail": detail or str(kind.advice)} | members


def is_api(request: HttpRequest) -> bool:
    return request.path_info.startswith(API_PREFIX)


def problem_response(
    status: int, *, detail: str = "", headers: Mapping[str, str] | None = None, **members: Any
) -> JsonResponse:
    """For errors that happen before or outside the API's own views: unknown addresses, 500, 503."""
    body = problem_body(problem_for_status(status), detail=detail, status=status, **members)
    return JsonResponse(body, status=status, content_type=PROBLEM_JSON, headers=dict(headers or {}))
