import pytest
from django.utils import timezone

from core.localized import LocalizedText
from live.rooms.services import open_room
from recruiting.recruitment_sessions import receivers
from recruiting.recruitment_sessions.models import RecruitmentSession
from recruiting.recruitment_sessions.services.sessions import schedule_session
from tests.factories.recruiting import JobFactory


@pytest.fixture
def announced(employer, owner):
    """A scheduled session with two jobs on the shelf."""
    jobs = [JobFactory(employer=employer, slug=slug) for slug in ("assembly", "inspection")]
    title = LocalizedText.of("Walk the line", "看车间")
    return schedule_session(employer=employer, host=owner, title=title, starts_at=timezone.now(), jobs=jobs)


@pytest.fixture
def session(announced, owner):
    """The same, on air."""
    open_room(room=announced.room, actor=owner)
    return RecruitmentSession.objects.select_related("room").get(pk=announced.pk)


@pytest.fixture
def first(session):
    return session.shelf.all()[0]


@pytest.fixture
def second(session):
    return session.shelf.all()[1]


@pytest.fixture
def frames(monkeypatch):
    """What the receivers sent, as (topic, frame)."""
    sent = []
    monkeypatch.setattr(receivers, "send_frame", lambda *, topic, frame: sent.append((topic, frame)))
    return sent
