"""Jobs on the employer's face and on its desk."""

from __future__ import annotations

from typing import Any

from recruiting.employers.kinds import DeskPanel, FacePanel
from recruiting.employers.models import Employer
from recruiting.jobs.models import JobPosting
from recruiting.jobs.queries.cards import job_card
from recruiting.jobs.queries.desk import jobs_managed_by
from recruiting.jobs.queries.listing import with_card_data
from recruiting.jobs.states import JobState

JOBS_ON_A_FACE = 24
JOBS_ON_THE_DESK = 8


class OpenJobs(FacePanel):
    template_name = "recruiting/jobs/_face_panel.html"
    position = 10

    def context(self, *, employer: Employer, user: Any) -> dict[str, Any]:
        found = with_card_data(JobPosting.objects.open().filter(employer=employer))[:JOBS_ON_A_FACE]
        return {"cards": [job_card(job) for job in found]}


class ManagedJobs(DeskPanel):
    template_name = "recruiting/jobs/_desk_panel.html"
    position = 20

    def context(self, *, user: Any) -> dict[str, Any]:
        managed = jobs_managed_by(user=user).exclude(state=JobState.CLOSED)
        return {"jobs": list(with_card_data(managed)[:JOBS_ON_THE_DESK])}
