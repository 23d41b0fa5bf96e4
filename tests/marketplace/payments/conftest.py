import pytest

from core.money import Money
from marketplace.payments.models import Payment
from marketplace.payments.services.starting import Share, start_payment
from tests.factories.accounts import OrganizationFactory


@pytest.fixture
def payment(db) -> Payment:
    """¥100 of two sellers, waiting for the bank."""
    shares = [
        Share(seller=OrganizationFactory(), amount=Money(6000), commission=Money(300)),
        Share(seller=OrganizationFactory(), amount=Money(4000), commission=Money(200)),
    ]
    return start_payment(reference="G1", shares=shares, return_path="/orders/G1/", gateway="sandbox")
