"""/api/v1/: every app's endpoints, their description for programs, and for people."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.access_tokens.kinds import SCOPES
from config.api_docs import sections
from core.api.errors import Problem
from core.api.operations import PUBLIC, Operation
from core.api.problems import PROBLEMS
from core.api.views import ApiView

APPS = [
    "accounts.access_tokens",
    "accounts",
    "accounts.verification",
    "core.uploads",
    "discovery",
    "live.rooms",
    "live.chat",
    "marketplace.storefronts",
    "marketplace.catalogue",
    "marketplace.sale_rooms",
    "marketplace.orders",
    "recruiting.jobs",
    "recruiting.applications",
    "recruiting.recruitment_sessions",
    "notifications",
]


def describe(request: Request | None = None) -> dict[str, Any]:
    """The whole API as OpenAPI 3.1, in the active language."""
    described: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
    return described


class Schema(ApiView):
    """No part of the schema itself: without a tag it is left out."""

    operations = {"GET": Operation(name="getSchema", summary=_("This description"), scope=PUBLIC, gives=None)}

    def get(self, request: Request) -> Response:
        response = Response(describe(), content_type="application/vnd.oai.openapi+json")
        patch_cache_control(response, public=True, max_age=3600)
        return response


class NoSuchAddress(ApiView):
    """Whatever is no endpoint, by any method: 404 as a problem, not a page."""

    operations = {
        method: Operation(name=f"none{method}", summary="", scope=PUBLIC) for method in ("GET", "POST", "PUT")
    } | {method: Operation(name=f"none{method}", summary="", scope=PUBLIC) for method in ("PATCH", "DELETE")}

    def get(self, request: Request) -> Response:
        raise Problem("not-found", str(_("There is no such address here. All of them end with a slash.")))

    post = put = patch = delete = get


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """The same description for people: one page, without a script."""
    context = {"sections": sections(describe()), "scopes": SCOPES.items(), "problems": PROBLEMS.values()}
    return render(request, "core/api/docs.html", context)


app_name = "api"
urlpatterns: list[URLPattern | URLResolver] = [
    path("schema/", Schema.as_view(), name="schema"),
    path("docs/", docs, name="docs"),
    *(path("", include(f"{app}.api.urls")) for app in APPS),
    re_path(r"^", NoSuchAddress.as_view(), name="no-such-address"),
]
