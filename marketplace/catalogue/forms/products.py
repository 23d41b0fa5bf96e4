from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.uploads.forms import PictureField, set_uploader
from marketplace.catalogue.models import Product, Variant


class ProductForm(forms.ModelForm):
    picture = PictureField(
        label=_("Picture"), required=False, help_text=_("As it is: no filter, a little dirt is fine.")
    )

    class Meta:
        model = Product
        fields = ["name", "picture", "description"]

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_uploader(self, user)


class VariantForm(forms.ModelForm):
    class Meta:
        model = Variant
        fields = ["name", "price", "compare_at", "weight_grams"]
        help_texts = {"compare_at": _("Only if you really sold it at that price.")}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        price, before = cleaned.get("price"), cleaned.get("compare_at")
        if price is not None and price.minor <= 0:
            self.add_error("price", _("A price is more than nothing."))
        if price is not None and before is not None and before <= price:
            self.add_error("compare_at", _("The price before must be higher than the price now."))
        if cleaned.get("weight_grams") == 0:
            self.add_error("weight_grams", _("Put it on the scales: it weighs at least a gram."))
        return cleaned
