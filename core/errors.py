"""Errors meant for people: a sentence that says what happened and what to do."""

from django.utils.functional import Promise


class Refused(Exception):
    """A rule of the domain said no. `message` is shown to the person as it is, beside `field` when one is named."""

    status = 409

    def __init__(self, message: str | Promise, *, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field

    def __str__(self) -> str:
        return str(self.message)


class NotAllowed(Refused):
    """The person may see the thing but not do this to it."""

    status = 403
