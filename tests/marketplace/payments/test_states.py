from itertools import product

import pytest

from core.transitions import IllegalTransition, check_transition
from marketplace.payments.states import PAYMENT_TRANSITIONS, PaymentState

ALLOWED = {
    ("pending", "captured"),
    ("pending", "failed"),
    ("pending", "cancelled"),
    ("pending", "held"),
    ("failed", "captured"),
    ("failed", "held"),
    ("cancelled", "captured"),
    ("cancelled", "held"),
    ("captured", "held"),
    ("held", "captured"),
}


@pytest.mark.parametrize(("old", "new"), list(product(PaymentState, PaymentState)))
def test_every_pair_of_states(old, new):
    if (old, new) in ALLOWED:
        check_transition(PAYMENT_TRANSITIONS, old, new)
    else:
        with pytest.raises(IllegalTransition):
            check_transition(PAYMENT_TRANSITIONS, old, new)
