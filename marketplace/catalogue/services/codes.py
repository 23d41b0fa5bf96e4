"""Addresses and codes that nobody has to think up on a phone."""

import datetime

from django.db.models import Model
from django.utils.text import slugify

from core.localized import LocalizedText
from marketplace.catalogue.models import Batch, Product, Variant
from marketplace.storefronts.models import Farm


def product_slug(*, farm: Farm, name: LocalizedText) -> str:
    """From the name in Latin letters, else from the farm's address."""
    base = slugify(" ".join(name.values()))[:60].strip("-") or f"{farm.slug}-goods"
    return base if _is_free(Product, "slug", base) else _numbered(Product, "slug", base)


def sku(*, product: Product, weight_grams: int) -> str:
    base = f"{product.slug[:28].strip('-')}-{weight_grams}"
    return base if _is_free(Variant, "sku", base) else _numbered(Variant, "sku", base)


def batch_code(*, farm: Farm, harvested_on: datetime.date) -> str:
    """Farm, ISO year and week, and a count within it: "DASH-26W47-1". It stands on the box, so it is short."""
    year, week, _day = harvested_on.isocalendar()
    letters = "".join(filter(str.isalpha, farm.slug))[:4].upper() or "FARM"
    return _numbered(Batch, "code", f"{letters}-{year % 100:02}W{week:02}")


def _numbered(model: type[Model], field: str, base: str) -> str:
    taken = set(model._default_manager.filter(**{f"{field}__startswith": f"{base}-"}).values_list(field, flat=True))
    free = next(number for number in range(1, len(taken) + 2) if f"{base}-{number}" not in taken)
    return f"{base}-{free}"


def _is_free(model: type[Model], field: str, value: str) -> bool:
    return not model._default_manager.filter(**{field: value}).exists()
