from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.money import Money
from core.phones import PhoneField
from marketplace.orders.models.carts import MOST_OF_ONE_THING
from marketplace.orders.services.checkout import Contact
from marketplace.payments.gateways import available_gateways


class QuantityForm(forms.Form):
    quantity = forms.IntegerField(label=_("How many?"), min_value=1, max_value=MOST_OF_ONE_THING)


class AddForm(QuantityForm):
    variant = forms.IntegerField(min_value=1)


class CheckoutForm(forms.Form):
    contact_name = forms.CharField(
        label=_("Who gets it?"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    phone = PhoneField(label=_("Phone for the courier"))
    province = forms.CharField(
        label=_("Province"), max_length=40, widget=forms.TextInput(attrs={"autocomplete": "address-level1"})
    )
    city = forms.CharField(
        label=_("City"), max_length=40, widget=forms.TextInput(attrs={"autocomplete": "address-level2"})
    )
    district = forms.CharField(
        label=_("District or county"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "address-level3"}),
    )
    street = forms.CharField(
        label=_("Street, building, door"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    note = forms.CharField(label=_("A word for the farms"), max_length=300, required=False)
    gateway = forms.ChoiceField(label=_("Pay with"), widget=forms.RadioSelect)
    total = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        gateways = available_gateways()
        self.fields["gateway"].choices = [(gateway.slug, gateway.label) for gateway in gateways]  # type: ignore[attr-defined]
        self.initial.setdefault("gateway", gateways[0].slug if gateways else "")
        if isinstance(user, User):
            self.initial.setdefault("contact_name", user.name)
            self.initial.setdefault("phone", user.phone.as_national if user.phone else "")
        for name in ("contact_name", "province", "city", "street"):
            self.fields[name].error_messages["required"] = _("Without this the courier cannot find you.")
        self.fields["phone"].error_messages["required"] = _("Without this the courier cannot reach you.")

    def contact(self) -> Contact:
        names = ("contact_name", "phone", "province", "city", "district", "street", "note")
        return Contact(**{name: self.cleaned_data[name] for name in names})

    def expected_total(self) -> Money | None:
        """What the page showed, so that nobody pays a sum they have not seen."""
        minor = self.cleaned_data.get("total")
        return None if minor is None else Money(minor)


class ShipForm(forms.Form):
    carrier = forms.CharField(
        label=_("Carrier"),
        max_length=60,
        error_messages={"required": _("Who carries it? Write the courier's name.")},
    )
    tracking_number = forms.CharField(
        label=_("Tracking number"),
        max_length=60,
        error_messages={"required": _("Copy the number from the courier's slip.")},
    )
