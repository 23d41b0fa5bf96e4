from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import current_user
from core.errors import Refused
from core.http import see_other
from core.idempotency import idempotent
from marketplace.catalogue.forms import VariantForm
from marketplace.catalogue.models import Variant
from marketplace.catalogue.services import variants
from marketplace.storefronts.models import Farm
from marketplace.storefronts.views.editing import edit
from marketplace.storefronts.views.seller import for_farm


def _find(farm: Farm, sku: str) -> Variant:
    return get_object_or_404(Variant.objects.select_related("product__farm"), product__farm=farm, sku=sku)


def _back(slug: str) -> str:
    return reverse("catalogue:goods-product", args=[slug])


@for_farm
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, farm: Farm, slug: str) -> HttpResponse:
    product = get_object_or_404(farm.products, slug=slug)
    return edit(
        request,
        form=VariantForm(request.POST or None),
        save=partial(variants.add_variant, product=product, actor=current_user(request)),
        saved=_("Saved. Now say how many there are."),
        url=lambda size: reverse("catalogue:new-batch", args=[size.sku]),
        template="marketplace/storefronts/form.html",
        context={"farm": farm, "title": _("A new size of %(name)s") % {"name": product}, "back": _back(slug)},
    )


@for_farm
@require_http_methods(["GET", "HEAD", "POST"])
def size(request: HttpRequest, farm: Farm, sku: str) -> HttpResponse:
    found = _find(farm, sku)
    back = _back(found.product.slug)
    context = {"farm": farm, "title": str(found), "back": back}
    if found.withdrawn_at is None:
        context |= {
            "deletion": reverse("catalogue:size-withdrawal", args=[sku]),
            "deletion_label": _("Take this size off the stall"),
        }
    return edit(
        request,
        form=VariantForm(request.POST or None, instance=found),
        save=partial(variants.change_variant, variant=found, actor=current_user(request)),
        saved=_("Saved. Orders that are already placed keep their price."),
        url=back,
        template="marketplace/storefronts/form.html",
        context=context,
    )


@for_farm
@require_POST
@idempotent
def withdrawal(request: HttpRequest, farm: Farm, sku: str) -> HttpResponse:
    """Takes the size off the stall; with `back=1` puts it there again."""
    found = _find(farm, sku)
    verb = variants.offer_variant if request.POST.get("back") else variants.withdraw_variant
    try:
        verb(variant=found, actor=current_user(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Saved."))
    return see_other(_back(found.product.slug))
