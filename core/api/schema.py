"""OpenAPI from `Operation`s: names, scopes, refusals and examples, the same for every endpoint."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.utils.translation import gettext as _
from django_filters import filters
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter, inline_serializer
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser

from core.api.operations import ANY_TOKEN, PUBLIC, Operation
from core.api.pagination import DEFAULT_LIMIT, LARGEST_LIMIT
from core.api.problems import PROBLEM_JSON, problem_for_status
from core.api.serializers import EXAMPLES, ProblemSerializer

ALWAYS = (400, 401, 404, 405, 406, 429, 500, 503)
WITH_A_BODY = (413, 415, 422)
UNSAFE = (403, 409)


@cache
def page_of(serializer: Any) -> type[serializers.BaseSerializer]:
    """The component of a list's answer."""
    name = f"{serializer.__name__.removesuffix('Serializer')}Page"
    page = inline_serializer(
        name=name,
        fields={
            "next": serializers.URLField(allow_null=True),
            "previous": serializers.URLField(allow_null=True),
            "results": serializer(many=True),
        },
    )
    return type(page)


class OperationSchema(AutoSchema):
    @property
    def operation(self) -> Operation:
        found: Operation | None = self.view.operation_of(self.method)
        assert found is not None, f"{self.method} {self.path} says nothing of itself"
        return found

    def is_excluded(self) -> bool:
        return not self.view.tag

    def get_operation_id(self) -> str:
        return self.operation.name

    def get_summary(self) -> str:
        return str(self.operation.summary)

    def get_description(self) -> str:
        return {PUBLIC: _("Open to everybody."), ANY_TOKEN: _("For a person, or any token.")}.get(
            self.operation.scope, _("Needs the scope `{scope}`.").format(scope=self.operation.scope)
        )

    def get_tags(self) -> list[str]:
        return [self.view.tag]

    def get_auth(self) -> list[dict[str, list[str]]]:
        scope = self.operation.scope
        known: list[dict[str, list[str]]] = [
            {"token": [] if scope in (PUBLIC, ANY_TOKEN) else [scope]},
            {"session": []},
        ]
        return [{}, *known] if scope == PUBLIC else known

    def get_extensions(self) -> dict[str, Any]:
        return {"x-scope": self.operation.scope}

    def get_request_serializer(self) -> Any:
        return self.operation.takes

    def get_response_serializers(self) -> Any:
        operation = self.operation
        given = page_of(operation.gives) if operation.is_list and operation.gives else operation.gives  # type: ignore[arg-type]
        answers: dict[Any, Any] = {operation.status: given}
        for status in self._refusals():
            answers[(status, PROBLEM_JSON)] = ProblemSerializer
        return answers

    def _refusals(self) -> list[int]:
        found = {*ALWAYS, *self.operation.statuses}
        if self.operation.scope != PUBLIC:
            found |= {403}
        if self.method != "GET":
            found |= {*UNSAFE, *WITH_A_BODY}
        if self.operation.is_list:
            found |= {422}
        return sorted(found)

    def _get_response_for_code(self, serializer: Any, status_code: str, *args: Any, **kwargs: Any) -> Any:
        answer = super()._get_response_for_code(serializer, status_code, *args, **kwargs)
        if int(status_code) >= 400:
            answer["description"] = str(problem_for_status(int(status_code)).title)
        return answer

    def _is_list_view(self, serializer: Any = None) -> bool:
        return False

    def get_override_parameters(self) -> list[Any]:
        found = [_header("Accept-Language", _("en or zh-Hans: the language of texts and errors."))]
        if self.method != "GET":
            said = _(
                "A UUID of your own for this one wish: sent again with it, the wish has one effect and the same answer."
            )
            found.append(_header("Idempotency-Key", said, required=self.operation.needs_key, longest=100))
        if self.operation.is_list:
            declared = getattr(self.view, "filterset_class", None)
            for name, one in (declared.base_filters if declared else {}).items():
                found.append(OpenApiParameter(name, _type_of(one), description=str(one.label or "")))
            found += [
                OpenApiParameter("cursor", str, description=_("From `next` or `previous`.")),
                OpenApiParameter(
                    "limit",
                    {"type": "integer", "minimum": 1, "maximum": LARGEST_LIMIT, "default": DEFAULT_LIMIT},
                    description=_("Rows on a page."),
                ),
            ]
        return found

    def map_parsers(self) -> list[str]:
        return [parser.media_type for parser in self.view.parser_classes]

    def map_renderers(self, attribute: str) -> list[Any]:
        return ["application/json"] if attribute == "media_type" else super().map_renderers(attribute)


def _header(name: str, description: str, *, required: bool = False, longest: int = 0) -> OpenApiParameter:
    schema: dict[str, Any] = {"type": "string"}
    if longest:
        schema |= {"maxLength": longest, "minLength": 1, "format": "uuid"}
    return OpenApiParameter(name, schema, OpenApiParameter.HEADER, required=required, description=description)


def _type_of(one: filters.Filter) -> dict[str, Any]:
    if isinstance(one, filters.BooleanFilter):
        return {"type": "boolean"}
    if isinstance(one, filters.NumberFilter):
        return {"type": "number"}
    if isinstance(one, filters.DateFilter):
        return {"type": "string", "format": "date"}
    if isinstance(one, filters.ChoiceFilter):
        return {"type": "string", "enum": [value for value, _label in one.extra["choices"]]}
    return {"type": "string"}


def add_examples(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """A hook of drf-spectacular: the example of each serializer stands beside every body that it describes."""
    for path in result["paths"].values():
        for operation in path.values():
            bodies = [operation.get("requestBody", {})]
            for status, answer in operation["responses"].items():
                bodies.append(answer)
                if int(status) >= 400:
                    for media in answer.get("content", {}).values():
                        media["example"] = _problem_example(int(status))
            for body in bodies:
                for media_type, media in body.get("content", {}).items():
                    if media_type != MultiPartParser.media_type:
                        _exemplify(media)
    return result


def _exemplify(media: dict[str, Any]) -> None:
    if "example" in media:
        return
    name = media["schema"].get("$ref", "").rpartition("/")[2]
    if name.startswith("Patched"):
        name = name.removeprefix("Patched")
    if name.endswith("Page") and name not in EXAMPLES:
        example = EXAMPLES[name.removesuffix("Page")]
        media["example"] = {"next": None, "previous": None, "results": [example]}
    elif EXAMPLES.get(name) is not None:
        media["example"] = EXAMPLES[name]


def _problem_example(status: int) -> dict[str, Any]:
    kind = problem_for_status(status)
    example: dict[str, Any] = {"type": kind.uri, "title": str(kind.title), "status": status, "detail": str(kind.advice)}
    if status == 422:
        example["errors"] = [EXAMPLES["Error"]]
    return example
