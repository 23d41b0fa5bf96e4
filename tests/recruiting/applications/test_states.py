import itertools

import pytest

from core.errors import Refused
from core.transitions import IllegalTransition
from recruiting.applications.services.moves import close_application, move_application
from recruiting.applications.states import APPLICATION_TRANSITIONS, PATH, ApplicationState, ClosingReason, next_state
from tests.factories.recruiting import ApplicationFactory


def standing(job, state):
    closed = {"closing_reason": ClosingReason.NOT_CHOSEN} if state == ApplicationState.CLOSED else {}
    return ApplicationFactory(job=job, state=state, **closed)


@pytest.mark.parametrize(("old", "new"), list(itertools.product(ApplicationState, ApplicationState)))
def test_every_pair_of_states(job, owner, old, new):
    application = standing(job, old)

    def move():
        if new == ApplicationState.CLOSED:
            return close_application(application=application, actor=owner, reason=ClosingReason.NOT_CHOSEN)
        return move_application(application=application, actor=owner, to_state=new)

    if new in APPLICATION_TRANSITIONS[old]:
        assert move().state == new
        assert application.moves.last().from_state == old
    else:
        with pytest.raises(IllegalTransition):
            move()
        application.refresh_from_db()
        assert application.state == old


def test_the_way_has_every_state_once_and_every_step_can_be_left():
    assert [*PATH, ApplicationState.CLOSED] == list(ApplicationState)
    assert set(APPLICATION_TRANSITIONS) == set(ApplicationState)
    assert [next_state(state) for state in PATH] == [*PATH[1:], None]
    assert next_state(ApplicationState.CLOSED) is None


def test_closing_wants_a_reason_and_never_the_workers_own(job, owner):
    application = ApplicationFactory(job=job)

    for reason in ("", "because", ClosingReason.WITHDREW):
        with pytest.raises(Refused, match="Say why"):
            close_application(application=application, actor=owner, reason=reason)
    with pytest.raises(Refused, match="Say why"):
        move_application(application=application, actor=owner, to_state=ApplicationState.CLOSED)
