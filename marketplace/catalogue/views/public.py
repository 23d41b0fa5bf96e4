from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.services.dealings import check_is_open
from marketplace.catalogue import queries
from marketplace.catalogue.models import Product
from marketplace.catalogue.views.structured_data import product_data
from marketplace.storefronts.queries import open_room_of

PRODUCTS_PER_PAGE = 24
LONGEST_SEARCH = 80
DIARY_BEHIND_A_BATCH = 3


@require_safe
def products(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    page = Paginator(queries.products_on_sale(text=text), PRODUCTS_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "marketplace/catalogue/products.html", {"page": page, "text": text})


@require_safe
def product(request: HttpRequest, slug: str) -> HttpResponse:
    """`?size=<sku>` chooses the size that is selected; else the smallest that is left."""
    public = Product.objects.public().select_related("farm__organization__avatar", "farm__cover", "picture")
    shown = get_object_or_404(public, slug=slug)
    check_is_open(organization=shown.farm.organization)
    sizes = list(queries.offered_variants(product=shown))
    in_stock = [size for size in sizes if size.available]
    asked = [size for size in sizes if size.sku == request.GET.get("size")]
    chosen = next(iter([*asked, *in_stock, *sizes]), None)
    can_buy = shown.is_on_sale and chosen is not None and chosen.available > 0
    context = {
        "product": shown,
        "farm": shown.farm,
        "sizes": sizes,
        "chosen": chosen,
        "can_buy": can_buy,
        "batch": next(iter(chosen.batches_in_stock), None) if chosen and shown.is_on_sale else None,
        "room": open_room_of(farm=shown.farm),
        "structured_data": product_data(product=shown, variants=sizes, request=request),
    }
    return render(request, "marketplace/catalogue/product.html", context)


@require_safe
def batch(request: HttpRequest, code: str) -> HttpResponse:
    """The page behind the code on the box."""
    shown = get_object_or_404(queries.batch_page(code=code))
    context = {
        "batch": shown,
        "product": shown.variant.product,
        "farm": shown.variant.product.farm,
        "diary": queries.diary_behind(batch=shown, limit=DIARY_BEHIND_A_BATCH),
        "this_week": timezone.localdate().isocalendar()[:2],
    }
    return render(request, "marketplace/catalogue/batch.html", context)
