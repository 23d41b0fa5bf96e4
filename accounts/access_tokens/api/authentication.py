"""`Authorization: Bearer daji_…`: a person's own token."""

from __future__ import annotations

from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.request import Request

from accounts.access_tokens.models import AccessToken
from accounts.access_tokens.queries import find_usable
from accounts.access_tokens.services.tokens import note_use
from accounts.models import User
from core.api.errors import Problem
from core.api.throttles import spend
from core.client_address import client_address

REALM = 'Bearer realm="daji"'


class TokenAuthentication(BaseAuthentication):
    def authenticate(self, request: Request) -> tuple[User, AccessToken] | None:
        """None without the header: a session may still say who this is. A header that opens nothing is an error."""
        header = get_authorization_header(request).split(None, 1)
        if not header or header[0].lower() != b"bearer":
            return None
        address = client_address(request._request)
        tries = spend(policy="failed", who=address, cost=0)
        if tries.used >= tries.quota:
            raise Problem("too-many-requests", headers={"Retry-After": str(tries.resets_in)})
        secret = header[1].decode("latin-1").strip() if len(header) == 2 else ""
        token = find_usable(secret=secret)
        if token is None:
            spend(policy="failed", who=address)
            raise Problem("token-invalid", headers={"WWW-Authenticate": f'{REALM}, error="invalid_token"'})
        note_use(token=token)
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        return REALM
