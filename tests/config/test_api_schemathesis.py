"""Requests made up from the description: whatever is sent, the answer is one that the description names."""

from __future__ import annotations

import re

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from config.api import describe
from tests.factories.access_tokens import token_of
from tests.factories.api_requests import REQUESTS

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
# Coverage would make hundreds of requests for each operation; what is drawn at random finds the same, over the runs.
CONFIG = {"phases": {"coverage": {"enabled": False}, "stateful": {"enabled": False}}}

schema = schemathesis.openapi.from_dict(describe(), config=SchemathesisConfig.from_dict(CONFIG))
schema.app = get_wsgi_application()


@pytest.fixture
def bearer(world, settings):
    settings.DAJI_API_RATES = dict.fromkeys(settings.DAJI_API_RATES, (1_000_000, 60))
    return {"Authorization": f"Bearer {token_of(world[0])[1]}"}


def real_place(operation_id: str, template: str, values: dict) -> dict[str, str]:
    """What stands in the operation's address in the test's world."""
    address = REQUESTS[operation_id].url(values).partition("?")[0]
    pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(template))
    found = re.fullmatch(pattern, address)
    assert found, (template, address)
    return found.groupdict()


@schema.parametrize()
@settings(max_examples=5, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck), database=None)
def test_made_up_requests(case, world, bearer):
    _person, values = world
    case.headers.pop("Authorization", None)
    plain = {"Accept-Encoding": "identity"}  # over WSGI nobody unpacks what GZipMiddleware packs
    case.call_and_validate(checks=CHECKS, headers=plain)
    case.call_and_validate(checks=CHECKS, headers=plain | bearer)
    case.path_parameters = real_place(case.operation.definition.raw["operationId"], case.operation.path, values)
    case.call_and_validate(checks=CHECKS, headers=plain | bearer)
