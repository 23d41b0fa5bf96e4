from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import current_user
from marketplace.catalogue import queries
from marketplace.catalogue.forms import BatchForm, NewBatchForm, StockForm
from marketplace.catalogue.models import Batch, StockMovement, Variant
from marketplace.catalogue.services import stock
from marketplace.storefronts.models import Farm
from marketplace.storefronts.views.editing import edit
from marketplace.storefronts.views.seller import for_farm


def _find(farm: Farm, code: str) -> Batch:
    batches = Batch.objects.select_related("variant__product__farm", "plot")
    return get_object_or_404(batches, variant__product__farm=farm, code=code)


@for_farm
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, farm: Farm, sku: str) -> HttpResponse:
    variants = Variant.objects.select_related("product__farm")
    variant = get_object_or_404(variants, product__farm=farm, sku=sku)
    back = reverse("catalogue:goods-product", args=[variant.product.slug])
    return edit(
        request,
        form=NewBatchForm(request.POST or None, farm=farm),
        save=partial(stock.add_batch, variant=variant, actor=current_user(request)),
        saved=_("The batch is on the stall."),
        url=back,
        template="marketplace/storefronts/form.html",
        context={"farm": farm, "title": _("A new batch: %(name)s") % {"name": variant}, "back": back},
    )


@for_farm
@require_http_methods(["GET", "HEAD", "POST"])
def batch(request: HttpRequest, farm: Farm, code: str) -> HttpResponse:
    """How many there are, and a form for when that is wrong."""
    found = _find(farm, code)
    form = StockForm(request.POST or None)

    def save(**cleaned: object) -> StockMovement:
        reason, note = str(cleaned["reason"]), str(cleaned["note"])
        return stock.move_stock(batch=found, actor=current_user(request), change=form.change, reason=reason, note=note)

    return edit(
        request,
        form=form,
        save=save,
        saved=_("The count is right again."),
        url=reverse("catalogue:goods-batch", args=[code]),
        template="marketplace/catalogue/desk_batch.html",
        context={"farm": farm, "batch": found, "movements": queries.movements_of(batch=found)[:20]},
    )


@for_farm
@require_http_methods(["GET", "HEAD", "POST"])
def details(request: HttpRequest, farm: Farm, code: str) -> HttpResponse:
    found = _find(farm, code)
    back = reverse("catalogue:goods-batch", args=[code])
    return edit(
        request,
        form=BatchForm(request.POST or None, instance=found, farm=farm),
        save=partial(stock.change_batch, batch=found, actor=current_user(request)),
        saved=_("Saved."),
        url=back,
        template="marketplace/storefronts/form.html",
        context={"farm": farm, "title": _("Batch %(code)s") % {"code": code}, "back": back},
    )
