from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """What the frame of every page needs: the chosen theme and whether this is the demo fair."""
    theme = request.COOKIES.get(settings.DAJI_THEME_COOKIE_NAME, "")
    return {"theme": theme if theme in ("light", "dark") else "", "is_demo": settings.DAJI_DEMO}
