"""Pictures of the line, the bed and the lunch."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import NotAllowed, Refused
from core.uploads.models import Picture
from recruiting.jobs.models import JobPhoto, JobPosting
from recruiting.jobs.permissions import can_edit
from recruiting.jobs.services.postings import record_revision

MOST_PHOTOS = 12


@transaction.atomic
def add_photo(*, job: JobPosting, author: User, picture: Picture) -> JobPhoto:
    """Raises Refused when there are too many."""
    job = _locked(job, author)
    if job.photos.count() >= MOST_PHOTOS:
        raise Refused(_("Twelve pictures are enough. Take one away first."), field="picture")
    last = job.photos.aggregate(last=Max("position"))["last"]
    photo = JobPhoto.objects.create(job=job, picture=picture, position=0 if last is None else last + 1)
    _keep_revision(job, author)
    return photo


@transaction.atomic
def remove_photo(*, photo: JobPhoto, author: User) -> None:
    job = _locked(photo.job, author)
    photo.delete()
    _keep_revision(job, author)


def _locked(job: JobPosting, author: User) -> JobPosting:
    if not can_edit(author, job):
        raise NotAllowed(_("Only those who manage this employer may change its jobs."))
    return JobPosting.objects.select_for_update(of=("self",)).get(pk=job.pk)


def _keep_revision(job: JobPosting, author: User) -> None:
    if job.published_at is not None:
        record_revision(job=job, author=author)
