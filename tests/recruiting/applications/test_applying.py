"""Applying on pages, without JavaScript and without an account."""

import uuid

import pytest

from accounts.models import User
from recruiting.applications.models import Application
from recruiting.applications.states import ApplicationState
from tests.factories.recruiting import ApplicationFactory, JobFactory

PERSON = {"name": "A-Qiang", "phone": "139 0000 7788"}


@pytest.fixture
def path(job):
    return f"/jobs/{job.slug}/apply/"


def test_a_stranger_applies_and_follows_it_in_the_same_browser(client, path, job):
    answer = client.post(path, PERSON)

    application = Application.objects.get()
    assert (str(application.phone), application.name) == ("+8613900007788", "A-Qiang")
    assert (answer.status_code, answer["location"]) == (303, f"/me/applications/{application.pk}/?new")
    page = client.get(answer["location"]).content.decode()
    assert "They will call you." in page
    assert application.token in page
    assert f"/me/applications/{application.pk}/" in client.get("/me/applications/").content.decode()


def test_the_link_opens_it_on_any_phone_and_nothing_else_does(client, as_, path, stranger):
    client.post(path, PERSON)
    application = Application.objects.get()
    other = as_(None)
    assert other.get(application.get_absolute_url()).status_code == 404
    assert as_(stranger).get(application.get_absolute_url()).status_code == 404
    assert other.get("/me/applications/link/guess/").status_code == 404

    answer = other.get(application.get_link_url())

    assert answer["location"] == application.get_absolute_url()
    assert other.get(answer["location"]).status_code == 200


def test_a_known_person_applies_in_one_tap(as_, path, worker):
    client = as_(worker)

    answer = client.post(path, {})

    application = Application.objects.get()
    assert (application.worker, application.name, application.phone) == (worker, worker.name, worker.phone)
    assert answer["location"] == f"/me/applications/{application.pk}/?new"
    assert "139••••7788" in client.get(path.removesuffix("apply/")).content.decode()


def test_an_unknown_person_who_presses_the_button_is_asked(client, path):
    answer = client.post(path, {})

    assert answer.status_code == 200
    assert 'name="phone"' in answer.content.decode()
    assert 'class="err"' not in answer.content.decode()


@pytest.mark.parametrize(
    ("phone", "sentence"),
    [
        ("1390000778", "One number is missing. 11 in all."),
        ("139000077", "2 numbers are missing. 11 in all."),
        ("139000077889", "One number too many. 11 in all."),
        ("none", "Write a phone number, digits only."),
        ("", "This field is required."),
        ("10000000000", "No such phone number exists. Check each digit."),
    ],
)
def test_a_wrong_number_gets_a_sentence_and_the_input_stays(client, path, phone, sentence):
    answer = client.post(path, {"name": "A-Qiang", "phone": phone})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert 'value="A-Qiang"' in page
    assert not Application.objects.exists()


def test_the_same_form_sent_twice_is_one_application_and_one_answer(client, path):
    form = PERSON | {"idempotency_key": str(uuid.uuid4())}

    first, second = client.post(path, form), client.post(path, form)

    assert Application.objects.count() == 1
    assert second["location"] == first["location"]
    assert second["idempotent-replayed"] == "true"


def test_applying_again_in_the_same_browser_shows_where_it_stands(client, path):
    client.post(path, PERSON)

    answer = client.post(path, PERSON)

    assert answer["location"] == Application.objects.get().get_absolute_url()


def test_who_types_somebody_elses_number_learns_nothing(client, as_, path):
    client.post(path, PERSON)
    application = Application.objects.get()

    answer = as_(None).post(path, PERSON | {"name": "Nosy"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "This number already has its name down" in page
    assert application.token not in page
    assert application.get_absolute_url() not in page
    assert Application.objects.count() == 1


def test_a_number_verified_later_brings_its_applications_along(client, as_, path):
    client.post(path, PERSON)
    late = User.objects.create_user(phone="+8613900007788", name="A-Qiang")
    application = Application.objects.get()
    assert as_(late).get(application.get_absolute_url()).status_code == 404

    User.objects.filter(pk=late.pk).update(phone_verified=True)

    assert as_(late).get(application.get_absolute_url()).status_code == 200


def test_htmx_gets_the_form_and_then_the_thanks(client, path):
    headers = {"hx-request": "true"}
    form = client.post(path, {}, headers=headers).content.decode()
    done = client.post(path, PERSON, headers=headers).content.decode()

    assert "<form" in form
    assert "<html" not in form + done
    assert "Done. They will call you." in done


def test_a_draft_cannot_be_applied_for(client, employer):
    job = JobFactory(employer=employer, state="draft", published_at=None)

    assert client.post(f"/jobs/{job.slug}/apply/", PERSON).status_code == 404


def test_a_paused_job_says_so(client, employer):
    job = JobFactory(employer=employer, state="paused")

    answer = client.post(f"/jobs/{job.slug}/apply/", PERSON)

    assert answer.status_code == 422
    assert "This job takes no names right now." in answer.content.decode()


def test_a_worker_withdraws_and_nobody_else_can(as_, job, worker, stranger):
    application = ApplicationFactory(job=job, worker=worker)
    address = f"/me/applications/{application.pk}/withdrawal/"
    assert as_(stranger).post(address).status_code == 404
    assert as_(None).post(address).status_code == 404

    assert as_(worker).post(address).status_code == 303

    application.refresh_from_db()
    assert application.state == ApplicationState.CLOSED
    assert "You withdrew." in as_(worker).get(application.get_absolute_url()).content.decode()


def test_a_no_is_said_kindly_with_three_like_it(as_, employer, job, worker):
    application = ApplicationFactory(job=job, worker=worker, state="closed", closing_reason="not_chosen")
    for _number in range(4):
        JobFactory(employer=employer)

    page = as_(worker).get(application.get_absolute_url()).content.decode()

    assert "They chose someone else this time." in page
    assert page.count('class="job linked"') == 3


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_workers_pages_render_in_both_languages(as_, job, worker, language):
    application = ApplicationFactory(job=job, worker=worker)

    for address in ("/me/applications/", application.get_absolute_url()):
        page = as_(worker).get(address, headers={"accept-language": language}).content.decode()
        assert ("手机配件装配" if language == "zh-hans" else "Phone parts assembly") in page
