import datetime

import factory
from factory.django import DjangoModelFactory

from accounts.models import Membership, User
from accounts.states import Role
from core.localized import LocalizedText
from marketplace.storefronts.models import Chapter, DiaryEntry, Farm, Plot
from tests.factories.accounts import MembershipFactory, OrganizationFactory


class FarmFactory(DjangoModelFactory):
    """A farm that is open; its owner is `farm.organization.memberships.get().user` once `owner=` was given."""

    class Meta:
        model = Farm
        skip_postgeneration_save = True

    organization = factory.SubFactory(OrganizationFactory)
    tagline = LocalizedText.of("4 ha of oranges on the river bank", "江边六十亩脐橙")
    place = LocalizedText.of("Fengjie, Chongqing", "重庆奉节")

    @factory.post_generation
    def owner(self, create: bool, user: User | None, **kwargs) -> None:
        if user:
            MembershipFactory(organization=self.organization, user=user, role=Role.OWNER)


class PlotFactory(DjangoModelFactory):
    class Meta:
        model = Plot

    farm = factory.SubFactory(FarmFactory)
    name = factory.Sequence(lambda n: LocalizedText.of(f"East slope {n}", f"东坡{n}号地"))


class ChapterFactory(DjangoModelFactory):
    class Meta:
        model = Chapter

    farm = factory.SubFactory(FarmFactory)
    number = factory.LazyAttribute(lambda chapter: chapter.farm.chapters.count() + 1)
    title = factory.Sequence(lambda n: LocalizedText.of(f"Chapter title {n}", f"第{n}回"))
    body = LocalizedText.of("I came home with a suitcase and a loan.", "我拎着箱子、背着债回来了。")


class DiaryEntryFactory(DjangoModelFactory):
    class Meta:
        model = DiaryEntry

    farm = factory.SubFactory(FarmFactory)
    date = datetime.date(2026, 8, 31)
    title = factory.Sequence(lambda n: LocalizedText.of(f"Hail {n}", f"冰雹{n}"))
    body = LocalizedText.of("Twelve minutes.", "十二分钟。")


def member_of(farm: Farm, role: Role, **fields) -> User:
    return MembershipFactory(organization=farm.organization, role=role, **fields).user


def owner_of(farm: Farm) -> User:
    """The farm's owner, made when there is none yet."""
    membership = Membership.objects.filter(organization=farm.organization, role=Role.OWNER).first()
    return membership.user if membership else member_of(farm, Role.OWNER)
