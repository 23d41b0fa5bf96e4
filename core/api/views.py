"""What every endpoint of the API is made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django_filters import FilterSet
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.views import APIView

from core.api.errors import InvalidQuery, Problem
from core.api.operations import Operation
from core.api.pagination import paginate
from core.api.throttles import headers_for, spend
from core.client_address import client_address
from core.idempotency import LONGEST_KEY, answer_once
from core.limits import Spent

UNSAFE_METHODS = ("POST", "PUT", "PATCH", "DELETE")


class ApiView(APIView):
    """Set `tag` and `operations`; write `get`, `post`, … . Without its operation a method is closed to everybody."""

    tag: ClassVar[str] = ""
    operations: ClassVar[dict[str, Operation]] = {}
    http_method_names = ["get", "head", "post", "put", "patch", "delete"]
    format_kwarg = None
    # For the schema; lists set it.
    filterset_class: ClassVar[type[FilterSet] | None] = None

    def operation_of(self, method: str | None) -> Operation | None:
        return self.operations.get("GET" if method == "HEAD" else method or "")

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """As in REST framework, but who is refused is counted as well."""
        self.spent: list[Spent] = []
        request.accepted_renderer, request.accepted_media_type = self.perform_content_negotiation(request)
        self.perform_authentication(request)
        self.spent = self._spend(request)
        over = [one for one in self.spent if one.is_over]
        if over:
            raise Problem("too-many-requests", headers={"Retry-After": str(max(one.resets_in for one in over))})
        self.check_permissions(request)

    def _spend(self, request: Request) -> list[Spent]:
        if not request.user.is_authenticated:
            return [spend(policy="anonymous", who=client_address(request._request))]
        spent = [spend(policy="person", who=str(request.user.pk))]
        token = getattr(request.auth, "pk", None)
        return [*spent, spend(policy="token", who=str(token))] if token else spent

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """REST framework's, with the handler run once for each Idempotency-Key."""
        self.args, self.kwargs = args, kwargs
        wrapped = self.initialize_request(request, *args, **kwargs)
        self.request = wrapped
        self.headers = self.default_response_headers
        try:
            self.initial(wrapped, *args, **kwargs)
            response = self._answer(wrapped, self._handler(wrapped))
        except Exception as error:
            response = self.handle_exception(error)
        self.response = self.finalize_response(wrapped, response, *args, **kwargs)
        return self.response

    def _handler(self, request: Request) -> Callable[..., HttpResponseBase]:
        method = (request.method or "").lower()
        handler = getattr(self, method, None) if method in self.http_method_names else None
        return handler or self.http_method_not_allowed

    def _answer(self, request: Request, handler: Callable[..., HttpResponseBase]) -> HttpResponseBase:
        operation = self.operation_of(request.method)
        key = request.headers.get("Idempotency-Key", "")
        if operation is None or request.method not in UNSAFE_METHODS:
            return handler(request, *self.args, **self.kwargs)
        if not key:
            if operation.needs_key:
                raise Problem("key-missing")
            self.prepare(request)
            return handler(request, *self.args, **self.kwargs)
        if len(key) > LONGEST_KEY or not key.isprintable():
            raise Problem("key-missing")

        def answer() -> HttpResponseBase:
            response = handler(request, *self.args, **self.kwargs)
            return self.finalize_response(request, response, *self.args, **self.kwargs)

        return answer_once(
            request._request,
            key=key,
            scope=f"user:{request.user.pk}",
            answer=answer,
            prepare=lambda: self.prepare(request),
        )

    def prepare(self, request: Request) -> None:
        """Before an unsafe method's handler, outside of any transaction: what takes long and changes no row."""

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        for name, value in headers_for(getattr(self, "spent", [])).items():
            response.headers.setdefault(name, value)
        # What a token or a session may see belongs in nobody else's cache.
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    def read(self, request: Request) -> dict[str, Any]:
        """The request's body, checked by the operation's serializer. Raises ValidationError."""
        operation = self.operation_of(request.method)
        assert operation is not None and operation.takes is not None
        serializer = operation.takes(
            data=request.data, partial=request.method == "PATCH", context=self.get_serializer_context()
        )
        serializer.is_valid(raise_exception=True)
        return dict(serializer.validated_data)

    def give(self, thing: Any, *, location: str = "", status: int | None = None) -> Response:
        """The operation's answer about this thing."""
        operation = self.operation_of(self.request.method)
        assert operation is not None
        headers = {"Location": location} if location else {}
        status = status or operation.status
        if operation.gives is None:
            return Response(status=status, headers=headers)
        serializer: BaseSerializer = operation.gives(thing, context=self.get_serializer_context())
        return Response(serializer.data, status=status, headers=headers)

    def get_serializer_context(self) -> dict[str, Any]:
        return {"request": self.request, "view": self}


class ListView(ApiView):
    """A list by cursor pages: write `get_queryset`; `present` turns a page's rows into what is shown of them."""

    order: ClassVar[Sequence[str]] = ("-pk",)

    def get_queryset(self) -> QuerySet[Any]:
        raise NotImplementedError

    def get_order(self) -> Sequence[str]:
        return self.order

    def present(self, rows: list[Any]) -> list[Any]:
        return rows

    def filtered(self) -> QuerySet[Any]:
        if self.filterset_class is None:
            return self.get_queryset()
        filters = self.filterset_class(self.request.query_params, queryset=self.get_queryset(), request=self.request)
        if not filters.is_valid():
            raise InvalidQuery({name: list(errors) for name, errors in filters.errors.items()})
        self.filters = filters
        return filters.qs

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        operation = self.operations["GET"]
        assert operation.gives is not None
        rows = self.filtered()
        page = paginate(rows=rows, order=self.get_order(), request=request)
        shown = operation.gives(self.present(page.rows), many=True, context=self.get_serializer_context())
        return Response({"next": page.next, "previous": page.previous, "results": shown.data})
