from itertools import product

import pytest

from core.transitions import IllegalTransition, check_transition
from marketplace.orders.states import ORDER_TRANSITIONS, RESERVATION_TRANSITIONS, OrderState, ReservationState

ALLOWED = {
    ("pending", "paid"),
    ("pending", "cancelled"),
    ("paid", "accepted"),
    ("accepted", "packed"),
    ("packed", "shipped"),
    ("shipped", "delivered"),
    ("delivered", "completed"),
    ("cancelled", "paid"),
}


@pytest.mark.parametrize(("old", "new"), list(product(OrderState, OrderState)))
def test_every_pair_of_order_states(old, new):
    if (old, new) in ALLOWED:
        check_transition(ORDER_TRANSITIONS, old, new)
    else:
        with pytest.raises(IllegalTransition):
            check_transition(ORDER_TRANSITIONS, old, new)


@pytest.mark.parametrize(("old", "new"), list(product(ReservationState, ReservationState)))
def test_every_pair_of_reservation_states(old, new):
    if (old, new) in {("held", "sold"), ("held", "released")}:
        check_transition(RESERVATION_TRANSITIONS, old, new)
    else:
        with pytest.raises(IllegalTransition):
            check_transition(RESERVATION_TRANSITIONS, old, new)
