import pytest

from accounts.models import User
from accounts.states import Role
from marketplace.storefronts.models import Farm
from tests.factories.storefronts import FarmFactory, member_of, owner_of


@pytest.fixture
def farm(db: None) -> Farm:
    return FarmFactory()


@pytest.fixture
def owner(farm: Farm) -> User:
    return owner_of(farm)


@pytest.fixture
def manager(farm: Farm) -> User:
    return member_of(farm, Role.MANAGER)


@pytest.fixture(params=[Role.HOST, Role.STAFF, None], ids=["host", "staff", "stranger"])
def outsider(request: pytest.FixtureRequest, farm: Farm, stranger: User) -> User:
    """Everybody signed in who may not edit the farm."""
    return member_of(farm, request.param) if request.param else stranger
