import itertools

import pytest

from core.errors import NotAllowed, Refused
from core.models import Event
from core.transitions import IllegalTransition
from recruiting.jobs.models import JobRevision
from recruiting.jobs.services.publishing import change_places_taken, move_job
from recruiting.jobs.states import JOB_TRANSITIONS, JobState
from tests.factories.recruiting import JobFactory


@pytest.mark.parametrize(("old", "new"), list(itertools.product(JobState, JobState)))
def test_every_pair_of_states(employer, owner, old, new):
    job = JobFactory(employer=employer, state=old)

    if new in JOB_TRANSITIONS[old]:
        assert move_job(job=job, actor=owner, state=new).state == new
    else:
        with pytest.raises(IllegalTransition):
            move_job(job=job, actor=owner, state=new)
        job.refresh_from_db()
        assert job.state == old


def test_first_opening_publishes_and_keeps_what_was_promised(employer, owner):
    job = JobFactory(employer=employer, state=JobState.DRAFT, published_at=None)
    assert not job.revisions.exists()

    job = move_job(job=job, actor=owner, state=JobState.OPEN)
    first_published = job.published_at
    job = move_job(job=job, actor=owner, state=JobState.PAUSED)
    job = move_job(job=job, actor=owner, state=JobState.OPEN)

    assert job.published_at == first_published
    assert list(job.revisions.values_list("number", "author")) == [(1, owner.pk)]
    names = list(Event.objects.order_by("pk").values_list("name", flat=True))
    assert names == ["jobs.JobRevised", "jobs.JobPublished", "jobs.JobMoved", "jobs.JobMoved", "jobs.JobMoved"]


def test_a_job_without_base_pay_is_not_opened(employer, owner):
    job = JobFactory(employer=employer, state=JobState.DRAFT, published_at=None)
    job.pay_components.all().delete()

    with pytest.raises(Refused, match="one line of base pay"):
        move_job(job=job, actor=owner, state=JobState.OPEN)

    job.refresh_from_db()
    assert job.state == JobState.DRAFT


@pytest.mark.parametrize("who", ["staff", "rival", "stranger"])
def test_others_may_not_move_it(request, job, who):
    with pytest.raises(NotAllowed):
        move_job(job=job, actor=request.getfixturevalue(who), state=JobState.PAUSED)


def test_places_never_go_below_none_taken(job):
    change_places_taken(job_id=job.pk, by=1)
    change_places_taken(job_id=job.pk, by=-1)
    change_places_taken(job_id=job.pk, by=-1)

    job.refresh_from_db()
    assert job.taken == 0


def test_a_revision_is_written_once(job):
    revision = JobRevision.objects.get(job=job)
    revision.snapshot = {}

    with pytest.raises(TypeError):
        revision.save()
