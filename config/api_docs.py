"""The OpenAPI description as plain rows for the page `templates/core/api/docs.html`."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from core.api.operations import ANY_TOKEN, PUBLIC

HEADERS_OF_ALL = ("Accept-Language",)


@dataclass(frozen=True, kw_only=True)
class Parameter:
    name: str
    where: str
    type: str
    description: str
    is_required: bool


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One operation as people read it. Examples are JSON, indented."""

    name: str
    method: str
    path: str
    summary: str
    scope: str
    is_public: bool
    status: str
    parameters: list[Parameter]
    takes: str
    gives: str


@dataclass(frozen=True)
class Section:
    tag: str
    operations: list[Shown] = field(default_factory=list)


def sections(described: dict[str, Any]) -> list[Section]:
    """By tag, in the order of the addresses."""
    found: dict[str, Section] = {}
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            tag = operation["tags"][0]
            found.setdefault(tag, Section(tag)).operations.append(_shown(path, method, operation))
    return list(found.values())


def _shown(path: str, method: str, operation: dict[str, Any]) -> Shown:
    status = next(status for status in operation["responses"] if status < "400")
    scope = operation["x-scope"]
    return Shown(
        name=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        scope="" if scope in (PUBLIC, ANY_TOKEN) else scope,
        is_public=scope == PUBLIC,
        status=status,
        parameters=[_parameter(one) for one in operation.get("parameters", []) if one["name"] not in HEADERS_OF_ALL],
        takes=_example(operation.get("requestBody", {})),
        gives=_example(operation["responses"][status]),
    )


def _parameter(one: dict[str, Any]) -> Parameter:
    schema = one["schema"]
    choices = ", ".join(str(choice) for choice in schema.get("enum", []))
    return Parameter(
        name=one["name"],
        where=one["in"],
        type=choices or str(schema.get("type", "")),
        description=one.get("description", ""),
        is_required=one.get("required", False),
    )


def _example(body: dict[str, Any]) -> str:
    for media_type, media in body.get("content", {}).items():
        if "example" in media:
            return json.dumps(media["example"], ensure_ascii=False, indent=2)
        return media_type
    return ""
