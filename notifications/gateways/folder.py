"""E-mail as files, one for each message, named by its Message-ID."""

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class FolderEmailBackend(BaseEmailBackend):
    """Each message is a file in `folder`.

    A message whose Message-ID is already there is not written again: a sender that was killed after sending and before
    writing that down may simply send once more.
    """

    def __init__(self, *, folder: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.folder = Path(folder)

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        self.folder.mkdir(parents=True, exist_ok=True)
        for email in email_messages:
            message = email.message()
            name = hashlib.sha256(message["Message-ID"].encode()).hexdigest()[:32]
            draft = self.folder / f".{name}.{os.getpid()}"
            draft.write_bytes(message.as_bytes())
            try:
                os.link(draft, self.folder / f"{name}.eml")  # whole or not at all, and never over another
            except FileExistsError:
                pass
            finally:
                draft.unlink()
        return len(email_messages)
