import pytest

from marketplace.orders.queries.invariants import broken_invariants


@pytest.fixture
def invariants():
    """Whatever the test did, the books are right at its end."""
    yield
    assert list(broken_invariants()) == []
