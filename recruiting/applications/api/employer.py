"""The employer's leads."""

from __future__ import annotations

import django_filters
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.operations import Operation
from core.api.views import ApiView, ListView
from recruiting.applications.api import serializers
from recruiting.applications.models import Application
from recruiting.applications.queries.leads import leads_of
from recruiting.applications.services.moves import close_application, move_application
from recruiting.applications.services.reveals import reveal_phone
from recruiting.applications.states import ApplicationState


class LeadFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(choices=ApplicationState.choices, label=_("State"))
    job = django_filters.CharFilter(field_name="job__slug", label=_("One job, by slug"))


def _find(request: Request, pk: int) -> Application:
    return get_object_or_404(leads_of(user=request.user), pk=pk)


class Leads(ListView):
    tag = "Leads"
    order = ("state_since", "pk")
    filterset_class = LeadFilter
    operations = {
        "GET": Operation(
            name="listLeads",
            summary=_("Who applies to the employers I manage, the longest waiting first"),
            scope="leads:read",
            gives=serializers.LeadSerializer,
            is_list=True,
        )
    }

    def get_queryset(self) -> QuerySet[Application]:
        return leads_of(user=self.request.user)


class LeadDetail(ApiView):
    tag = "Leads"
    operations = {
        "GET": Operation(name="getLead", summary=_("One lead"), scope="leads:read", gives=serializers.LeadSerializer)
    }

    def get(self, request: Request, pk: int) -> Response:
        return self.give(_find(request, pk))


class LeadMoves(ApiView):
    tag = "Leads"
    operations = {
        "POST": Operation(
            name="moveLead",
            summary=_("One step further: called, coming, arrived …"),
            scope="leads:write",
            takes=serializers.MoveLeadSerializer,
            gives=serializers.LeadSerializer,
        )
    }

    def post(self, request: Request, pk: int) -> Response:
        said = self.read(request)
        move_application(application=_find(request, pk), actor=request.user, to_state=said["to"], note=said["note"])
        return self.give(_find(request, pk))


class LeadClosing(ApiView):
    tag = "Leads"
    operations = {
        "POST": Operation(
            name="closeLead",
            summary=_("Not this time, with the reason that the worker is told"),
            scope="leads:write",
            takes=serializers.CloseLeadSerializer,
            gives=serializers.LeadSerializer,
        )
    }

    def post(self, request: Request, pk: int) -> Response:
        close_application(application=_find(request, pk), actor=request.user, **self.read(request))
        return self.give(_find(request, pk))


class LeadPhone(ApiView):
    tag = "Leads"
    operations = {
        "POST": Operation(
            name="revealPhone",
            summary=_("Look at the worker’s number; it is noted who looked"),
            scope="leads:write",
            gives=serializers.RevealedPhoneSerializer,
        )
    }

    def post(self, request: Request, pk: int) -> Response:
        return self.give({"phone": reveal_phone(application=_find(request, pk), viewer=request.user)})
