"""One live application for each job and number, whoever else is quick."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections

from accounts.models import User
from core.errors import Refused
from core.models import Event
from recruiting.applications.models import Application
from recruiting.applications.services.submission import apply_for_job
from recruiting.applications.states import ApplicationState, ClosingReason
from recruiting.jobs.states import JobState
from tests.factories.recruiting import JobFactory, employer_of

PHONE = "+8613900007788"
THREADS = 8


def test_a_name_and_a_number_are_enough(job, employer):
    submission = apply_for_job(job=job, name="A-Qiang", phone=PHONE)

    application = submission.application
    assert submission.is_new
    assert (application.state, application.worker, application.revision) == ("new", None, job.revisions.get())
    assert len(application.token) >= 32
    assert [(move.from_state, move.to_state) for move in application.moves.all()] == [("", "new")]
    assert Event.objects.get(name="applications.ApplicationSubmitted").data == {
        "application_id": application.pk,
        "employer_id": employer.pk,
        "job_id": job.pk,
        "room_id": 0,
    }


def test_a_repeat_shows_the_existing_one_and_tells_nobody_again(job):
    first = apply_for_job(job=job, name="A-Qiang", phone=PHONE).application

    again = apply_for_job(job=job, name="Somebody", phone=PHONE)

    assert (again.application, again.is_new) == (first, False)
    assert again.application.name == "A-Qiang"
    assert Event.objects.filter(name="applications.ApplicationSubmitted").count() == 1


def test_after_a_no_one_may_try_again(job):
    first = apply_for_job(job=job, name="A-Qiang", phone=PHONE).application
    Application.objects.filter(pk=first.pk).update(
        state=ApplicationState.CLOSED, closing_reason=ClosingReason.NOT_CHOSEN
    )

    assert apply_for_job(job=job, name="A-Qiang", phone=PHONE).is_new


def test_the_same_number_may_want_two_jobs(job, employer):
    other = JobFactory(employer=employer)

    assert apply_for_job(job=job, name="A-Qiang", phone=PHONE).is_new
    assert apply_for_job(job=other, name="A-Qiang", phone=PHONE).is_new


def test_a_verified_number_finds_its_account(job, worker):
    assert apply_for_job(job=job, name="A-Qiang", phone=str(worker.phone)).application.worker == worker


def test_an_unverified_number_finds_none(job):
    User.objects.create_user(phone=PHONE, phone_verified=False, name="Impostor")

    assert apply_for_job(job=job, name="A-Qiang", phone=PHONE).application.worker is None


@pytest.mark.parametrize("state", [JobState.DRAFT, JobState.PAUSED, JobState.CLOSED])
def test_a_job_that_is_not_open_takes_no_names(employer, state):
    job = JobFactory(employer=employer, state=state)

    with pytest.raises(Refused, match="no names right now"):
        apply_for_job(job=job, name="A-Qiang", phone=PHONE)


def at_once(task):
    """Run the task in threads that start together; returns what each gave."""
    barrier = Barrier(THREADS)

    def run(number):
        barrier.wait()
        try:
            return task(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(run, range(THREADS)))


@pytest.fixture
def busy_job(transactional_db):
    owner = User.objects.create_user(email="chen@example.com", password="pass-word-1", name="Chen")
    return JobFactory(employer=employer_of(owner))


@pytest.mark.django_db(transaction=True)
def test_many_at_once_make_one(busy_job):
    submissions = at_once(lambda number: apply_for_job(job=busy_job, name=f"Worker {number}", phone=PHONE))

    assert Application.objects.count() == 1
    assert sum(submission.is_new for submission in submissions) == 1
    assert {submission.application.pk for submission in submissions} == {Application.objects.get().pk}
    assert Event.objects.filter(name="applications.ApplicationSubmitted").count() == 1


@pytest.mark.django_db(transaction=True)
def test_looking_first_and_writing_then_would_make_several(busy_job):
    """Negative control: without the constraint, a check before the insert lets doubles through."""
    constraint = next(c for c in Application._meta.constraints if c.name == "one_live_application_per_phone")
    with connection.schema_editor() as editor:
        editor.remove_constraint(Application, constraint)
    looked = Barrier(THREADS)

    def look_then_write(number):
        is_free = not Application.objects.live().filter(job=busy_job, phone=PHONE).exists()
        looked.wait()
        return is_free and Application.objects.create(job=busy_job, name=f"Worker {number}", phone=PHONE)

    try:
        at_once(look_then_write)
        assert Application.objects.count() == THREADS
    finally:
        Application.objects.all().delete()
        with connection.schema_editor() as editor:
            editor.add_constraint(Application, constraint)
