"""The base of all serializers: each brings an example, and the schema shows it wherever the serializer stands."""

from __future__ import annotations

from typing import Any, ClassVar

from rest_framework import serializers

# By the name of the schema's component: what `core.api.schema` puts beside each body.
EXAMPLES: dict[str, Any] = {}


class ApiSerializer(serializers.Serializer):
    """Subclass, set `example` to a whole body as it is sent or answered. Names are unique over the whole API."""

    example: ClassVar[Any] = None

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        name = cls.__name__.removesuffix("Serializer")
        if name in EXAMPLES:
            raise RuntimeError(f"two serializers are called {name}")
        EXAMPLES[name] = cls.example


class ErrorSerializer(ApiSerializer):
    """What is wrong with one field: of the body (`pointer`, a JSON pointer) or of the address (`parameter`)."""

    example = {"pointer": "/phone", "detail": "One number is missing. 11 in all.", "code": "invalid_phone"}

    pointer = serializers.CharField(required=False, allow_blank=True)
    parameter = serializers.CharField(required=False)
    detail = serializers.CharField()
    code = serializers.CharField()


class ProblemSerializer(ApiSerializer):
    """An error (RFC 9457), told in the reader's language."""

    example = {
        "type": "/api/v1/docs/#problem-not-found",
        "title": "Nothing here",
        "status": 404,
        "detail": "It is not there, or it is not yours.",
    }

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField(allow_blank=True)
    errors = ErrorSerializer(many=True, required=False)
    required_scope = serializers.CharField(required=False)
