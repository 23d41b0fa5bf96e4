import itertools

import pytest
from django.db.models import TextChoices

from core.errors import Refused
from core.transitions import IllegalTransition, check_transition


class Light(TextChoices):
    RED = "red"
    GREEN = "green"
    OFF = "off"


TABLE = {Light.RED: {Light.GREEN, Light.OFF}, Light.GREEN: {Light.RED}, Light.OFF: set()}


@pytest.mark.parametrize(("old", "new"), list(itertools.product(Light, Light)))
def test_exactly_what_the_table_allows(old, new):
    if new in TABLE[old]:
        check_transition(TABLE, old, new)
        check_transition(TABLE, str(old), str(new))  # as a row gives them
    else:
        with pytest.raises(IllegalTransition) as refusal:
            check_transition(TABLE, old, new)
        assert (refusal.value.old, refusal.value.new) == (old, new)


def test_a_refusal_is_a_sentence_for_people():
    refusal = IllegalTransition("red", "off")
    assert isinstance(refusal, Refused)
    assert refusal.status == 409
    assert str(refusal) == "This has already moved on. Reload the page to see where it stands."


def test_a_state_without_a_row_is_a_bug():
    with pytest.raises(KeyError):
        check_transition({}, Light.RED, Light.GREEN)
