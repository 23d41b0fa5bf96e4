from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.errors import Refused
from core.events import publish
from marketplace.catalogue.events import ProductChanged
from marketplace.catalogue.models import Product, Variant
from marketplace.catalogue.services.codes import sku
from marketplace.storefronts.permissions import require_editor


@transaction.atomic
def add_variant(*, product: Product, actor: User, **details: Any) -> Variant:
    """`details` are name, price, compare_at and weight_grams, and `sku` where one is wanted."""
    require_editor(actor, product.farm)
    details.setdefault("sku", sku(product=product, weight_grams=details["weight_grams"]))
    variant = Variant.objects.create(product=product, **details)
    _tell(variant, actor)
    return variant


@transaction.atomic
def change_variant(*, variant: Variant, actor: User, **details: Any) -> Variant:
    """Orders keep the price and the words they were placed with."""
    require_editor(actor, variant.product.farm)
    for name, value in details.items():
        setattr(variant, name, value)
    variant.save(update_fields=details.keys())
    _tell(variant, actor)
    return variant


@transaction.atomic
def withdraw_variant(*, variant: Variant, actor: User) -> None:
    """Take a size off the stall. Raises `Refused` for the last size of a product that is on sale."""
    product = variant.product
    require_editor(actor, product.farm)
    Product.objects.select_for_update().filter(pk=product.pk).first()
    others = product.variants.offered().exclude(pk=variant.pk)
    if product.is_on_sale and not others.exists():
        raise Refused(_("This is the only size on the stall. Pause the product instead."))
    Variant.objects.filter(pk=variant.pk, withdrawn_at=None).update(withdrawn_at=timezone.now())
    _tell(variant, actor)


@transaction.atomic
def offer_variant(*, variant: Variant, actor: User) -> None:
    """Put a withdrawn size back."""
    require_editor(actor, variant.product.farm)
    Variant.objects.filter(pk=variant.pk).update(withdrawn_at=None)
    _tell(variant, actor)


def _tell(variant: Variant, actor: User) -> None:
    product = variant.product
    event = ProductChanged(product_id=product.pk, organization_id=product.farm_id, variant_id=variant.pk)
    publish(event, actor=actor)
