"""What `components/_job.html` shows of a job."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from recruiting.jobs.models import JobPosting
from recruiting.jobs.queries.wording import Promise, distance_text, pay_text, promises_of, spoken_text, unit_text


@dataclass(frozen=True, slots=True, kw_only=True)
class JobCard:
    job: JobPosting
    title: str
    url: str
    apply_url: str
    pay: str
    per: str
    place: str
    distance: str
    promises: list[Promise]
    who: str
    say: str


def job_card(job: JobPosting) -> JobCard:
    """Needs what `queries.listing.with_card_data` fetches; the distance shows when the query measured it."""
    headline = job.pay_headline
    return JobCard(
        job=job,
        title=str(job.title),
        url=job.get_absolute_url(),
        apply_url=reverse("applications:apply", args=[job.slug]),
        pay=pay_text(headline.span) if headline else _("Pay by agreement"),
        per=unit_text(headline.unit) if headline else "",
        place=str(job.place),
        distance=distance_text(getattr(job, "distance_km", None)),
        promises=promises_of(job),
        who=_("{employer} · {count} places").format(employer=job.employer, count=job.openings),
        say=spoken_text(job),
    )
