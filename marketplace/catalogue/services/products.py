from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services.dealings import hold_open
from core.errors import Refused
from core.events import publish
from core.transitions import check_transition
from marketplace.catalogue.events import ProductChanged, ProductMoved
from marketplace.catalogue.models import Product
from marketplace.catalogue.services.codes import product_slug
from marketplace.catalogue.states import PRODUCT_TRANSITIONS, ProductState
from marketplace.storefronts.models import Farm
from marketplace.storefronts.permissions import require_editor


@transaction.atomic
def add_product(*, farm: Farm, actor: User, **words: Any) -> Product:
    """A draft; `words` are name, description and picture, and `slug` where one is wanted."""
    require_editor(actor, farm)
    words.setdefault("slug", product_slug(farm=farm, name=words["name"]))
    product = Product.objects.create(farm=farm, **words)
    publish(ProductChanged(product_id=product.pk, organization_id=farm.pk, variant_id=0), actor=actor)
    return product


@transaction.atomic
def change_product(*, product: Product, actor: User, **words: Any) -> Product:
    require_editor(actor, product.farm)
    for name, value in words.items():
        setattr(product, name, value)
    product.save(update_fields=words.keys())
    publish(ProductChanged(product_id=product.pk, organization_id=product.farm_id, variant_id=0), actor=actor)
    return product


@transaction.atomic
def publish_product(*, product: Product, actor: User) -> Product:
    """Put it on the stall. Raises `Refused` while it has no size to sell."""
    if not product.variants.offered().exists():
        raise Refused(_("Give it a size and a price first; then it can stand on the stall."))
    hold_open(organizations=[product.farm_id])
    return _move(product, ProductState.ON_SALE, actor)


def pause_product(*, product: Product, actor: User) -> Product:
    return _move(product, ProductState.PAUSED, actor)


def retire_product(*, product: Product, actor: User) -> Product:
    """For good. Its page stays for the boxes that were sold."""
    return _move(product, ProductState.RETIRED, actor)


@transaction.atomic
def _move(product: Product, state: ProductState, actor: User) -> Product:
    require_editor(actor, product.farm)
    locked = Product.objects.select_for_update().get(pk=product.pk)
    check_transition(PRODUCT_TRANSITIONS, ProductState(locked.state), state)
    product.state = state
    product.save(update_fields=["state"])
    publish(ProductMoved(product_id=product.pk, organization_id=product.farm_id, state=state), actor=actor)
    return product
