import re

import pytest

from core.request_ids import accept_request_id, bound_request_id, current_request_id, new_request_id


@pytest.mark.parametrize("good", ["abcd1234", "7f3e.A-b_9", "x" * 64])
def test_a_fitting_id_is_kept(good):
    assert accept_request_id(good) == good


@pytest.mark.parametrize(
    "bad", ["", "short", "x" * 65, "abcd1234\n", "abcd 12", "<script>1", "-abcd1234", "号码号码号码"]
)
def test_anything_else_gets_a_new_one(bad):
    made = accept_request_id(bad)
    assert made != bad
    assert re.fullmatch(r"[0-9a-f]{24}", made)


def test_bound_for_a_while():
    assert current_request_id() == ""
    with bound_request_id("outer-id-1"):
        with bound_request_id("inner-id-1"):
            assert current_request_id() == "inner-id-1"
        assert current_request_id() == "outer-id-1"
    assert current_request_id() == ""
    assert new_request_id() != new_request_id()
