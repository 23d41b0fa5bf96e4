import datetime

import pytest
from django.db import IntegrityError, transaction

from core.money import Money
from marketplace.catalogue.models import Batch, StockMovement, Variant
from tests.factories.catalogue import BatchFactory, VariantFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "wrong",
    [
        {"free": -1, "stocked": -1},
        {"reserved": -1, "free": 11},
        {"sold": -1, "free": 11},
        {"stocked": 11},
        {"free": 9},
        {"best_before": datetime.date(2026, 11, 19)},
    ],
)
def test_the_database_accounts_for_every_unit(wrong):
    batch = BatchFactory(free=10)
    Batch.objects.filter(pk=batch.pk).update(free=7, reserved=2, sold=1)
    Batch.objects.filter(pk=batch.pk).update(free=10, reserved=0, sold=0)
    with pytest.raises(IntegrityError), transaction.atomic():
        Batch.objects.filter(pk=batch.pk).update(**wrong)


@pytest.mark.parametrize("wrong", [{"price": Money(0)}, {"weight_grams": 0}, {"compare_at": Money(3990)}])
def test_the_database_knows_a_price_when_it_sees_one(wrong):
    variant = VariantFactory()
    Variant.objects.update(compare_at=Money(3991))
    with pytest.raises(IntegrityError), transaction.atomic():
        Variant.objects.filter(pk=variant.pk).update(**wrong)


@pytest.mark.parametrize("wrong", [{"change": 0, "reason": "count"}, {"change": 1, "reason": "magic"}])
def test_a_movement_moves_for_a_reason(wrong):
    batch = BatchFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        StockMovement.objects.create(batch=batch, **wrong)


def test_what_spoils_first_leaves_first():
    variant = VariantFactory()
    day = datetime.date(2026, 11, 1)

    def batch(code: str, picked: int, best_before: int | None) -> None:
        spoils = day + datetime.timedelta(days=best_before) if best_before else None
        BatchFactory(variant=variant, code=code, harvested_on=day + datetime.timedelta(days=picked), best_before=spoils)

    batch("no-date-new", 5, None)
    batch("no-date-old", 1, None)
    batch("late", 2, 30)
    batch("soon", 4, 9)
    batch("soon-picked-earlier", 3, 9)
    order = [found.code for found in variant.batches.first_expiring_first()]
    assert order == ["soon-picked-earlier", "soon", "late", "no-date-old", "no-date-new"]


def test_available_is_what_all_batches_can_sell(django_assert_num_queries):
    variant = VariantFactory()
    assert variant.available == 0
    BatchFactory(variant=variant, free=3)
    BatchFactory(variant=variant, free=4)
    assert variant.available == 7
    counted = Variant.objects.with_free().get()
    with django_assert_num_queries(0):
        assert counted.available == 7


@pytest.mark.parametrize(
    ("price", "grams", "kilo"), [(3990, 5000, 798), (5800, 500, 11600), (1000, 3000, 333), (1001, 2000, 501)]
)
def test_the_price_of_a_kilo(price, grams, kilo):
    assert VariantFactory.build(product=None, price=Money(price), weight_grams=grams).price_per_kilo == Money(kilo)
