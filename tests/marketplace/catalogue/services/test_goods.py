import pytest

from core.errors import NotAllowed, Refused
from core.events import list_events
from core.localized import LocalizedText
from core.money import Money
from marketplace.catalogue.models import Product
from marketplace.catalogue.services.products import add_product, change_product, publish_product
from marketplace.catalogue.services.variants import add_variant, change_variant, offer_variant, withdraw_variant
from marketplace.catalogue.states import ProductState
from tests.factories.catalogue import ProductFactory, VariantFactory

pytestmark = pytest.mark.django_db

SIZE = {"name": LocalizedText.of("5 kg"), "price": Money(3990), "weight_grams": 5000}


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        (LocalizedText.of("Navel oranges, tree-ripe!", "脐橙"), "navel-oranges-tree-ripe"),
        (LocalizedText.of("", "脐橙"), "{farm}-goods"),
        (LocalizedText.of("x" * 120), "x" * 60),
    ],
)
def test_a_product_gets_an_address_that_is_free(farm, owner, name, slug):
    base = slug.format(farm=farm.slug)
    made = [add_product(farm=farm, actor=owner, name=name) for _ in range(3)]
    assert [product.slug for product in made] == [base, f"{base}-1", f"{base}-2"]
    assert {product.state for product in made} == {ProductState.DRAFT}


def test_what_has_no_size_cannot_stand_on_the_stall(farm, owner):
    product = add_product(farm=farm, actor=owner, name=LocalizedText.of("Oranges"))
    with pytest.raises(Refused, match="size and a price"):
        publish_product(product=product, actor=owner)
    add_variant(product=product, actor=owner, **SIZE)
    assert publish_product(product=product, actor=owner).state == ProductState.ON_SALE


def test_sizes_get_codes_that_are_free(farm, owner):
    product = add_product(farm=farm, actor=owner, name=LocalizedText.of("Oranges"))
    skus = [add_variant(product=product, actor=owner, **SIZE).sku for _ in range(3)]
    assert skus == ["oranges-5000", "oranges-5000-1", "oranges-5000-2"]


def test_words_and_prices_change_and_it_is_said(farm, owner):
    variant = VariantFactory(product__farm=farm)
    change_product(product=variant.product, actor=owner, name=LocalizedText.of("Lemons"))
    change_variant(variant=variant, actor=owner, price=Money(4200))
    variant.refresh_from_db()
    assert (str(variant.product.name), variant.price) == ("Lemons", Money(4200))
    said = [event.data["variant_id"] for event in list_events(name_prefix="catalogue.ProductChanged").order_by("pk")]
    assert said == [0, variant.pk]


def test_a_size_leaves_the_stall_and_comes_back_but_never_the_last_one(farm, owner):
    product = ProductFactory(farm=farm)
    first, second = VariantFactory(product=product), VariantFactory(product=product)
    withdraw_variant(variant=first, actor=owner)
    assert list(product.variants.offered()) == [second]
    with pytest.raises(Refused, match="only size"):
        withdraw_variant(variant=second, actor=owner)
    offer_variant(variant=first, actor=owner)
    assert set(product.variants.offered()) == {first, second}
    Product.objects.update(state=ProductState.PAUSED)
    second.refresh_from_db()
    withdraw_variant(variant=first, actor=owner)
    withdraw_variant(variant=second, actor=owner)
    assert not product.variants.offered().exists()


def test_others_change_nothing(farm, outsider):
    variant = VariantFactory(product__farm=farm)
    for verb, arguments in [
        (add_product, {"farm": farm, "name": LocalizedText.of("x")}),
        (change_product, {"product": variant.product, "name": LocalizedText.of("x")}),
        (add_variant, {"product": variant.product, **SIZE}),
        (change_variant, {"variant": variant, "price": Money(1)}),
        (withdraw_variant, {"variant": variant}),
        (offer_variant, {"variant": variant}),
    ]:
        with pytest.raises(NotAllowed):
            verb(actor=outsider, **arguments)
    variant.refresh_from_db()
    assert (variant.price, variant.withdrawn_at, farm.products.count()) == (Money(3990), None, 1)
