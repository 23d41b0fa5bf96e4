import datetime

import factory
from factory.django import DjangoModelFactory

from core.localized import LocalizedText
from core.money import Money
from marketplace.catalogue.models import Batch, Product, Variant
from marketplace.catalogue.states import ProductState
from tests.factories.storefronts import FarmFactory


class ProductFactory(DjangoModelFactory):
    class Meta:
        model = Product

    farm = factory.SubFactory(FarmFactory)
    slug = factory.Sequence(lambda n: f"oranges-{n}")
    name = factory.Sequence(lambda n: LocalizedText.of(f"Navel oranges {n}", f"脐橙{n}"))
    state = ProductState.ON_SALE


class VariantFactory(DjangoModelFactory):
    class Meta:
        model = Variant

    product = factory.SubFactory(ProductFactory)
    sku = factory.Sequence(lambda n: f"oranges-5kg-{n}")
    name = LocalizedText.of("5 kg", "5 公斤")
    price = Money(3990)
    weight_grams = 5000


class BatchFactory(DjangoModelFactory):
    """`free` units, none of them promised or sold."""

    class Meta:
        model = Batch

    variant = factory.SubFactory(VariantFactory)
    code = factory.Sequence(lambda n: f"FARM-26W47-{n}")
    harvested_on = datetime.date(2026, 11, 20)
    free = 10
    stocked = factory.SelfAttribute("free")
