"""An organisation's papers: for owners and managers; to everybody else they are not there. They are sent in on the page."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Organization
from accounts.queries import organizations_managed_by
from accounts.verification.api import serializers
from accounts.verification.models import Verification, VerificationDocument
from accounts.verification.queries import latest_round
from accounts.verification.services import rounds
from core.api.operations import Operation
from core.api.views import ApiView, ListView
from core.uploads.services.documents import draw_document

TAG = "Organisations"


def _managed(request: Request, slug: str) -> Organization:
    return get_object_or_404(organizations_managed_by(user=request.user), slug=slug)


def _latest(request: Request, slug: str) -> Verification:
    found = latest_round(organization=_managed(request, slug))
    if found is None:
        raise Http404
    return found


def _papers(request: Request, slug: str) -> QuerySet[VerificationDocument]:
    latest = latest_round(organization=_managed(request, slug))
    return VerificationDocument.objects.filter(verification=latest).select_related("document", "verification")


class VerificationDetail(ApiView):
    tag = TAG
    operations = {
        "GET": Operation(
            name="getVerification",
            summary=_("How the papers of my organisation stand"),
            scope="papers:read",
            gives=serializers.VerificationSerializer,
        )
    }

    def get(self, request: Request, slug: str) -> Response:
        return self.give(_latest(request, slug))


class Papers(ListView):
    tag = TAG
    order = ("pk",)
    operations = {
        "GET": Operation(
            name="listPapers",
            summary=_("The papers of the latest round, without what is on them"),
            scope="papers:read",
            gives=serializers.PaperSerializer,
            is_list=True,
        ),
        "POST": Operation(
            name="addPaper",
            summary=_("Add a photo of a paper to the draft, which begins with the first; I send it in on the page"),
            scope="papers:write",
            takes=serializers.PaperUploadSerializer,
            gives=serializers.PaperSerializer,
            status=201,
        ),
    }
    parser_classes = [MultiPartParser]

    def get_queryset(self) -> QuerySet[VerificationDocument]:
        return _papers(self.request, self.kwargs["slug"])

    def prepare(self, request: Request) -> None:
        _managed(request, self.kwargs["slug"])
        self.said: dict[str, Any] = self.read(request)
        self.drawn = draw_document(file=self.said["file"])

    def post(self, request: Request, slug: str) -> Response:
        draft = rounds.begin_round(organization=_managed(request, slug), actor=request.user)
        paper = rounds.add_paper(verification=draft, actor=request.user, kind=self.said["kind"], file=self.drawn)
        return self.give(paper, location=reverse("api:paper", args=[slug, paper.pk]))


class PaperDetail(ApiView):
    tag = TAG
    operations = {
        "GET": Operation(
            name="getPaper",
            summary=_("One paper of the latest round, without what is on it"),
            scope="papers:read",
            gives=serializers.PaperSerializer,
        ),
        "DELETE": Operation(
            name="removePaper", summary=_("Take a paper out of the draft"), scope="papers:write", status=204
        ),
    }

    def get(self, request: Request, slug: str, pk: int) -> Response:
        return self.give(get_object_or_404(_papers(request, slug), pk=pk))

    def delete(self, request: Request, slug: str, pk: int) -> Response:
        paper = get_object_or_404(_papers(request, slug), pk=pk)
        rounds.remove_paper(verification=paper.verification, actor=request.user, document=paper.document)
        return self.give(None)
