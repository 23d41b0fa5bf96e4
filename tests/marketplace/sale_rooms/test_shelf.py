import pytest

from accounts.models import User
from core.errors import NotAllowed, Refused
from core.models import Event
from marketplace.catalogue.states import ProductState
from marketplace.sale_rooms.models import Pin, ShelfItem
from marketplace.sale_rooms.queries import cards_of, shelf_of
from marketplace.sale_rooms.services import shelf
from tests.factories.accounts import UserFactory
from tests.factories.orders import variant_of
from tests.factories.sale_rooms import shelf_item

pytestmark = pytest.mark.django_db


@pytest.fixture
def host(db: None) -> User:
    return UserFactory(name="Li Dashan")


@pytest.fixture
def item(host: User) -> ShelfItem:
    return shelf_item(host=host)


def test_a_second_crate_goes_to_the_end_and_the_same_one_only_once(host: User, item: ShelfItem) -> None:
    other = variant_of(item.variant.product.farm)
    first = shelf.put_on_shelf(sale_room=item.sale_room, variant=other, actor=host)
    again = shelf.put_on_shelf(sale_room=item.sale_room, variant=other, actor=host)
    assert (first.position, again.pk) == (2, first.pk)
    assert Event.objects.filter(name="sale_rooms.ShelfChanged").count() == 1


@pytest.mark.parametrize("wrong", ["another farm's", "a paused one"])
def test_only_what_is_on_the_farms_own_stall(host: User, item: ShelfItem, wrong: str) -> None:
    variant = variant_of(None if wrong == "another farm's" else item.variant.product.farm)
    if wrong == "a paused one":
        variant.product.state = ProductState.PAUSED
        variant.product.save()
    with pytest.raises(Refused):
        shelf.put_on_shelf(sale_room=item.sale_room, variant=variant, actor=host)
    assert item.sale_room.shelf.count() == 1


def test_pinning_another_puts_the_first_one_back(host: User, item: ShelfItem) -> None:
    other = ShelfItem.objects.create(
        sale_room=item.sale_room, variant=variant_of(item.variant.product.farm), position=2
    )
    shelf.pin(item=item, actor=host)
    shelf.pin(item=item, actor=host)
    shelf.pin(item=other, actor=host)
    assert list(Pin.objects.filter(unpinned_at=None).values_list("shelf_item", flat=True)) == [other.pk]
    assert Pin.objects.count() == 2
    assert cards_of(room_ids=[item.sale_room_id]) == {item.sale_room_id: other}
    shelf.unpin(sale_room=item.sale_room, actor=host)
    assert not Pin.objects.filter(unpinned_at=None).exists()


def test_what_was_shown_on_air_stays_on_the_shelf(host: User, item: ShelfItem) -> None:
    shelf.pin(item=item, actor=host)
    shelf.unpin(sale_room=item.sale_room, actor=host)
    with pytest.raises(Refused):
        shelf.take_off_shelf(item=item, actor=host)
    Pin.objects.all().delete()
    shelf.take_off_shelf(item=item, actor=host)
    assert not ShelfItem.objects.exists()


def test_a_stranger_changes_nothing(stranger: User, item: ShelfItem) -> None:
    for act in (
        lambda: shelf.pin(item=item, actor=stranger),
        lambda: shelf.unpin(sale_room=item.sale_room, actor=stranger),
        lambda: shelf.take_off_shelf(item=item, actor=stranger),
        lambda: shelf.put_on_shelf(sale_room=item.sale_room, variant=item.variant, actor=stranger),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert not Pin.objects.exists()
    assert ShelfItem.objects.count() == 1


def test_the_shelf_costs_the_same_queries_with_one_crate_and_with_three(
    host: User, item: ShelfItem, django_assert_num_queries
) -> None:
    from django.utils import timezone

    with django_assert_num_queries(4):
        assert [line.free for line in shelf_of(sale_room=item.sale_room, now=timezone.now())] == [10]
    for position in (2, 3):
        variant = variant_of(item.variant.product.farm, stock=position)
        ShelfItem.objects.create(sale_room=item.sale_room, variant=variant, position=position)
    with django_assert_num_queries(4):
        assert [line.free for line in shelf_of(sale_room=item.sale_room, now=timezone.now())] == [10, 2, 3]
