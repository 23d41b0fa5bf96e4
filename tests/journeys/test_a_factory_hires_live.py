"""The main job of the job board: asked and applied for in a live session, called back, and known to the worker."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from core.localized import LocalizedText
from live.rooms.services import open_room, schedule_room
from recruiting.applications.models import Application
from recruiting.applications.states import ApplicationState
from recruiting.recruitment_sessions.models import RecruitmentSession, SessionJob
from tests.factories.accounts import UserFactory
from tests.factories.recruiting import JobFactory, employer_of
from tests.fixtures.browsers import PHONE


@pytest.fixture
def recruiter(transactional_db):
    return UserFactory(name="HR Chen", email="chen@example.com")


@pytest.fixture
def worker(transactional_db):
    return UserFactory(name="Lao Zhou", email=None, phone="+8613912347788", phone_verified=True)


@pytest.fixture
def session(recruiter, transactional_db) -> RecruitmentSession:
    """An open session of Hengyuan with one job on its shelf."""
    employer = employer_of(recruiter)
    job = JobFactory(employer=employer)
    room = schedule_room(
        organization=employer.organization,
        host=recruiter,
        kind="recruitment",
        title=LocalizedText.of("Inside the workshop", "进车间看看"),
        starts_at=timezone.now(),
    )
    session, _is_new = RecruitmentSession.objects.get_or_create(room=room)
    SessionJob.objects.create(session=session, job=job, position=1)
    open_room(room=room, actor=recruiter)
    return session


def test_a_worker_asks_and_applies_on_a_phone_and_the_employer_moves_it_on(
    new_page, live_site, session, recruiter, worker
) -> None:
    studio, phone = new_page(user=recruiter), new_page(user=worker, viewport=PHONE)
    studio.goto(f"/studio/{session.pk}/")
    phone.goto(f"/live/{session.pk}/")

    # The question stands in the recruiter's queue, and what is being answered stands over the video.
    phone.get_by_role("button", name="Questions").click()
    phone.get_by_placeholder("Ask them anything…").locator("visible=true").fill("Is the dorm free from day one?")
    phone.get_by_role("button", name="Ask", exact=True).locator("visible=true").click()
    expect(phone.get_by_text("Your question stands in the queue.")).to_be_visible()
    phone.locator("#questions-sheet").get_by_role("button", name="Close").click()
    studio.get_by_role("button", name=re.compile("^Answer")).click()
    expect(phone.locator("[data-session=now]").get_by_text("Is the dorm free from day one?")).to_be_visible()

    # The job being explained comes over the video; one tap applies, since the number is known.
    studio.get_by_role("button", name=re.compile("^Explain it")).click()
    pinned = phone.locator("[data-session=pin]")
    expect(pinned.get_by_role("link", name="Phone parts assembly")).to_be_visible()
    pinned.get_by_role("button", name=re.compile("^Apply")).click()
    expect(phone.get_by_text("Done. They will call you.")).to_be_visible()
    application = Application.objects.get()
    assert (application.worker, application.room_id, application.state) == (worker, session.pk, ApplicationState.NEW)

    # The recruiter hears of it and moves it on; the worker's bell rings, and the status page says it.
    live_site.wait_for_tasks()
    studio.goto("/me/notifications/")
    studio.get_by_role("button", name=re.compile("Lao Zhou applies for Phone parts assembly")).click()
    studio.get_by_role("button", name=re.compile("Lao Zhou")).filter(has_text="Called").first.click()
    live_site.wait_for_tasks()
    expect(phone.get_by_text("Done. They will call you.")).to_be_visible()
    # A tap that came before htmx had seen the new pin has led to the page itself, as it does without JavaScript.
    if application.get_absolute_url() in phone.url:
        phone.reload()
    else:
        phone.get_by_role("link", name="See how it stands").click()
    expect(phone.get_by_role("listitem").filter(has_text="Called").first).to_be_visible()
    phone.goto("/me/notifications/")
    expect(phone.get_by_role("button", name=re.compile("Phone parts assembly: "))).to_be_visible()
    application.refresh_from_db()
    assert application.state == ApplicationState.CONTACTED


def test_a_stranger_without_an_account_applies_without_javascript(new_page, session, recruiter) -> None:
    page = new_page(viewport=PHONE, javascript=False)
    page.goto("/jobs/")
    page.get_by_role("link", name="Phone parts assembly").first.click()
    page.get_by_role("textbox", name="Your name").fill("Xiao Fang")
    page.get_by_label("Your phone number").fill("139 1234 778")
    page.get_by_role("button", name=re.compile("^Apply")).first.click()
    expect(page.get_by_text("One number is missing. 11 in all.")).to_be_visible()
    expect(page.get_by_role("textbox", name="Your name")).to_have_value("Xiao Fang")
    page.get_by_label("Your phone number").fill("139 1234 7788")
    page.get_by_role("button", name=re.compile("^Apply")).first.click()
    expect(page.get_by_text("They will call you. Keep your phone near.")).to_be_visible()
    expect(page.get_by_text("goes to 139••••7788 by text message")).to_be_visible()
    assert Application.objects.get().masked_phone == "139••••7788"
