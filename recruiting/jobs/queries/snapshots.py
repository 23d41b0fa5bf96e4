"""Everything a job promises, as plain JSON: what a revision keeps."""

from __future__ import annotations

from typing import Any

from django.core import serializers
from django.forms.models import model_to_dict

from core.money import Money
from recruiting.jobs.models import JobPosting

NOT_PROMISED = ("id", "state", "taken", "pictures")
PAY_FIELDS = ("kind", "label", "unit", "amount", "amount_to", "multiple", "monthly_count", "condition")


def snapshot_of(*, job: JobPosting) -> dict[str, Any]:
    """`{field: plain value, "pay": [{…}], "pictures": [id, …]}`; money in minor units."""
    job = JobPosting.objects.get(pk=job.pk)  # as stored: in memory 8 and 8.0 hours are two things
    fields = serializers.serialize("python", [job])[0]["fields"]
    snapshot = {name: _plain(value) for name, value in fields.items() if name not in NOT_PROMISED}
    snapshot["pay"] = [
        {name: _plain(value) for name, value in model_to_dict(component, fields=PAY_FIELDS).items()}
        for component in job.pay_components.all()
    ]
    snapshot["pictures"] = list(job.photos.values_list("picture_id", flat=True))
    return snapshot


def _plain(value: Any) -> Any:
    if isinstance(value, Money):
        return value.minor
    if isinstance(value, (str, int, float, bool, dict, list)) or value is None:
        return value
    return str(value)
