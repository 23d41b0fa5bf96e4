"""schema.org JobPosting, made from the same values that the page shows."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from recruiting.jobs.models import JobPosting
from recruiting.jobs.queries.wording import shown_amount
from recruiting.jobs.states import PayUnit

UNIT_TEXTS = {
    PayUnit.HOUR: "HOUR",
    PayUnit.DAY: "DAY",
    PayUnit.SHIFT: "DAY",
    PayUnit.WEEK: "WEEK",
    PayUnit.MONTH: "MONTH",
}


def job_posting_data(*, job: JobPosting, url: str) -> dict[str, Any]:
    """JSON-LD for a published job, in the active language."""
    organization = job.employer.organization
    data: dict[str, Any] = {
        "@type": "JobPosting",
        "identifier": {"@type": "PropertyValue", "name": str(organization), "value": job.slug},
        "url": url,
        "title": str(job.title),
        "description": str(job.description) or str(job.title),
        "datePosted": timezone.localdate(job.published_at).isoformat() if job.published_at else None,
        "employmentType": "FULL_TIME",
        "directApply": True,
        "totalJobOpenings": job.openings,
        "hiringOrganization": {"@type": "Organization", "name": str(organization)},
        "jobLocation": {"@type": "Place", "address": {"@type": "PostalAddress", "addressLocality": str(job.place)}},
    }
    if job.latitude is not None:
        data["jobLocation"]["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": job.latitude,
            "longitude": job.longitude,
        }
    if job.pay_headline and job.pay_headline.unit in UNIT_TEXTS:
        span = job.pay_headline.span
        data["baseSalary"] = {
            "@type": "MonetaryAmount",
            "currency": span.low.currency,
            "value": {
                "@type": "QuantitativeValue",
                "minValue": float(shown_amount(span.low)),
                "maxValue": float(shown_amount(span.high)),
                "unitText": UNIT_TEXTS[PayUnit(job.pay_headline.unit)],
            },
        }
    return data
