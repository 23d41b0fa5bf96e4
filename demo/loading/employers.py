from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from accounts.states import OrganizationKind, Role
from demo.content.employers import EMPLOYERS
from demo.content.shapes import EmployerContent
from demo.loading.fair import Fair
from demo.loading.organizations import build_organization
from recruiting.employers.services.faces import edit_employer, open_employer
from recruiting.jobs.services.photos import add_photo
from recruiting.jobs.services.postings import post_job
from recruiting.jobs.services.publishing import move_job
from recruiting.jobs.states import JobState


def build(content: EmployerContent, fair: Fair) -> Iterator[None]:
    owner = fair.person(content.members[0][0])
    organization = build_organization(content, OrganizationKind.EMPLOYER, fair)
    employer = open_employer(organization=organization, actor=owner)
    face = {
        "about": content.about,
        "place": content.place,
        "latitude": content.latitude,
        "longitude": content.longitude,
        "number_of_employees": content.workers,
        "cover": fair.picture(content.cover),
    }
    employer = edit_employer(employer=employer, actor=owner, fields=face)
    # The newest job stands first on the employer’s page.
    for content_of_job in reversed(content.jobs):
        job = post_job(employer=employer, author=owner, fields=content_of_job.fields, pay=content_of_job.pay)
        for photo in content_of_job.photos:
            add_photo(job=job, author=owner, picture=fair.picture(photo))
        fair.remember(content.slug, f"job:{content_of_job.key}", job)
        yield


def open_jobs(fair: Fair) -> Iterator[None]:
    """One of each employer in turn, the first ones last: the newest job stands first on the board."""
    rounds = zip_longest(*(employer.jobs for employer in EMPLOYERS))
    for content in reversed([content for around in rounds for content in around if content]):
        job = fair.job(content.key)
        recruiter = job.employer.organization.memberships.select_related("user").get(role=Role.OWNER).user
        move_job(job=job, actor=recruiter, state=JobState.OPEN)
        yield
