from __future__ import annotations

from functools import cached_property

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.localized import LocalizedTextField
from core.money import MoneyField
from recruiting.employers.models import Employer
from recruiting.jobs.pricing import Headline, PayLine, Schedule, Statement, headline, statement
from recruiting.jobs.states import HousingOffer, JobState, MealOffer, PayDay, TransportOffer


class JobPostingQuerySet(models.QuerySet["JobPosting"]):
    def open(self) -> JobPostingQuerySet:
        return self.filter(state=JobState.OPEN)

    def published(self) -> JobPostingQuerySet:
        """Everything a stranger may read: open and paused jobs, and closed ones whose links still go round."""
        return self.filter(published_at__isnull=False)


class JobPosting(models.Model):
    """A job as it is offered (schema.org JobPosting). Its pay stands in `pay_components`."""

    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="jobs", verbose_name=_("employer"))
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    title = LocalizedTextField(_("title"), max_length=80)
    description = LocalizedTextField(_("what you do"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=JobState, default=JobState.DRAFT)
    openings = models.PositiveSmallIntegerField(_("places"), default=1, validators=[MinValueValidator(1)])
    taken = models.PositiveSmallIntegerField(_("places taken"), default=0, editable=False)

    place = LocalizedTextField(_("place"), max_length=80)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)

    pay_day = models.CharField(_("pay day"), max_length=15, choices=PayDay, default=PayDay.MONTHLY)
    pay_day_of_month = models.PositiveSmallIntegerField(
        _("day of the month"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(31)]
    )
    month_low = MoneyField(_("a month, at least"), null=True, editable=False)
    month_high = MoneyField(_("a month, at most"), null=True, editable=False)

    shift_starts_at = models.TimeField(_("work starts at"), null=True, blank=True)
    shift_ends_at = models.TimeField(_("work ends at"), null=True, blank=True)
    shift_note = LocalizedTextField(_("about the hours"), blank=True, max_length=120)
    night_shift = models.BooleanField(_("night shifts"), default=False)
    days_per_month = models.PositiveSmallIntegerField(
        _("days a month"), default=22, validators=[MinValueValidator(1), MaxValueValidator(31)]
    )
    hours_per_day = models.DecimalField(
        _("hours a day"),
        max_digits=3,
        decimal_places=1,
        default=8,
        validators=[MinValueValidator(1), MaxValueValidator(24)],
    )

    housing = models.CharField(_("bed"), max_length=10, choices=HousingOffer, default=HousingOffer.NONE)
    housing_cost = MoneyField(_("rent a month"), null=True, blank=True)
    housing_note = LocalizedTextField(_("about the bed"), blank=True, max_length=120)
    meals = models.CharField(_("meals"), max_length=10, choices=MealOffer, default=MealOffer.NONE)
    meals_note = LocalizedTextField(_("about the meals"), blank=True, max_length=120)
    transport = models.CharField(_("getting there"), max_length=10, choices=TransportOffer, default=TransportOffer.NONE)
    transport_note = LocalizedTextField(_("about getting there"), blank=True, max_length=120)

    min_age = models.PositiveSmallIntegerField(_("youngest age"), default=18, validators=[MinValueValidator(16)])
    max_age = models.PositiveSmallIntegerField(_("oldest age"), null=True, blank=True)
    couples_welcome = models.BooleanField(_("couples can come together"), default=False)

    pictures = models.ManyToManyField("uploads.Picture", through="JobPhoto", related_name="+")
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)

    objects = JobPostingQuerySet.as_manager()

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["state", "-published_at"], name="job_newest"),
            models.Index(fields=["state", "-month_low"], name="job_best_paid"),
            models.Index(fields=["state", "latitude", "longitude"], name="job_nearest"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=JobState.values), name="job_state_known"),
            models.CheckConstraint(condition=models.Q(pay_day__in=PayDay.values), name="job_pay_day_known"),
            models.CheckConstraint(condition=models.Q(housing__in=HousingOffer.values), name="job_housing_known"),
            models.CheckConstraint(condition=models.Q(meals__in=MealOffer.values), name="job_meals_known"),
            models.CheckConstraint(condition=models.Q(transport__in=TransportOffer.values), name="job_transport_known"),
            models.CheckConstraint(
                condition=models.Q(state=JobState.DRAFT)
                | models.Q(state=JobState.CLOSED)
                | models.Q(published_at__isnull=False),
                name="job_open_is_published",
            ),
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="job_place_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("jobs:job", args=[self.slug])

    @property
    def is_open(self) -> bool:
        return self.state == JobState.OPEN

    @property
    def places_left(self) -> int:
        return max(self.openings - self.taken, 0)

    @property
    def schedule(self) -> Schedule:
        return Schedule(days_per_month=self.days_per_month, hours_per_day=self.hours_per_day)

    @cached_property
    def pay_lines(self) -> list[PayLine]:
        return [component.as_line() for component in self.pay_components.all()]

    @cached_property
    def pay_statement(self) -> Statement:
        return statement(self.pay_lines, self.schedule, currency=settings.DAJI_CURRENCY)

    @cached_property
    def pay_headline(self) -> Headline | None:
        return headline(self.pay_lines, self.schedule, currency=settings.DAJI_CURRENCY)
