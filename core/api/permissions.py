"""One permission for the whole API: the operation's scope. What a person may do to a thing is the services' to say."""

from __future__ import annotations

from typing import Any

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from core.api.errors import Problem
from core.api.operations import ANY_TOKEN, PUBLIC


class HasScope(BasePermission):
    """PUBLIC lets everybody in; else there must be a person, and their token must have been given the scope.

    A person signed in by a session has every scope. A method that says nothing of itself is open to nobody.
    """

    def has_permission(self, request: Request, view: Any) -> bool:
        operation = view.operation_of(request.method)
        if operation is None:
            # No such method: the view answers 405. A method without an operation is a mistake, and stays closed.
            return not hasattr(view, (request.method or "").lower())
        if operation.scope == PUBLIC:
            return True
        if not request.user.is_authenticated:
            return False
        scopes = getattr(request.auth, "scopes", None)
        if scopes is not None and operation.scope != ANY_TOKEN and operation.scope not in scopes:
            raise Problem("scope-missing", required_scope=operation.scope)
        return True
