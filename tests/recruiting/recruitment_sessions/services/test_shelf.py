import pytest

from core.errors import NotAllowed, Refused
from live.rooms.services import end_room
from recruiting.recruitment_sessions.services.sessions import end_session
from recruiting.recruitment_sessions.services.shelf import pin_job, put_on_shelf, take_off_shelf, unpin_job
from tests.factories.recruiting import JobFactory


def standing(session):
    return [item.job.slug for item in session.shelf.all()]


def test_jobs_stand_in_the_order_they_came_and_once(announced, employer, owner):
    third = JobFactory(employer=employer, slug="forklift")

    put_on_shelf(session=announced, job=third, actor=owner)
    put_on_shelf(session=announced, job=third, actor=owner)

    assert standing(announced) == ["assembly", "inspection", "forklift"]


def test_only_open_jobs_of_the_own_employer(announced, employer, owner, rival):
    foreign = JobFactory(employer=rival.organizations.get().employer)
    paused = JobFactory(employer=employer, state="paused")

    with pytest.raises(NotAllowed, match="its own employer"):
        put_on_shelf(session=announced, job=foreign, actor=owner)
    with pytest.raises(Refused, match="Only open jobs"):
        put_on_shelf(session=announced, job=paused, actor=owner)


def test_one_job_is_pinned_and_the_times_are_kept(session, first, second, owner):
    pin_job(item=first, actor=owner)
    pin_job(item=second, actor=owner)
    pin_job(item=second, actor=owner)

    one, two = session.pins.all()
    assert (one.session_job, two.session_job) == (first, second)
    assert one.unpinned_at == two.pinned_at
    assert two.unpinned_at is None


def test_a_room_that_is_not_open_pins_nothing(announced, owner):
    with pytest.raises(Refused, match="Open the room first"):
        pin_job(item=announced.shelf.first(), actor=owner)


def test_taking_the_pin_down(session, first, owner):
    pin_job(item=first, actor=owner)

    unpin_job(session=session, actor=owner)

    assert session.pins.get().unpinned_at is not None


def test_the_end_of_the_room_takes_the_pin_down_and_may_run_twice(session, first, owner):
    pin_job(item=first, actor=owner)
    end_room(room=session.room, actor=owner)

    end_session(room_id=session.pk)
    ended = session.pins.get().unpinned_at
    end_session(room_id=session.pk)

    assert ended is not None
    assert session.pins.get().unpinned_at == ended


def test_a_job_that_was_on_air_stays_on_the_shelf(session, first, second, owner):
    pin_job(item=first, actor=owner)

    with pytest.raises(Refused, match="was on air"):
        take_off_shelf(item=first, actor=owner)
    take_off_shelf(item=second, actor=owner)

    assert standing(session) == ["assembly"]


@pytest.mark.parametrize("who", ["staff", "rival", "stranger"])
def test_others_may_not(request, session, first, job, who):
    user = request.getfixturevalue(who)
    for attempt in (
        lambda: put_on_shelf(session=session, job=job, actor=user),
        lambda: take_off_shelf(item=first, actor=user),
        lambda: pin_job(item=first, actor=user),
        lambda: unpin_job(session=session, actor=user),
    ):
        with pytest.raises(NotAllowed):
            attempt()
