from django.db import models
from django.utils.translation import gettext_lazy as _


class JobState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    OPEN = "open", _("Open")
    PAUSED = "paused", _("Paused")
    CLOSED = "closed", _("Closed")


JOB_TRANSITIONS: dict[JobState, set[JobState]] = {
    JobState.DRAFT: {JobState.OPEN, JobState.CLOSED},
    JobState.OPEN: {JobState.PAUSED, JobState.CLOSED},
    JobState.PAUSED: {JobState.OPEN, JobState.CLOSED},
    JobState.CLOSED: set(),
}


class PayKind(models.TextChoices):
    BASE = "base", _("Base pay")
    OVERTIME = "overtime", _("Overtime")
    ALLOWANCE = "allowance", _("Allowance")
    BONUS = "bonus", _("Bonus")
    DEDUCTION = "deduction", _("Taken off")


class PayUnit(models.TextChoices):
    HOUR = "hour", _("an hour")
    DAY = "day", _("a day")
    SHIFT = "shift", _("a shift")
    WEEK = "week", _("a week")
    MONTH = "month", _("a month")
    PIECE = "piece", _("a piece")
    TRIP = "trip", _("a trip")


class PayDay(models.TextChoices):
    DAILY = "daily", _("Paid every day")
    WEEKLY = "weekly", _("Paid every week")
    HALF_MONTHLY = "half_monthly", _("Paid twice a month")
    MONTHLY = "monthly", _("Paid once a month")


class HousingOffer(models.TextChoices):
    NONE = "none", _("No bed")
    FREE = "free", _("Free bed")
    PAID = "paid", _("Bed for rent")


class MealOffer(models.TextChoices):
    NONE = "none", _("No meals")
    SOME = "some", _("Some meals")
    ALL = "all", _("All meals")


class TransportOffer(models.TextChoices):
    NONE = "none", _("No transport")
    SHUTTLE = "shuttle", _("Shuttle bus")
    FARE = "fare", _("Fare paid back")
