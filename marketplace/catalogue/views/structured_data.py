"""What search engines may read of a product: the same as stands on its page."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest

from core.money import Money
from marketplace.catalogue.models import Product, Variant


def product_data(*, product: Product, variants: Iterable[Variant], request: HttpRequest) -> dict[str, Any]:
    """schema.org Product with one Offer for each size."""
    data: dict[str, Any] = {
        "@type": "Product",
        "name": str(product.name),
        "url": request.build_absolute_uri(product.get_absolute_url()),
        "brand": {"@type": "Organization", "name": str(product.farm), "url": _farm_url(product, request)},
        "offers": [_offer(product, variant, request) for variant in variants],
    }
    if product.description:
        data["description"] = str(product.description)
    if product.picture:
        data["image"] = request.build_absolute_uri(product.picture.url)
    return data


def _offer(product: Product, variant: Variant, request: HttpRequest) -> dict[str, Any]:
    price: Money = variant.price
    available = product.is_on_sale and variant.available > 0
    return {
        "@type": "Offer",
        "sku": variant.sku,
        "name": str(variant.name),
        "price": str(price.major),
        "priceCurrency": price.currency,
        "availability": f"https://schema.org/{'InStock' if available else 'OutOfStock'}",
        "url": request.build_absolute_uri(f"{product.get_absolute_url()}?size={variant.sku}"),
        "seller": {"@type": "Organization", "name": str(product.farm), "url": _farm_url(product, request)},
    }


def _farm_url(product: Product, request: HttpRequest) -> str:
    return request.build_absolute_uri(product.farm.get_absolute_url())
