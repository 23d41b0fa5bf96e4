from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import current_user
from core.errors import Refused
from core.http import see_other
from core.idempotency import idempotent
from marketplace.catalogue import queries
from marketplace.catalogue.forms import ProductForm
from marketplace.catalogue.models import Product
from marketplace.catalogue.services import products
from marketplace.catalogue.states import PRODUCT_TRANSITIONS, ProductState
from marketplace.storefronts.models import Farm
from marketplace.storefronts.views.editing import edit
from marketplace.storefronts.views.seller import for_farm

MOVES = {
    ProductState.ON_SALE: products.publish_product,
    ProductState.PAUSED: products.pause_product,
    ProductState.RETIRED: products.retire_product,
}


def _url(product: Product) -> str:
    return reverse("catalogue:goods-product", args=[product.slug])


@for_farm
@require_safe
def goods(request: HttpRequest, farm: Farm) -> HttpResponse:
    context = {"farm": farm, "products": queries.products_of(farm=farm)}
    return render(request, "marketplace/catalogue/desk_goods.html", context)


@for_farm
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, farm: Farm) -> HttpResponse:
    user = current_user(request)
    return edit(
        request,
        form=ProductForm(request.POST or None, request.FILES or None, user=user),
        save=partial(products.add_product, farm=farm, actor=user),
        saved=_("Saved as a draft. Give it a size and a price next."),
        url=_url,
        template="marketplace/storefronts/form.html",
        context={"farm": farm, "title": _("Something new for the stall"), "back": reverse("catalogue:goods")},
    )


@for_farm
@require_safe
def product(request: HttpRequest, farm: Farm, slug: str) -> HttpResponse:
    """A product's sizes and batches, and what may happen to it next."""
    found = get_object_or_404(farm.products.select_related("picture"), slug=slug)
    context = {
        "farm": farm,
        "product": found,
        "sizes": queries.sizes_for_desk(product=found),
        "batches": queries.batches_for_desk(product=found),
        "moves": PRODUCT_TRANSITIONS[ProductState(found.state)],
    }
    return render(request, "marketplace/catalogue/desk_product.html", context)


@for_farm
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: HttpRequest, farm: Farm, slug: str) -> HttpResponse:
    """Its name, picture and description."""
    found, user = get_object_or_404(farm.products, slug=slug), current_user(request)
    return edit(
        request,
        form=ProductForm(request.POST or None, request.FILES or None, instance=found, user=user),
        save=partial(products.change_product, product=found, actor=user),
        saved=_("Saved."),
        url=_url,
        template="marketplace/storefronts/form.html",
        context={"farm": farm, "title": str(found.name), "back": _url(found)},
    )


@for_farm
@require_POST
@idempotent
def state(request: HttpRequest, farm: Farm, slug: str) -> HttpResponse:
    """`to=on_sale`, `to=paused` or `to=retired`."""
    found = get_object_or_404(farm.products, slug=slug)
    move = MOVES.get(request.POST.get("to", ""))  # type: ignore[call-overload]
    if move is None:
        raise Refused(_("This button is not known here. Reload the page and try again."))
    try:
        move(product=found, actor=current_user(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("%(name)s: %(state)s.") % {"name": found, "state": found.get_state_display()})
    return see_other(_url(found))
