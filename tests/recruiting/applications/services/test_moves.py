import pytest

from accounts.models import User
from core.errors import NotAllowed
from core.models import Event
from recruiting.applications.models import PhoneReveal
from recruiting.applications.services.moves import close_application, move_application, withdraw_application
from recruiting.applications.services.reveals import reveal_phone
from recruiting.applications.states import ApplicationState, ClosingReason
from tests.factories.recruiting import ApplicationFactory


def test_a_move_says_who_when_and_tells_the_worker(job, owner, worker):
    application = ApplicationFactory(job=job, worker=worker)

    moved = move_application(application=application, actor=owner, to_state="contacted", note="calls back Friday")

    row = application.moves.last()
    assert (row.from_state, row.to_state, row.actor, row.note) == ("new", "contacted", owner, "calls back Friday")
    assert row.moved_at == moved.state_since
    event = Event.objects.get(name="applications.ApplicationMoved")
    assert event.data == {"application_id": application.pk, "worker_id": worker.pk, "state": "contacted"}
    assert event.actor == owner


def test_who_starts_takes_a_place_and_who_leaves_gives_it_back(job, owner):
    application = ApplicationFactory(job=job, state=ApplicationState.OFFERED)

    application = move_application(application=application, actor=owner, to_state="started")
    job.refresh_from_db()
    assert (job.taken, job.places_left) == (1, 39)

    application = move_application(application=application, actor=owner, to_state="day7")
    job.refresh_from_db()
    assert job.taken == 1

    close_application(application=application, actor=owner, reason=ClosingReason.LEFT)
    job.refresh_from_db()
    assert job.taken == 0


def test_an_account_made_later_with_the_same_number_is_told(job, owner):
    application = ApplicationFactory(job=job, phone="+8613900001111")
    late = User.objects.create_user(phone="+8613900001111", phone_verified=True, name="Late")

    assert move_application(application=application, actor=owner, to_state="contacted").worker == late
    assert Event.objects.get(name="applications.ApplicationMoved").data["worker_id"] == late.pk


def test_an_unverified_number_proves_nothing(job, owner):
    application = ApplicationFactory(job=job, phone="+8613900001111")
    User.objects.create_user(phone="+8613900001111", phone_verified=False, name="Impostor")

    assert move_application(application=application, actor=owner, to_state="contacted").worker is None


def test_withdrawing_closes_with_the_workers_reason(job, worker):
    application = ApplicationFactory(job=job, worker=worker)

    withdrawn = withdraw_application(application=application, worker=worker)

    assert (withdrawn.state, withdrawn.closing_reason) == (ApplicationState.CLOSED, ClosingReason.WITHDREW)
    assert application.moves.last().actor == worker


@pytest.mark.parametrize("who", ["staff", "rival", "stranger"])
def test_others_may_neither_move_nor_close_nor_see_the_number(request, job, who):
    application, user = ApplicationFactory(job=job), request.getfixturevalue(who)

    with pytest.raises(NotAllowed):
        move_application(application=application, actor=user, to_state="contacted")
    with pytest.raises(NotAllowed):
        close_application(application=application, actor=user, reason=ClosingReason.NOT_CHOSEN)
    with pytest.raises(NotAllowed):
        reveal_phone(application=application, viewer=user)
    assert not PhoneReveal.objects.exists()


def test_looking_twice_is_written_down_once(job, owner):
    application = ApplicationFactory(job=job, phone="+8613900001111")

    assert reveal_phone(application=application, viewer=owner) == "+8613900001111"
    reveal_phone(application=application, viewer=owner)

    reveal = PhoneReveal.objects.get()
    assert (reveal.application, reveal.viewer) == (application, owner)
    assert Event.objects.filter(name="applications.PhoneRevealed").count() == 1
