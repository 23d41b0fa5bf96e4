"""Posting and changing a job on pages, without JavaScript."""

import pytest

from recruiting.jobs.models import JobPhoto, JobPosting
from recruiting.jobs.states import JobState
from tests.factories.recruiting import JobFactory, employer_of
from tests.factories.uploads import uploaded

FORM = {
    "title_en": "Fruit packing",
    "title_zh_hans": "水果打包",
    "description_en": "",
    "description_zh_hans": "",
    "openings": "12",
    "min_age": "18",
    "place_en": "Changping",
    "place_zh_hans": "常平",
    "latitude": "22.97",
    "longitude": "114.0",
    "hours_per_day": "8",
    "days_per_month": "22",
    "housing": "none",
    "meals": "some",
    "transport": "shuttle",
    "pay_day": "daily",
}


def pay(*lines):
    """Form data of the pay lines."""
    data = {"pay-TOTAL_FORMS": str(len(lines)), "pay-INITIAL_FORMS": "0"}
    for number, line in enumerate(lines):
        data |= {f"pay-{number}-{name}": value for name, value in {"kind": "base", "unit": "day", **line}.items()}
    return data


@pytest.fixture
def desk(as_, employer, owner):
    return as_(owner)


def test_an_employer_posts_publishes_and_the_job_is_on_the_list(desk, client, employer):
    answer = desk.post("/hire/jobs/new/", {**FORM, "employer": employer.pk, **pay({"amount": "260"})})
    job = JobPosting.objects.get()
    assert answer.status_code == 303
    assert answer["location"] == f"/hire/jobs/{job.slug}/"
    assert job.state == JobState.DRAFT
    assert "Fruit packing" not in client.get("/jobs/").content.decode()

    desk.post(f"/hire/jobs/{job.slug}/state/", {"state": "open"})

    page = client.get("/jobs/").content.decode()
    assert "Fruit packing" in page
    assert "¥260" in page


def test_adding_a_line_keeps_what_was_typed_and_holds_nothing_against_it(desk):
    typed = {**FORM, "title_en": "", "title_zh_hans": "", **pay({"amount": "abc"}), "add_line": "1"}

    answer = desk.post("/hire/jobs/new/", typed)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'name="pay-1-amount"' in page
    assert 'value="abc"' in page
    assert 'class="err"' not in page
    assert not JobPosting.objects.exists()


@pytest.mark.parametrize(
    ("changed", "lines", "sentence"),
    [
        ({"title_en": "", "title_zh_hans": ""}, [{"amount": "260"}], "Write it in at least one language."),
        ({}, [{"amount": ""}], "Write how much."),
        ({}, [{"amount": "260", "amount_to": "200"}], "“Up to” is less than the amount."),
        ({}, [{"amount": "-5"}], "Write the amount without a minus."),
        ({}, [{"amount": "260", "multiple": "2"}], "Only overtime is times the base rate."),
        ({}, [{"kind": "bonus", "amount": "5"}], "Say what the job pays: one line of base pay at least."),
        ({}, [], "Say what the job pays: one line of base pay at least."),
        ({"longitude": ""}, [{"amount": "260"}], "Latitude and longitude come together."),
        ({"latitude": "91"}, [{"amount": "260"}], "Latitude goes from -90 to 90."),
        ({"max_age": "17"}, [{"amount": "260"}], "The oldest age is below the youngest."),
    ],
)
def test_mistakes_get_a_sentence_and_keep_the_input(desk, employer, changed, lines, sentence):
    answer = desk.post("/hire/jobs/new/", {**FORM, "employer": employer.pk, **changed, **pay(*lines)})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in page
    assert "常平" in page
    assert not JobPosting.objects.exists()


def test_editing_changes_the_pay_and_keeps_the_old_promise(desk, employer):
    job = JobFactory(employer=employer)

    answer = desk.post(
        f"/hire/jobs/{job.slug}/",
        {**FORM, **pay({"amount": "300"}, {"kind": "bonus", "amount": "20"}, {"amount": "9", "DELETE": "on"})},
    )

    assert answer.status_code == 303
    assert [str(line) for line in job.pay_components.all()] == ["Base pay ¥300.00", "Bonus ¥20.00"]
    assert list(job.revisions.values_list("number", flat=True)) == [2, 1]


def test_an_employer_of_others_cannot_be_chosen(desk, rival):
    foreign = rival.organizations.get().employer

    answer = desk.post("/hire/jobs/new/", {**FORM, "employer": foreign.pk, **pay({"amount": "260"})})

    assert answer.status_code == 422
    assert not JobPosting.objects.exists()


def test_who_manages_two_employers_is_asked_for_which(desk, owner, employer):
    employer_of(owner, slug="second")

    page = desk.get("/hire/jobs/new/").content.decode()

    assert '<select name="employer"' in page
    assert "Second" in page


def test_who_manages_none_is_sent_to_the_desk(as_, stranger):
    assert as_(stranger).get("/hire/jobs/new/")["location"] == "/hire/"


def test_an_unknown_move_is_refused_with_a_sentence(desk, employer):
    job = JobFactory(employer=employer)

    answer = desk.post(f"/hire/jobs/{job.slug}/state/", {"state": "draft"}, follow=True)

    assert "This has already moved on." in answer.content.decode()
    job.refresh_from_db()
    assert job.state == JobState.OPEN


def test_pictures_come_and_go_and_a_revision_remembers_them(desk, employer):
    job = JobFactory(employer=employer)

    desk.post(f"/hire/jobs/{job.slug}/photos/", {"picture": uploaded(), "picture-alt": "The line"})
    photo = JobPhoto.objects.get(job=job)
    assert str(photo.picture.alt) == "The line"
    assert job.revisions.first().snapshot["pictures"] == [photo.picture_id]

    desk.post(f"/hire/jobs/{job.slug}/photos/{photo.pk}/removal/")
    assert not job.photos.exists()
    assert job.revisions.count() == 3


def test_a_file_that_is_no_picture_gets_a_sentence(desk, employer):
    job = JobFactory(employer=employer)

    answer = desk.post(f"/hire/jobs/{job.slug}/photos/", {"picture": uploaded(b"no picture")})

    assert answer.status_code == 422
    assert not job.photos.exists()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize(
    "path", ["/hire/", "/hire/jobs/", "/hire/jobs/new/", "/hire/jobs/assembly/", "/hire/employers/hengyuan/"]
)
def test_desk_pages_render_in_both_languages(desk, employer, path, language):
    JobFactory(employer=employer, slug="assembly")

    assert desk.get(path, headers={"accept-language": language}).status_code == 200
