"""The worker's side."""

from __future__ import annotations

import django_filters
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers as rest
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.operations import Operation
from core.api.views import ApiView, ListView
from core.errors import Refused
from recruiting.applications.api import serializers
from recruiting.applications.forms import known_person
from recruiting.applications.models import Application
from recruiting.applications.queries.mine import applications_of
from recruiting.applications.services.moves import withdraw_application
from recruiting.applications.services.submission import apply_for_job
from recruiting.applications.states import ApplicationState
from recruiting.jobs.models import JobPosting


class JobApplications(ApiView):
    tag = "Applications"
    operations = {
        "POST": Operation(
            name="apply",
            summary=_("Put your name down for a job; twice is once"),
            scope="applications:write",
            takes=serializers.ApplySerializer,
            gives=serializers.ApplicationSerializer,
            status=201,
        )
    }

    def post(self, request: Request, slug: str) -> Response:
        job = get_object_or_404(JobPosting.objects.published(), slug=slug)
        said = known_person(request.user) | self.read(request)
        missing = {
            name: [gettext("Your profile does not say it: send it.")] for name in ("name", "phone") if name not in said
        }
        if missing:
            raise rest.ValidationError(missing, code="required")
        application = apply_for_job(
            job=job, name=said["name"], phone=said["phone"], worker=request.user, needs_proof=True
        ).application
        mine = applications_of(user=request.user).filter(pk=application.pk).first()
        if mine is None:  # another account put it down, before numbers had to be proved
            raise Refused(gettext("This number has its name down for this job from another account."), field="phone")
        return self.give(mine, location=reverse("api:application", args=[application.pk]))


class ApplicationFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(choices=ApplicationState.choices, label=_("State"))


class Applications(ListView):
    tag = "Applications"
    filterset_class = ApplicationFilter
    operations = {
        "GET": Operation(
            name="listApplications",
            summary=_("Where I applied, the latest first"),
            scope="applications:read",
            gives=serializers.ApplicationSerializer,
            is_list=True,
        )
    }

    def get_queryset(self) -> QuerySet[Application]:
        return applications_of(user=self.request.user)


class ApplicationDetail(ApiView):
    tag = "Applications"
    operations = {
        "GET": Operation(
            name="getApplication",
            summary=_("How one application stands"),
            scope="applications:read",
            gives=serializers.ApplicationSerializer,
        )
    }

    def get(self, request: Request, pk: int) -> Response:
        return self.give(get_object_or_404(applications_of(user=request.user), pk=pk))


class ApplicationWithdrawal(ApiView):
    tag = "Applications"
    operations = {
        "POST": Operation(
            name="withdrawApplication",
            summary=_("I changed my mind"),
            scope="applications:write",
            gives=serializers.ApplicationSerializer,
        )
    }

    def post(self, request: Request, pk: int) -> Response:
        mine = get_object_or_404(applications_of(user=request.user), pk=pk)
        withdraw_application(application=mine, worker=request.user)
        return self.give(applications_of(user=request.user).get(pk=pk))
