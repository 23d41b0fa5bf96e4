"""Applying on pages, without JavaScript and without an account."""

import re
import uuid

import pytest

from accounts.models import User
from notifications.services.links import send_application_link
from recruiting.applications.models import Application
from recruiting.applications.states import ApplicationState
from tests.accounts.codes import texts_to
from tests.factories.recruiting import ApplicationFactory, JobFactory

PERSON = {"name": "A-Qiang", "phone": "139 0000 7788"}


@pytest.fixture
def path(job):
    return f"/jobs/{job.slug}/apply/"


def test_a_stranger_applies_and_is_told_how_to_follow_it(client, path, job):
    answer = client.post(path, PERSON)

    application = Application.objects.get()
    assert (str(application.phone), application.name) == ("+8613900007788", "A-Qiang")
    assert (answer.status_code, answer["location"]) == (303, f"{path}sent/")
    page = client.get(answer["location"]).content.decode()
    assert "They will call you." in page
    assert "The link to how it stands goes to 139••••7788 by text message." in page
    assert application.token not in page
    assert client.get(application.get_absolute_url()).status_code == 404


def test_nobody_else_sees_that_something_was_sent(client, as_, path, job):
    client.post(path, PERSON)
    assert as_(None).get(f"{path}sent/")["location"] == job.get_absolute_url()


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
    assert f"/me/applications/{application.pk}/" in other.get("/me/applications/").content.decode()
    assert other.post(path, PERSON)["location"] == application.get_absolute_url()  # whoever holds the link sees it


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
        ("", "This is still missing."),
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


def everything_seen(client, path, headers=None):
    """What a browser finds out that puts a number down: the answer, where it leads, and its lists."""
    answer = client.post(path, PERSON | {"name": "Nosy"}, headers=headers)
    pages = [answer.text, client.get("/me/applications/").text]
    if answer.status_code == 303:
        pages.append(client.get(answer["location"]).text)
    shown = [re.sub(r'value="[^"]{20,}"|nonce="[^"]*"|X-CSRFToken": "[^"]*', "", page) for page in pages]
    return answer.status_code, answer.get("location"), shown, sorted(client.session.keys())


@pytest.mark.parametrize("headers", [None, {"hx-request": "true"}])
@pytest.mark.parametrize("is_somebody", [False, True])
def test_who_types_somebody_elses_number_cannot_tell_whether_it_was_down(
    as_, path, job, stranger, headers, is_somebody
):
    nosy = stranger if is_somebody else None
    first = everything_seen(as_(nosy), path, headers)
    assert Application.objects.count() == 1
    again = everything_seen(as_(nosy), path, headers)
    assert Application.objects.count() == 1
    assert again == first


def test_the_owner_of_the_number_can_tell(as_, path, worker):
    """The control: the two answers differ for whom they may."""
    first, again = as_(worker).post(path, {}), as_(worker).post(path, {})
    assert first["location"] == f"{again['location']}?new"


def test_the_api_wants_a_proved_number_and_says_the_same_either_way(as_, job, stranger, worker):
    def ask(user):
        address = f"/api/v1/jobs/{job.slug}/applications/"
        answer = as_(user).post(address, PERSON, content_type="application/json")
        body = answer.json()
        return answer.status_code, body.get("errors")

    before = ask(stranger)
    assert ask(worker)[0] == 201
    assert ask(stranger) == before
    assert before[0] == 409
    assert before[1][0]["detail"] == "Prove that this number is yours first: Me, Security."


def test_the_link_goes_to_the_number_however_often_it_is_put_down(
    client, as_, path, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.DAJI_SMS_FOLDER = tmp_path
    for browser in (client, as_(None)):
        with django_capture_on_commit_callbacks(execute=True):
            browser.post(path, PERSON)
    application = Application.objects.get()
    assert (
        texts_to("+8613900007788")
        == [
            "Daji: your name is down for Phone parts assembly. "
            f"How it stands: {settings.DAJI_SITE_URL}{application.get_link_url()}"
        ]
        * 2
    )


def test_a_text_is_sent_once_however_often_its_event_is_delivered(job, settings, tmp_path):
    settings.DAJI_SMS_FOLDER = tmp_path
    application = ApplicationFactory(job=job, phone="+8613900007788")
    sent = [
        send_application_link(event_id=event_id, application_id=application.pk, language="zh-hans")
        for event_id in (7, 7, 8)
    ]
    assert (sent, len(texts_to("+8613900007788"))) == ([True, False, True], 2)


def test_no_text_goes_to_whom_the_number_is_proved(
    as_, path, worker, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.DAJI_SMS_FOLDER = tmp_path
    with django_capture_on_commit_callbacks(execute=True):
        as_(worker).post(path, {})
    assert texts_to(str(worker.phone)) == []


def test_a_spent_budget_of_texts_changes_nothing_on_the_page(client, path, settings):
    settings.DAJI_SMS_PER_DAY = 0
    assert client.post(path, PERSON)["location"] == f"{path}sent/"
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
