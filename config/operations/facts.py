"""What the page handler learns about a request while it answers, for the log line and the figures at its end."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from starlette.types import Scope

KEY = "daji.facts"


@dataclass(slots=True)
class Facts:
    route: str = ""
    user_id: int | None = None


def note_request(request: HttpRequest, scope: Scope) -> None:
    """The route by its name, and who asked. Nothing is loaded for it: a page that asked for no person has none."""
    facts: Facts | None = scope.get(KEY)
    if facts is None:
        return
    match = request.resolver_match
    facts.route = (match.view_name or match.route) if match is not None else ""
    user: Any = getattr(request, "_cached_user", None)
    facts.user_id = getattr(user, "pk", None)
