from __future__ import annotations

from typing import Any

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api import serializers
from accounts.models import Follow, Membership, Organization
from accounts.services import follows as following
from accounts.services.dealings import check_is_open
from accounts.services.organizations import create_organization
from accounts.services.profiles import change_profile, choose_avatar
from accounts.states import OrganizationState
from core.api.operations import PUBLIC, Operation
from core.api.views import ApiView, ListView
from core.uploads.models import Picture


def with_followers() -> QuerySet[Organization]:
    counted = Follow.objects.filter(organization=OuterRef("pk")).order_by().values("organization")
    number = Coalesce(Subquery(counted.annotate(n=Count("pk")).values("n")), 0)
    return Organization.objects.annotate(followers_count=number).select_related("avatar")


class Me(ApiView):
    tag = "Me"
    operations = {
        "GET": Operation(name="getMe", summary=_("Who I am"), scope="profile:read", gives=serializers.MeSerializer),
        "PATCH": Operation(
            name="changeMe",
            summary=_("Change my name or language"),
            scope="profile:write",
            takes=serializers.ChangeMeSerializer,
            gives=serializers.MeSerializer,
        ),
    }

    def get(self, request: Request) -> Response:
        return self.give(request.user)

    def patch(self, request: Request) -> Response:
        return self.give(change_profile(user=request.user, **self.read(request)))


class Avatar(ApiView):
    tag = "Me"
    operations = {
        "PUT": Operation(
            name="chooseAvatar",
            summary=_("Choose my portrait among my pictures"),
            scope="profile:write",
            takes=serializers.ChooseAvatarSerializer,
            gives=serializers.MeSerializer,
        ),
        "DELETE": Operation(name="removeAvatar", summary=_("Take my portrait away"), scope="profile:write", status=204),
    }

    def put(self, request: Request) -> Response:
        said = self.read(request)
        picture = get_object_or_404(Picture, uploaded_by=request.user, pk=said["picture"])
        return self.give(choose_avatar(user=request.user, picture=picture))

    def delete(self, request: Request) -> Response:
        choose_avatar(user=request.user, picture=None)
        return self.give(None)


class MyOrganizations(ListView):
    tag = "Organisations"
    order = ("pk",)
    operations = {
        "GET": Operation(
            name="listMyOrganizations",
            summary=_("Where I am a member, and as what"),
            scope="organizations:read",
            gives=serializers.MyOrganizationSerializer,
            is_list=True,
        ),
        "POST": Operation(
            name="foundOrganization",
            summary=_("Found a farm, an employer or an agency; I am its owner"),
            scope="organizations:write",
            takes=serializers.FoundOrganizationSerializer,
            gives=serializers.OrganizationSerializer,
            status=201,
        ),
    }

    def get_queryset(self) -> QuerySet[Membership]:
        mine = Membership.objects.filter(user=self.request.user, organization__state=OrganizationState.OPEN)
        return mine.prefetch_related(Prefetch("organization", with_followers()))

    def post(self, request: Request) -> Response:
        made = create_organization(owner=request.user, **self.read(request))
        url = reverse("api:organization", args=[made.slug])
        return self.give(with_followers().get(pk=made.pk), location=url)


class OrganizationDetail(ApiView):
    tag = "Organisations"
    operations = {
        "GET": Operation(
            name="getOrganization",
            summary=_("What everybody may know of an organisation"),
            scope=PUBLIC,
            gives=serializers.OrganizationSerializer,
        )
    }

    def get(self, request: Request, slug: str) -> Response:
        found = get_object_or_404(with_followers(), slug=slug)
        check_is_open(organization=found)
        return self.give(found)


class Members(ListView):
    tag = "Organisations"
    order = ("pk",)
    operations = {
        "GET": Operation(
            name="listMembers",
            summary=_("Who works there, for its members"),
            scope="organizations:read",
            gives=serializers.MemberSerializer,
            is_list=True,
        )
    }

    def get_queryset(self) -> QuerySet[Membership]:
        mine = self.request.user.organizations.filter(state=OrganizationState.OPEN)
        organization = get_object_or_404(mine, slug=self.kwargs["slug"])
        return organization.memberships.select_related("user__avatar")


class Follows(ListView):
    tag = "Follows"
    order = ("-since", "-pk")
    operations = {
        "GET": Operation(
            name="listFollows",
            summary=_("Whom I follow, the latest first"),
            scope="follows:read",
            gives=serializers.FollowSerializer,
            is_list=True,
        )
    }

    def get_queryset(self) -> QuerySet[Follow]:
        mine = Follow.objects.filter(user=self.request.user)
        return mine.prefetch_related(Prefetch("organization", with_followers()))


class FollowDetail(ApiView):
    """Following is a thing with an address: it is put there and taken away, and twice is once."""

    tag = "Follows"
    operations = {
        "PUT": Operation(name="follow", summary=_("Follow"), scope="follows:write", gives=serializers.FollowSerializer),
        "DELETE": Operation(name="unfollow", summary=_("Stop following"), scope="follows:write", status=204),
    }

    def put(self, request: Request, slug: str) -> Response:
        follow: Any = following.follow(user=request.user, organization=self._organization(slug))
        follow.organization = with_followers().get(pk=follow.organization_id)
        return self.give(follow)

    def delete(self, request: Request, slug: str) -> Response:
        following.unfollow(user=request.user, organization=self._organization(slug))
        return self.give(None)

    def _organization(self, slug: str) -> Organization:
        return get_object_or_404(Organization, slug=slug)
