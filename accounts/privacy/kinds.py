"""What people are asked to agree to. A new version of a text is a new `version` here and a new template."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, kw_only=True)
class Purpose:
    slug: str
    label: str | Promise
    text: str | Promise
    version: str
    """The date of the text that counts now."""
    is_optional: bool
    url: str = ""


_ALL = [
    Purpose(
        slug="terms",
        label=_("Terms of the fair"),
        text=_("What the fair and you owe each other."),
        version="2026-11-21",
        is_optional=False,
        url="/terms/",
    ),
    Purpose(
        slug="privacy",
        label=_("Privacy notice"),
        text=_("What we know about you, what for, and for how long."),
        version="2026-11-21",
        is_optional=False,
        url="/privacy/",
    ),
    Purpose(
        slug="live_mail",
        label=_("E-mail when somebody you follow goes live"),
        text=_("On while you follow somebody. Switch it off whenever you like."),
        version="2026-11-21",
        is_optional=True,
    ),
]
PURPOSES: dict[str, Purpose] = {purpose.slug: purpose for purpose in _ALL}
