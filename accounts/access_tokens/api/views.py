from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.access_tokens.models import AccessToken
from accounts.access_tokens.services.tokens import revoke_token
from core.api.errors import Problem
from core.api.operations import ANY_TOKEN, Operation
from core.api.serializers import ApiSerializer
from core.api.views import ApiView


class TokenSerializer(ApiSerializer):
    example = {
        "name": "My stock list",
        "hint": "x9Qf",
        "scopes": ["catalogue:read", "catalogue:write"],
        "created_at": "2026-11-21T09:00:00+08:00",
        "expires_at": "2027-02-19T09:00:00+08:00",
    }

    name = serializers.CharField()
    hint = serializers.CharField(help_text="How the secret ends.")
    scopes = serializers.ListField(child=serializers.CharField())
    created_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()


class CurrentToken(ApiView):
    """The token that asks. Tokens are made on the site, by a person: none can make another."""

    tag = "Token"
    operations = {
        "GET": Operation(name="getToken", summary=_("What this token may do"), scope=ANY_TOKEN, gives=TokenSerializer),
        "DELETE": Operation(name="revokeToken", summary=_("Give this token back"), scope=ANY_TOKEN, status=204),
    }

    def get(self, request: Request) -> Response:
        return self.give(self._token(request))

    def delete(self, request: Request) -> Response:
        token = self._token(request)
        revoke_token(token=token, actor=token.user)
        return self.give(None)

    def _token(self, request: Request) -> AccessToken:
        if not isinstance(request.auth, AccessToken):
            raise Problem("not-found")  # a session has no token
        return request.auth
