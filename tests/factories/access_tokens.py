"""Tokens, and clients that speak with them."""

from typing import Any

from rest_framework.test import APIClient

from accounts.access_tokens.kinds import SCOPES
from accounts.access_tokens.models import AccessToken
from accounts.access_tokens.services.tokens import make_token
from accounts.models import User


def token_of(user: User, *scopes: str, days: int = 30) -> tuple[AccessToken, str]:
    """With all scopes, unless some are named."""
    return make_token(user=user, name="Test", scopes=scopes or [*SCOPES], days=days)


def client_with(secret: str, **extra: Any) -> APIClient:
    client = APIClient(**extra)
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
    return client


def client_of(user: User, *scopes: str) -> APIClient:
    """A program with a token of this person."""
    return client_with(token_of(user, *scopes)[1])
