"""Sessions in the database, sealed: while somebody signs in by a code, their number waits in one.

A session that no configured key opens is an empty one: its owner signs in again.
"""

import base64
import binascii
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from core.encryption import DecryptionError, open_bytes, seal_bytes

MARK = "sealed:"
PLACE = b"sessions.session.session_data"


class SessionStore(DatabaseStore):
    def encode(self, session_dict: dict[str, Any]) -> str:
        sealed = seal_bytes(self.serializer().dumps(session_dict), place=PLACE)
        return MARK + base64.b64encode(sealed).decode()

    def decode(self, session_data: Any) -> dict[str, Any]:
        if not session_data.startswith(MARK):
            return super().decode(session_data)  # from before they were sealed
        try:
            sealed = base64.b64decode(session_data.removeprefix(MARK), validate=True)
            return self.serializer().loads(open_bytes(sealed, place=PLACE))
        except (DecryptionError, binascii.Error, ValueError):
            return {}
