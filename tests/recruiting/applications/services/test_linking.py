"""An application sent before there was an account belongs to whoever proves the number."""

from accounts.models import User
from accounts.services.phones import verify_phone
from recruiting.applications.models import Application
from recruiting.applications.services.linking import link_applications
from recruiting.applications.services.submission import apply_for_job
from tests.factories.recruiting import JobFactory

PHONE, OTHER = "+8613900007788", "+8613900007799"


def test_proving_a_number_brings_what_was_sent_with_it(job, employer, django_capture_on_commit_callbacks):
    mine = [
        apply_for_job(job=each, name="A-Qiang", phone=PHONE).application
        for each in (job, JobFactory(employer=employer))
    ]
    theirs = apply_for_job(job=job, name="Lao Zhou", phone=OTHER).application
    person = User.objects.create_user(email="qiang@example.com", name="A-Qiang")
    assert [Application.objects.get(pk=each.pk).worker for each in mine] == [None, None]
    with django_capture_on_commit_callbacks(execute=True):
        verify_phone(user=person, phone=PHONE)
    assert [Application.objects.get(pk=each.pk).worker for each in mine] == [person, person]
    assert Application.objects.get(pk=theirs.pk).worker is None
    assert link_applications(user_id=person.pk) == 0


def test_a_number_that_is_not_proved_links_nothing(job):
    apply_for_job(job=job, name="A-Qiang", phone=PHONE)
    person = User.objects.create_user(phone=PHONE, name="A-Qiang")
    assert link_applications(user_id=person.pk) == 0
    User.objects.filter(pk=person.pk).update(phone_verified=True)
    assert link_applications(user_id=person.pk) == 1
