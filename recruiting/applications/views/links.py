"""Which applications this browser may see without an account: their tokens lie in the session."""

from __future__ import annotations

from django.http import HttpRequest

from recruiting.applications.models import Application

SESSION_KEY = "application_tokens"
MOST_TOKENS = 50


def tokens_of(request: HttpRequest) -> list[str]:
    return list(request.session.get(SESSION_KEY, []))


def remember(request: HttpRequest, application: Application) -> None:
    tokens = [token for token in tokens_of(request) if token != application.token]
    request.session[SESSION_KEY] = [*tokens, application.token][-MOST_TOKENS:]
