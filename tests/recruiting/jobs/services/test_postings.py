import pytest

from core.errors import NotAllowed, Refused
from core.localized import LocalizedText
from core.money import Money
from recruiting.jobs.services.postings import post_job, revise_job
from recruiting.jobs.states import JobState, PayKind, PayUnit
from tests.factories.recruiting import JobFactory

FIELDS = {"title": LocalizedText.of("Fruit packing", "水果打包"), "place": LocalizedText.of("Changping", "常平")}
PAY = [
    {"kind": PayKind.BASE, "unit": PayUnit.MONTH, "amount": Money(300_000)},
    {
        "kind": PayKind.BONUS,
        "unit": PayUnit.MONTH,
        "amount": Money(20_000),
        "condition": LocalizedText.of("no shift missed"),
    },
]


def test_a_new_job_is_a_draft_with_its_month_worked_out(employer, owner):
    job = post_job(employer=employer, author=owner, fields=FIELDS, pay=PAY)

    job.refresh_from_db()
    assert (job.state, job.month_low, job.month_high) == (JobState.DRAFT, Money(300_000), Money(320_000))
    assert job.slug.startswith("fruit-packing-")
    assert [component.position for component in job.pay_components.all()] == [0, 1]
    assert not job.revisions.exists()


def test_a_chinese_title_gets_an_address_too(employer, owner):
    job = post_job(
        employer=employer, author=owner, fields=FIELDS | {"title": LocalizedText.of("", "水果打包")}, pay=PAY
    )

    assert job.slug.startswith("job-")


def test_every_published_change_keeps_what_was_said_before(job, owner):
    revise_job(job=job, author=owner, fields={"openings": 5}, pay=PAY)

    said = {revision.number: revision.snapshot for revision in job.revisions.all()}
    assert said[1]["openings"] == 40
    assert [line["amount"] for line in said[1]["pay"]] == [320_000]
    assert said[2]["openings"] == 5
    assert said[2]["pay"][1] == {
        "kind": "bonus",
        "label": {},
        "unit": "month",
        "amount": 20_000,
        "amount_to": None,
        "multiple": None,
        "monthly_count": None,
        "condition": {"en": "no shift missed"},
    }


def test_saving_without_a_change_keeps_no_second_copy(job, owner):
    revise_job(job=job, author=owner, fields={"openings": 40})

    assert job.revisions.count() == 1


def test_a_draft_keeps_no_revisions(employer, owner):
    job = JobFactory(employer=employer, state=JobState.DRAFT, published_at=None)

    revise_job(job=job, author=owner, fields={"openings": 5}, pay=PAY)

    assert not job.revisions.exists()


def test_a_published_job_cannot_lose_its_base_pay(job, owner):
    with pytest.raises(Refused, match="base pay"):
        revise_job(job=job, author=owner, fields={}, pay=PAY[1:])

    assert job.pay_components.get().amount == Money(320_000)


def test_a_closed_job_stays_as_it_was(employer, owner):
    job = JobFactory(employer=employer, state=JobState.CLOSED)

    with pytest.raises(Refused, match="closed"):
        revise_job(job=job, author=owner, fields={"openings": 1})


@pytest.mark.parametrize("who", ["staff", "rival", "stranger"])
def test_others_may_not_write(request, job, employer, who):
    user = request.getfixturevalue(who)

    with pytest.raises(NotAllowed):
        post_job(employer=employer, author=user, fields=FIELDS, pay=PAY)
    with pytest.raises(NotAllowed):
        revise_job(job=job, author=user, fields={"openings": 1})
