import itertools

import pytest

from accounts.verification.states import VERIFICATION_TRANSITIONS, VerificationState
from core.transitions import IllegalTransition, check_transition

ALLOWED = {
    ("draft", "submitted"),
    ("draft", "withdrawn"),
    ("submitted", "approved"),
    ("submitted", "refused"),
    ("submitted", "withdrawn"),
    ("approved", "expired"),
    ("approved", "superseded"),
    ("approved", "revoked"),
}


@pytest.mark.parametrize(("old", "new"), list(itertools.product(VerificationState.values, repeat=2)))
def test_the_whole_product_of_states(old: str, new: str) -> None:
    if (old, new) in ALLOWED:
        check_transition(VERIFICATION_TRANSITIONS, old, new)
    else:
        with pytest.raises(IllegalTransition):
            check_transition(VERIFICATION_TRANSITIONS, old, new)
