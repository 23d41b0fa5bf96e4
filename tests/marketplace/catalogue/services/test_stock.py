import datetime

import pytest

from core.errors import NotAllowed, Refused
from core.events import list_events
from marketplace.catalogue.models import Batch, StockMovement
from marketplace.catalogue.services.stock import add_batch, change_batch, move_stock
from marketplace.catalogue.states import MovementReason
from tests.factories.catalogue import BatchFactory, VariantFactory
from tests.factories.storefronts import PlotFactory

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 11, 20)


def counts(batch: Batch) -> tuple[int, int, int, int]:
    batch.refresh_from_db()
    return batch.stocked, batch.free, batch.reserved, batch.sold


@pytest.fixture
def batch(farm) -> Batch:
    """Ten boxes: five free, three promised, two sold."""
    return BatchFactory(variant__product__farm=farm, free=5, reserved=3, sold=2, stocked=10)


def test_a_harvest_is_stocked_with_its_reason(farm, owner):
    variant, plot = VariantFactory(product__farm=farm), PlotFactory(farm=farm)
    batch = add_batch(variant=variant, actor=owner, quantity=40, harvested_on=DAY, plot=plot)
    assert (counts(batch), batch.plot) == ((40, 40, 0, 0), plot)
    movement = StockMovement.objects.get()
    assert (movement.change, movement.reason, movement.actor) == (40, MovementReason.HARVEST, owner)
    event = list_events(name_prefix="catalogue.StockMoved").get()
    assert event.data == {"batch_id": batch.pk, "variant_id": variant.pk, "change": 40, "free": 40}


def test_codes_name_farm_year_and_week_and_count(farm, owner):
    variant = VariantFactory(product__farm=farm)
    farm.organization.slug = "li-dashan"
    codes = [add_batch(variant=variant, actor=owner, quantity=1, harvested_on=DAY).code for _ in range(2)]
    # ISO 8601: the last days of 2024 belong to week 1 of 2025.
    codes.append(add_batch(variant=variant, actor=owner, quantity=1, harvested_on=datetime.date(2024, 12, 30)).code)
    assert codes == ["LIDA-26W47-1", "LIDA-26W47-2", "LIDA-25W01-1"]


def test_another_farms_plot_is_refused(farm, owner, batch):
    elsewhere = PlotFactory()
    with pytest.raises(Refused, match="another farm"):
        add_batch(variant=batch.variant, actor=owner, quantity=1, harvested_on=DAY, plot=elsewhere)
    with pytest.raises(Refused, match="another farm"):
        change_batch(batch=batch, actor=owner, plot=elsewhere)
    assert Batch.objects.count() == 1


@pytest.mark.parametrize(("change", "after"), [(7, (17, 12, 3, 2)), (-5, (5, 0, 3, 2)), (-1, (9, 4, 3, 2))])
def test_a_correction_moves_free_units_alone(batch, owner, change, after):
    move_stock(batch=batch, actor=owner, change=change, reason=MovementReason.COUNT, note="counted twice")
    assert counts(batch) == after
    assert (batch.movements.get().change, batch.movements.get().note) == (change, "counted twice")


@pytest.mark.parametrize(
    ("change", "sentence"), [(-6, "Only 5 are free"), (0, "at least one"), (2_000_000, "a million")]
)
def test_what_is_promised_or_sold_cannot_be_taken_away(batch, owner, change, sentence):
    with pytest.raises(Refused, match=sentence) as refusal:
        move_stock(batch=batch, actor=owner, change=change, reason=MovementReason.SPOILED)
    assert refusal.value.field == "quantity"
    assert counts(batch) == (10, 5, 3, 2)
    assert not StockMovement.objects.exists()


def test_the_stored_count_decides_not_the_one_in_memory(batch, owner):
    Batch.objects.update(free=1, sold=6)
    with pytest.raises(Refused, match="Only 1 is free"):
        move_stock(batch=batch, actor=owner, change=-2, reason=MovementReason.SPOILED)


def test_the_event_says_what_the_whole_size_can_sell(batch, owner):
    BatchFactory(variant=batch.variant, free=20)
    move_stock(batch=batch, actor=owner, change=-2, reason=MovementReason.GIVEN_AWAY)
    assert list_events(name_prefix="catalogue.StockMoved").get().data["free"] == 23


def test_others_move_nothing(batch, outsider):
    for verb, arguments in [
        (add_batch, {"variant": batch.variant, "quantity": 1, "harvested_on": DAY}),
        (change_batch, {"batch": batch, "harvested_on": DAY}),
        (move_stock, {"batch": batch, "change": 1, "reason": MovementReason.COUNT}),
    ]:
        with pytest.raises(NotAllowed):
            verb(actor=outsider, **arguments)
    assert counts(batch) == (10, 5, 3, 2)
