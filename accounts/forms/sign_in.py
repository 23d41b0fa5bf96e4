"""allauth's forms: joining, coming back, and what proves that it is you."""

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.core import context
from allauth.mfa.base import forms as second_factor
from allauth.mfa.totp.forms import ActivateTOTPForm as AllauthActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, SignupWebAuthnForm
from django import forms
from django.contrib.auth.password_validation import MinimumLengthValidator, get_default_password_validators
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.requests import claim_for
from accounts.services.texts import BudgetSpent, claim_mail, claim_text
from core.client_address import client_address
from core.phones import parse_phone


def _way_in(form: forms.Form) -> str:
    """How the person chose to be known: "phone" unless the form or the address of the page says "email"."""
    wanted = form.data.get("by") or (context.request.GET.get("by") if context.request else "")
    return "email" if wanted == "email" else "phone"


# What the fields of allauth's forms are called here.
LABELS = {
    "login": _("Phone number or e-mail address"),
    "phone": _("Phone number"),
    "email": _("E-mail address"),
    "oldpassword": _("Your password now"),
    "password": _("Password"),
    "password1": _("New password"),
    "password2": _("The new password once more"),
    "code": _("The code"),
}


def _password_hint() -> str:
    """One sentence for all validators, whose own would be a paragraph."""
    lengths = [v.min_length for v in get_default_password_validators() if isinstance(v, MinimumLengthValidator)]
    hint = _("At least %(count)s characters, and not only digits. Not your name, and nothing that many people use.")
    return hint % {"count": max(lengths, default=1)}


class InOurWords(forms.Form):
    """A form of allauth's. Its placeholders only repeat the label, and in Chinese wrongly."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.widget.attrs.pop("placeholder", None)
        if "password1" in self.fields:
            self.fields["password1"].help_text = _password_hint()
        if "code" in self.fields:
            self.fields["code"].widget.attrs["inputmode"] = "numeric"


def _claim(form: forms.Form) -> None:
    """A form whose answer is a text message or a mail takes it out of the budget, last of all: only a form without errors
    sends."""
    to = form.cleaned_data.get("phone") or form.cleaned_data.get("email")
    if form.errors or not to:
        return
    claim = claim_mail if "@" in to else claim_text
    try:
        claim(to=to, address=client_address(context.request), now=timezone.now())
    except BudgetSpent as refusal:
        form.add_error(refusal.field, str(refusal))
    else:
        claim_for(context.request, to)


class LoginForm(InOurWords, allauth_forms.LoginForm):
    """With a password. A phone number may be typed as people type it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        self.fields["password"].help_text = ""

    def clean_login(self) -> str:
        login = super().clean_login()
        if "@" in login:
            return login
        try:
            return parse_phone(login)
        except forms.ValidationError:
            return login


class LoginCodeForm(InOurWords, allauth_forms.RequestLoginCodeForm):
    by = forms.ChoiceField(choices=[("phone", "phone"), ("email", "email")], required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.way_in = self.initial["by"] = _way_in(self)
        shown, other = ("email", "phone") if self.way_in == "email" else ("phone", "email")
        self.fields[shown].required = True
        # Kept, since allauth looks for both; never shown.
        self.fields[other].required = False
        self.fields[other].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        _claim(self)
        return cleaned


class SignupForm(InOurWords, allauth_forms.SignupForm):
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
            self.fields["email"].help_text = _("We send a code there, to be sure that it is yours.")
        else:
            del self.fields["email"]
            self.fields.pop("password1", None)
            self.fields["phone"].required = True
            self.fields["phone"].help_text = _("We send a code by text message. No password to remember.")
        if "password1" in self.fields:
            self.fields["password1"].required = True
            self.fields["password1"].label = _("Password")
        self.order_fields(["name", "phone", "email", "password1", "by"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        _claim(self)
        return cleaned


class ChangePhoneForm(InOurWords, allauth_forms.ChangePhoneForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phone"].label = _("New phone number")
        self.fields["phone"].help_text = _("We send a code by text message.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        _claim(self)
        return cleaned


class AddEmailForm(InOurWords, allauth_forms.AddEmailForm):
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        _claim(self)
        return cleaned


class ResetPasswordForm(InOurWords, allauth_forms.ResetPasswordForm):
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        _claim(self)
        return cleaned


class ChangePasswordForm(InOurWords, allauth_forms.ChangePasswordForm):
    pass


class SetPasswordForm(InOurWords, allauth_forms.SetPasswordForm):
    pass


class ResetPasswordKeyForm(InOurWords, allauth_forms.ResetPasswordKeyForm):
    pass


class ReauthenticateForm(InOurWords, allauth_forms.ReauthenticateForm):
    pass


class ConfirmLoginCodeForm(InOurWords, allauth_forms.ConfirmLoginCodeForm):
    pass


class ConfirmEmailCodeForm(InOurWords, allauth_forms.ConfirmEmailVerificationCodeForm):
    pass


class ConfirmPasswordResetCodeForm(InOurWords, allauth_forms.ConfirmPasswordResetCodeForm):
    pass


class VerifyPhoneForm(InOurWords, allauth_forms.VerifyPhoneForm):
    pass


class ChangeEmailForm(InOurWords, allauth_forms.ChangeEmailForm):
    pass


class SecondFactorForm(InOurWords, second_factor.AuthenticateForm):
    pass


class SecondFactorAgainForm(InOurWords, second_factor.ReauthenticateForm):
    pass


class ActivateTOTPForm(InOurWords, AllauthActivateTOTPForm):
    pass


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
