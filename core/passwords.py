"""Passwords that are made of what is written all over the fair."""

import re

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

# The fair's name, and who meets there. Adding one here is all it takes.
WORDS = (
    "daji",
    "大集",
    "赶集",
    "ganji",
    "jishi",
    "fair",
    "market",
    "farmer",
    "farm",
    "nongchang",
    "nongmin",
    "shopper",
    "employer",
    "worker",
    "moderator",
    "support",
    "finance",
    "admin",
    "password",
    "mima",
)
SHORTEST_REST = 4
_WORD = re.compile("|".join(WORDS))


class FairWordsValidator(CommonPasswordValidator):
    """Without the fair's words, digits and signs something must be left. Says what the list of common ones says."""

    def __init__(self) -> None:
        self.passwords: set[str] = set()

    def validate(self, password: str, user: object = None) -> None:
        rest, found = _WORD.subn("", password.casefold())
        if found and sum(character.isalpha() for character in rest) < SHORTEST_REST:
            raise ValidationError(self.get_error_message(), code="password_too_common")

    def get_help_text(self) -> str:
        return ""
