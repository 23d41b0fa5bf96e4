"""What this browser knows without an account: tokens that came by a link, and where a name was put down."""

from __future__ import annotations

from django.http import HttpRequest

from core.phones import mask_phone
from recruiting.applications.models import Application
from recruiting.jobs.models import JobPosting

SESSION_KEY = "application_tokens"
SENT_KEY = "applications_sent"
MOST_TOKENS = 50


def tokens_of(request: HttpRequest) -> list[str]:
    return list(request.session.get(SESSION_KEY, []))


def remember(request: HttpRequest, application: Application) -> None:
    tokens = [token for token in tokens_of(request) if token != application.token]
    request.session[SESSION_KEY] = [*tokens, application.token][-MOST_TOKENS:]


def note_sent(request: HttpRequest, job: JobPosting, phone: str) -> None:
    """What was typed here, and nothing of what became of it: the number may be somebody else's."""
    sent = {**request.session.get(SENT_KEY, {}), job.slug: mask_phone(phone)}
    request.session[SENT_KEY] = dict(list(sent.items())[-MOST_TOKENS:])


def sent_from_here(request: HttpRequest, job: JobPosting) -> str:
    """The masked number that was put down for this job, "" when none was."""
    masked: str = request.session.get(SENT_KEY, {}).get(job.slug, "")
    return masked
