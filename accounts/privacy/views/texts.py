"""The terms and the privacy notice: versioned templates, one for each language."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from accounts.privacy.kinds import PURPOSES
from accounts.privacy.queries import how_long_what_is_kept


@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    return _text(request, "terms")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return _text(request, "privacy")


def _text(request: HttpRequest, slug: str) -> HttpResponse:
    purpose = PURPOSES[slug]
    language = "zh_hans" if (get_language() or "").startswith("zh") else "en"
    context = {
        "purpose": purpose,
        "kept": how_long_what_is_kept(),
        "text": f"accounts/privacy/texts/{slug}_{purpose.version}_{language}.html",
    }
    return render(request, "accounts/privacy/text.html", context)
