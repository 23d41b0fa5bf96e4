"""Employers, jobs, applications."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from accounts.models import Membership, Organization, User
from accounts.states import OrganizationKind, Role
from core.localized import LocalizedText
from core.money import Money
from recruiting.applications.models import Application, ApplicationMove
from recruiting.employers.models import Employer
from recruiting.jobs.models import JobPosting, JobRevision, PayComponent
from recruiting.jobs.queries.snapshots import snapshot_of
from recruiting.jobs.states import HousingOffer, JobState, MealOffer, PayKind, PayUnit


def employer_of(owner: User, *, slug: str = "hengyuan") -> Employer:
    """An employer that this person owns."""
    organization = Organization.objects.create(
        kind=OrganizationKind.EMPLOYER, slug=slug, name=LocalizedText.of(slug.title(), "恒远配件")
    )
    Membership.objects.create(organization=organization, user=owner, role=Role.OWNER)
    return Employer.objects.create(
        organization=organization,
        place=LocalizedText.of("Dalang, Dongguan", "东莞大朗"),
        about=LocalizedText.of("We make phone cases.", "做手机壳。"),
        latitude=22.94,
        longitude=113.94,
    )


def member_of(employer: Employer, *, role: str, name: str = "Colleague") -> User:
    user = User.objects.create_user(email=f"{name.lower()}-{role}@example.com", password="pass-word-1", name=name)
    Membership.objects.create(organization=employer.organization, user=user, role=role)
    return user


class JobFactory(DjangoModelFactory):
    """An open job that pays ¥3,200 a month, and more by `pay` (fields of PayComponent)."""

    class Meta:
        model = JobPosting
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda number: f"assembly-{number}")
    title = factory.LazyAttribute(lambda job: LocalizedText.of("Phone parts assembly", "手机配件装配"))
    place = factory.LazyAttribute(lambda job: LocalizedText.of("Dalang, Dongguan", "东莞大朗"))
    description = factory.LazyAttribute(lambda job: LocalizedText.of("Fit frames into cases.", "装手机壳。"))
    latitude = 22.94
    longitude = 113.94
    openings = 40
    state = JobState.OPEN
    published_at = factory.LazyFunction(timezone.now)
    housing = HousingOffer.FREE
    meals = MealOffer.ALL
    pay_day_of_month = 10

    @factory.post_generation
    def pay(self, create, extracted, **kwargs):
        if not create:
            return
        lines = extracted or [{"amount": Money(320_000)}]
        for position, line in enumerate(lines):
            fields = {"kind": PayKind.BASE, "unit": PayUnit.MONTH, **line}
            PayComponent.objects.create(job=self, position=position, **fields)
        gross = JobPosting.objects.get(pk=self.pk).pay_statement.gross
        self.month_low = gross.low if gross else None
        self.month_high = gross.high if gross else None
        self.save(update_fields=["month_low", "month_high"])
        if self.published_at:
            JobRevision.objects.create(job=self, number=1, snapshot=snapshot_of(job=self))


class ApplicationFactory(DjangoModelFactory):
    class Meta:
        model = Application
        skip_postgeneration_save = True

    name = factory.Sequence(lambda number: f"Worker {number}")
    phone = factory.Sequence(lambda number: f"+86139{number:08d}")
    revision = factory.LazyAttribute(lambda application: application.job.revisions.first())

    @factory.post_generation
    def first_move(self, create, extracted, **kwargs):
        if create:
            ApplicationMove.objects.create(application=self, to_state=self.state, moved_at=self.created_at)
