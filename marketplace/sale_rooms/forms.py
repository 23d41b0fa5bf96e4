from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.money import MoneyFormField
from marketplace.catalogue.models import Variant
from marketplace.catalogue.states import ProductState
from marketplace.sale_rooms.models import SaleRoom


class ShelfForm(forms.Form):
    """What of the farm's stall is not on the shelf yet."""

    variant = forms.ModelChoiceField(Variant.objects.none(), label=_("From the stall"), empty_label=_("Choose one"))

    def __init__(self, *args: Any, sale_room: SaleRoom, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = Variant.objects.offered().filter(
            product__farm_id=sale_room.room.organization_id, product__state=ProductState.ON_SALE
        )
        on_shelf = sale_room.shelf.values("variant_id")
        field = self.fields["variant"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = offered.exclude(pk__in=on_shelf).select_related("product")


class DealForm(forms.Form):
    price = MoneyFormField(label=_("Deal price"), min_value=0)
    quantity = forms.IntegerField(label=_("How many boxes"), min_value=1, max_value=1_000_000)
    minutes = forms.IntegerField(label=_("For how many minutes"), min_value=1, max_value=60, initial=10)


class GrabForm(forms.Form):
    price = forms.IntegerField(widget=forms.HiddenInput, min_value=1)  # minor units: what the button said
    quantity = forms.IntegerField(label=_("How many"), min_value=1, max_value=99, initial=1)
