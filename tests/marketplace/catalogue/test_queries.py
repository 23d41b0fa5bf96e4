import datetime

import pytest
from django.utils import timezone

from core.localized import LocalizedText
from core.money import Money
from marketplace.catalogue.queries import diary_behind, offered_variants, products_on_sale
from marketplace.catalogue.states import ProductState
from tests.factories.catalogue import BatchFactory, ProductFactory, VariantFactory
from tests.factories.storefronts import DiaryEntryFactory, FarmFactory, PlotFactory

pytestmark = pytest.mark.django_db


def test_a_card_names_the_cheapest_size_and_counts_all():
    product = ProductFactory()
    dear = VariantFactory(product=product, price=Money(9000), name=LocalizedText.of("10 kg"))
    cheap = VariantFactory(product=product, price=Money(2000), compare_at=Money(2500), name=LocalizedText.of("2 kg"))
    gone = VariantFactory(product=product, price=Money(100), withdrawn_at=timezone.now())
    BatchFactory(variant=dear, free=4, harvested_on=datetime.date(2026, 11, 1))
    BatchFactory(variant=cheap, free=3, harvested_on=datetime.date(2026, 11, 9))
    BatchFactory(variant=cheap, free=0, harvested_on=datetime.date(2026, 11, 20))
    BatchFactory(variant=gone, free=50)
    card = products_on_sale().get()
    assert (card.from_price, card.from_compare_at, str(card.from_size)) == (Money(2000), Money(2500), "2 kg")
    assert (card.sizes_count, card.free, card.picked_on) == (2, 7, datetime.date(2026, 11, 9))
    assert not card.is_sold_out


def test_a_product_without_stock_is_sold_out():
    VariantFactory()
    card = products_on_sale().get()
    assert (card.free, card.picked_on, card.is_sold_out) == (0, None, True)


@pytest.mark.parametrize("state", [state for state in ProductState if state != ProductState.ON_SALE])
def test_only_what_stands_on_the_stall_is_listed(state):
    shown = VariantFactory().product
    VariantFactory(product__state=state)
    VariantFactory(withdrawn_at=timezone.now())
    ProductFactory()
    assert list(products_on_sale()) == [shown]


def test_one_farms_stall():
    mine, _other = VariantFactory().product, VariantFactory().product
    assert list(products_on_sale(farm=mine.farm)) == [mine]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("navel", True),
        ("NAVEL", True),
        ("脐橙", True),
        ("橙", True),
        ("lemon", False),
        ("%", False),
        ("zh-hans", False),
    ],
)
def test_names_are_searched_in_every_language(text, found):
    VariantFactory(product__name=LocalizedText.of("Navel oranges", "奉节脐橙"))
    assert products_on_sale(text=text).exists() is found


def test_sizes_come_with_their_batches_in_the_order_in_which_they_leave(django_assert_num_queries):
    product = ProductFactory()
    large, small = VariantFactory(product=product, weight_grams=9000), VariantFactory(product=product, weight_grams=100)
    VariantFactory(product=product, withdrawn_at=timezone.now())
    newer = BatchFactory(variant=small, harvested_on=datetime.date(2026, 11, 2), plot=PlotFactory())
    older = BatchFactory(variant=small, harvested_on=datetime.date(2026, 11, 1))
    BatchFactory(variant=small, free=0)
    with django_assert_num_queries(2):
        sizes = list(offered_variants(product=product))
        assert [batch.plot for batch in sizes[0].batches_in_stock] == [None, newer.plot]
    assert sizes == [small, large]
    assert (sizes[0].batches_in_stock, sizes[1].batches_in_stock) == ([older, newer], [])
    assert [size.available for size in sizes] == [20, 0]


def test_the_diary_behind_a_batch_is_about_its_plot_and_before_its_day():
    farm = FarmFactory()
    plot, other_plot = PlotFactory(farm=farm), PlotFactory(farm=farm)
    picked = datetime.date(2026, 11, 20)
    batch = BatchFactory(variant__product__farm=farm, plot=plot, harvested_on=picked)

    def entry(days_before: int, about=None):
        return DiaryEntryFactory(farm=farm, plot=about, date=picked - datetime.timedelta(days=days_before))

    told = [entry(0, plot), entry(10), entry(180, plot)]
    entry(-1, plot)
    entry(181, plot)
    entry(5, other_plot)
    DiaryEntryFactory(date=picked)
    assert list(diary_behind(batch=batch, limit=9)) == told
