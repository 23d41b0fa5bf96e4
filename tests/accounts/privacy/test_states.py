from itertools import product

import pytest

from accounts.privacy.states import EXPORT_TRANSITIONS, UNDER_WAY, ExportState
from core.transitions import IllegalTransition, check_transition

WAITING, RUNNING, READY, FAILED, GONE = ExportState
ALLOWED = {
    (WAITING, RUNNING),
    (WAITING, GONE),
    (RUNNING, RUNNING),
    (RUNNING, READY),
    (RUNNING, FAILED),
    (RUNNING, GONE),
    (READY, GONE),
    (FAILED, GONE),
}


@pytest.mark.parametrize(("old", "new"), list(product(ExportState, repeat=2)))
def test_every_move_of_an_archive(old, new):
    if (old, new) in ALLOWED:
        check_transition(EXPORT_TRANSITIONS, old, new)
    else:
        with pytest.raises(IllegalTransition):
            check_transition(EXPORT_TRANSITIONS, old, new)


def test_what_is_under_way_can_still_become_ready():
    assert {WAITING, RUNNING} == UNDER_WAY
