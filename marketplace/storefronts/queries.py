from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.models import Follow, Membership, Organization, OrganizationBlock, User
from accounts.states import OrganizationKind, OrganizationState, Role
from live.rooms.models import Room
from marketplace.storefronts.models import Chapter, DiaryEntry, Farm


def farms(*, viewer: Any = None) -> QuerySet[Farm]:
    """All farms with `followers_count`, `is_live` and, for somebody signed in, `is_following` and `is_blocked`.

    Live ones first; closed ones are among them, so that their pages can say so.
    """
    followers = Follow.objects.filter(organization=OuterRef("pk")).order_by().values("organization")
    mine = Follow.objects.filter(organization=OuterRef("pk"), user=getattr(viewer, "pk", None))
    blocked = OrganizationBlock.objects.filter(organization=OuterRef("pk"), user=getattr(viewer, "pk", None))
    return (
        Farm.objects.select_related("organization__avatar", "cover")
        .annotate(
            followers_count=Coalesce(Subquery(followers.annotate(n=Count("pk")).values("n")), 0),
            is_live=Exists(Room.objects.open().filter(organization=OuterRef("pk"))),
            is_following=Exists(mine),
            is_blocked=Exists(blocked),
        )
        .order_by("-is_live", "pk")
    )


def farms_at_the_fair(*, viewer: Any = None) -> QuerySet[Farm]:
    """Those that one can go to."""
    return farms(viewer=viewer).filter(organization__state=OrganizationState.OPEN)


def open_room_of(*, farm: Farm) -> Room | None:
    return Room.objects.open().filter(organization=farm.pk).order_by("pk").first()


def story_of(*, farm: Farm) -> QuerySet[Chapter]:
    return farm.chapters.select_related("picture").order_by("number", "pk")


def diary_of(*, farm: Farm) -> QuerySet[DiaryEntry]:
    """Newest first, with plot, picture and video."""
    return farm.diary.select_related("plot", "picture", "video__poster")


def people_of(*, farm: Farm) -> QuerySet[Membership]:
    """Who grows it: the members with their faces, owners first."""
    return Membership.objects.filter(organization=farm.pk).select_related("user__avatar").order_by("joined_at", "pk")


def organizations_managed_by(*, user: User) -> QuerySet[Organization]:
    """The farms, opened or not yet, that this person may edit; each with its `farm` where there is one."""
    return (
        Organization.objects.filter(
            kind=OrganizationKind.FARM,
            state=OrganizationState.OPEN,
            memberships__user=user,
            memberships__role__in=[Role.OWNER, Role.MANAGER],
        )
        .select_related("farm__cover", "avatar")
        .order_by("pk")
    )
