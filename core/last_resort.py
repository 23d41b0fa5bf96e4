"""Pages for when the frame itself may be broken: 500 and 503 in the reader's language, or, failing that, in both."""

import contextlib
import logging
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)

# Not translated by gettext: this one is for when templates, catalogues or static files are what broke.
BOTH_LANGUAGES = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Daji 大集</title></head><body><main>
<h1>Something broke on our side.</h1>
<p>Orders and applications that were confirmed are safe. Try again in a minute.</p>
<p lang="zh-Hans">我们这边出了毛病。确认过的订单和报名都在，过一分钟再试。</p>
<p><a href="/">Daji 大集</a></p>
</main></body></html>
"""


def last_resort(request: HttpRequest, *, status: int, context: Mapping[str, Any]) -> HttpResponse:
    """`templates/<status>.html` without context processors; problem details (RFC 9457) for programs that ask for JSON."""
    try:
        with translation.override(_readers_language(request)):
            if _wants_json(request):
                return _problem(status)
            page: str = render_to_string(f"{status}.html", {**context, "support_phone": settings.DAJI_SUPPORT_PHONE})
    except Exception:
        logger.exception("page %s could not be drawn", status)
        page = BOTH_LANGUAGES
    return HttpResponse(page, status=status)


def _readers_language(request: HttpRequest) -> str:
    with contextlib.suppress(Exception):
        return translation.get_language_from_request(request)
    return settings.LANGUAGE_CODE


def _wants_json(request: HttpRequest) -> bool:
    with contextlib.suppress(Exception):
        return request.get_preferred_type(["text/html", "application/json"]) == "application/json"
    return False


def _problem(status: int) -> HttpResponse:
    sentences = {500: _("Something broke on our side."), 503: _("Closed for a moment.")}
    body = {"type": "about:blank", "title": sentences[status], "status": status}
    return JsonResponse(body, status=status, content_type="application/problem+json")
