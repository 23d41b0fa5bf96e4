from itertools import product

import pytest
from django.db import IntegrityError, transaction

from core.errors import NotAllowed
from core.events import list_events
from core.transitions import IllegalTransition
from marketplace.catalogue.models import Product
from marketplace.catalogue.services.products import pause_product, publish_product, retire_product
from marketplace.catalogue.states import PRODUCT_TRANSITIONS, ProductState
from tests.factories.catalogue import ProductFactory, VariantFactory

pytestmark = pytest.mark.django_db

VERBS = {
    ProductState.ON_SALE: publish_product,
    ProductState.PAUSED: pause_product,
    ProductState.RETIRED: retire_product,
}
ALLOWED = {
    ("draft", "on_sale"), ("draft", "retired"),
    ("on_sale", "paused"), ("on_sale", "retired"),
    ("paused", "on_sale"), ("paused", "retired"),
}  # fmt: skip


def test_the_table_knows_every_state():
    assert set(PRODUCT_TRANSITIONS) == set(ProductState)
    assert {(old, new) for old, targets in PRODUCT_TRANSITIONS.items() for new in targets} == ALLOWED


@pytest.mark.parametrize(("old", "new"), list(product(ProductState, VERBS)))
def test_every_move_there_could_be(old, new, farm, owner):
    found = ProductFactory(farm=farm, state=old)
    VariantFactory(product=found)
    if (old, new) in ALLOWED:
        VERBS[new](product=found, actor=owner)
        event = list_events(name_prefix="catalogue.ProductMoved").get()
        assert event.data == {"product_id": found.pk, "organization_id": farm.pk, "state": new}
    else:
        with pytest.raises(IllegalTransition):
            VERBS[new](product=found, actor=owner)
        assert not list_events(name_prefix="catalogue.").exists()
    assert Product.objects.get().state == (new if (old, new) in ALLOWED else old)


def test_the_stored_state_decides_not_the_one_in_memory(farm, owner):
    stale = ProductFactory(farm=farm)
    Product.objects.update(state=ProductState.RETIRED)
    with pytest.raises(IllegalTransition):
        pause_product(product=stale, actor=owner)


@pytest.mark.parametrize("verb", VERBS.values())
def test_others_move_nothing(verb, farm, outsider):
    found = VariantFactory(product__farm=farm).product
    with pytest.raises(NotAllowed):
        verb(product=found, actor=outsider)
    assert Product.objects.get().state == ProductState.ON_SALE


def test_the_database_knows_the_states_too():
    with pytest.raises(IntegrityError), transaction.atomic():
        ProductFactory(state="given away")
