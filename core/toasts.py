"""A message that can be taken back: "Taken out of your basket. [Undo]"."""

import json
from typing import Any

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest


def undoable(request: HttpRequest, text: str, *, action: str, fields: dict[str, str | int]) -> None:
    """`action` is the address that a POST of `fields` goes to, which does the opposite of what was just done."""
    messages.success(request, text, extra_tags=json.dumps({"action": action, "fields": fields}))


def undo_of(message: Message) -> dict[str, Any] | None:
    if not (message.extra_tags or "").startswith("{"):
        return None
    return json.loads(message.extra_tags)
