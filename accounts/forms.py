from typing import Any

from allauth.account.forms import ChangePhoneForm as AllauthChangePhoneForm
from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.forms import RequestLoginCodeForm
from allauth.account.forms import SignupForm as AllauthSignupForm
from allauth.core import context
from allauth.mfa.webauthn.forms import AddWebAuthnForm, SignupWebAuthnForm
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization, User
from accounts.requests import claim_for_text
from accounts.services.texts import TextRefused, claim_text
from accounts.states import OrganizationKind, Role
from core.client_address import client_address
from core.localized import LocalizedFormField
from core.phones import parse_phone
from core.uploads.forms import PictureField


def _way_in(form: forms.Form) -> str:
    """How the person chose to be known: "phone" unless the form or the address of the page says "email"."""
    wanted = form.data.get("by") or (context.request.GET.get("by") if context.request else "")
    return "email" if wanted == "email" else "phone"


def _claim(form: forms.Form) -> None:
    """A form whose answer is a text message takes it out of the budget, last of all: only a form without errors sends."""
    phone = form.cleaned_data.get("phone")
    if form.errors or not phone:
        return
    try:
        claim_text(to=phone, address=client_address(context.request), now=timezone.now())
    except TextRefused as refusal:
        form.add_error("phone", str(refusal))
    else:
        claim_for_text(context.request, phone)


class LoginForm(AllauthLoginForm):
    """With a password. A phone number may be typed as people type it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Phone number or e-mail address")
        self.fields["login"].widget.attrs.pop("placeholder", None)
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        self.fields["password"].widget.attrs.pop("placeholder", None)
        self.fields["password"].label = _("Password")
        self.fields["password"].help_text = ""

    def clean_login(self) -> str:
        login = super().clean_login()
        if "@" in login:
            return login
        try:
            return parse_phone(login)
        except forms.ValidationError:
            return login


class LoginCodeForm(RequestLoginCodeForm):
    by = forms.ChoiceField(choices=[("phone", "phone"), ("email", "email")], required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.way_in = self.initial["by"] = _way_in(self)
        shown, other = ("email", "phone") if self.way_in == "email" else ("phone", "email")
        self.fields[shown].required = True
        # Kept, since allauth looks for both; never shown.
        self.fields[other].required = False
        self.fields[other].widget = forms.HiddenInput()
        self.fields["phone"].label = _("Phone number")
        self.fields["email"].label = _("E-mail address")
        self.fields["email"].widget.attrs.pop("placeholder", None)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        _claim(self)
        return cleaned


class SignupForm(AllauthSignupForm):
    """One page, two ways in: a phone number, or an e-mail address with a password. A code follows, and then the passkey of
    whoever wants that instead of a password."""

    name = forms.CharField(
        label=_("What should we call you?"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    by = forms.ChoiceField(choices=[("phone", "phone"), ("email", "email")], required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.way_in = self.initial["by"] = _way_in(self)
        if self.way_in == "email":
            del self.fields["phone"]
            self._has_phone_field = False
            self.fields["email"].required = True
            self.fields["email"].label = _("E-mail address")
            self.fields["email"].help_text = _("We send a code there, to be sure that it is yours.")
            self.fields["email"].widget.attrs.pop("placeholder", None)
        else:
            del self.fields["email"]
            self.fields.pop("password1", None)
            self.fields["phone"].required = True
            self.fields["phone"].label = _("Phone number")
            self.fields["phone"].help_text = _("We send a code by text message. No password to remember.")
        if "password1" in self.fields:
            self.fields["password1"].required = True
            self.fields["password1"].label = _("Password")
            self.fields["password1"].help_text = " ".join(password_validators_help_texts())
            self.fields["password1"].widget.attrs.pop("placeholder", None)
        self.order_fields(["name", "phone", "email", "password1", "by"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        _claim(self)
        return cleaned


class ChangePhoneForm(AllauthChangePhoneForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phone"].label = _("New phone number")
        self.fields["phone"].help_text = _("We send a code by text message.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        _claim(self)
        return cleaned


class AddPasskeyForm(AddWebAuthnForm):
    """Every key added here is a passkey: it logs in by itself. A key that is only the second factor helps nobody here."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("What is it called?")
        self.fields["name"].help_text = _("So that you know it again: my telephone, the key on my key ring.")
        self.fields["name"].max_length = 60
        self.fields["passwordless"].widget = forms.HiddenInput()
        self.fields["passwordless"].initial = True


class FirstPasskeyForm(SignupWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("What is it called?")
        self.fields["name"].help_text = _("So that you know it again: my telephone, the key on my key ring.")


class ProfileForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["name"]
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "name"})}


class OrganizationForm(forms.Form):
    kind = forms.ChoiceField(label=_("What is it?"), choices=OrganizationKind.choices)
    name = LocalizedFormField(label=_("Name"), max_length=80)
    slug = forms.SlugField(
        label=_("Address on the fair"), max_length=60, help_text=_("Small letters, digits and hyphens: dashan-oranges")
    )

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"].lower()
        if Organization.objects.filter(slug=slug).exists():
            raise forms.ValidationError(_("Somebody has this address already. Try another."))
        return slug


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=[c for c in Role.choices if c[0] != Role.OWNER])

    def __init__(self, *args: Any, owner: bool = True, **kwargs: Any) -> None:
        """Whoever is not the `owner` gives every role but the manager's."""
        super().__init__(*args, **kwargs)
        if not owner:
            self.fields["role"].choices = [c for c in self.fields["role"].choices if c[0] != Role.MANAGER]  # type: ignore[attr-defined]


class InvitationForm(RoleForm):
    contact = forms.CharField(label=_("Their phone number or e-mail address"), max_length=254)
    field_order = ["contact", "role"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The first of the list would be the manager: too much to give by not looking.
        self.fields["role"].initial = Role.STAFF


class OrganizationSettingsForm(forms.Form):
    """What may change. The kind and the address stay."""

    name = LocalizedFormField(label=_("Name"), max_length=80)
    avatar = PictureField(label=_("Picture"), required=False, help_text=_("A face or a sign. Square is best."))
