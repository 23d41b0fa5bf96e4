import pytest

from accounts.models import Membership, User
from accounts.services.follows import follow
from accounts.states import Role
from live.rooms.models import Room
from marketplace.sale_rooms.models import SaleRoom, ShelfItem
from tests.factories.accounts import UserFactory
from tests.factories.orders import farm_of, variant_of
from tests.factories.sale_rooms import sale_room_of


@pytest.fixture
def farmer(transactional_db: None) -> User:
    return UserFactory(name="Li Dashan", email="farmer@example.com")


@pytest.fixture
def shopper(transactional_db: None) -> User:
    return UserFactory(name="Mei", email="shopper@example.com")


@pytest.fixture
def sale_room(farmer: User) -> SaleRoom:
    """A room of Dashan's farm that is about to open, with one crate on its shelf."""
    farm = farm_of(farmer)
    sale_room = sale_room_of(farm, host=farmer, state="scheduled")
    ShelfItem.objects.create(sale_room=sale_room, variant=variant_of(farm, stock=10, price=3990), position=1)
    return sale_room


@pytest.fixture
def host(sale_room: SaleRoom) -> User:
    """Works at the farm as its host."""
    user = UserFactory(name="Xiao Lin")
    Membership.objects.create(organization=sale_room.room.organization, user=user, role=Role.HOST)
    Room.objects.filter(pk=sale_room.pk).update(host=user)
    return user


@pytest.fixture
def follower(shopper: User, sale_room: SaleRoom) -> User:
    follow(user=shopper, organization=sale_room.room.organization)
    return shopper
