"""What django-allauth asks of us: where phone numbers live, how a code is sent, and what its errors say."""

from collections.abc import Callable
from typing import Any, ClassVar, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.stages import EmailVerificationStage
from allauth.account.utils import filter_users_by_email
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from accounts.gateways.sms import SmsKind, SmsMessage
from accounts.models import User
from accounts.requests import asker_of_code, log_sign_in, was_claimed
from accounts.services.phones import verify_phone
from accounts.services.second_factor import open_secret, seal_secret
from accounts.services.sessions import note_login, note_logout
from accounts.services.texts import BudgetSpent, claim_mail, claim_text, hand_over
from core.client_address import client_address
from core.phones import PhoneField, parse_phone

# Where the server cannot tell (a Unix socket): all such requests then share one limit.
UNKNOWN_ADDRESS = "0.0.0.0"  # noqa: S104
# What a stranger can have sent to anybody. Notices about an account are not counted: its owner must always hear of it.
SET_OFF_BY_ANYBODY = {
    f"account/email/{name}"
    for name in (
        "login_code",
        "password_reset_code",
        "email_confirmation",
        "email_confirmation_signup",
        "unknown_account",
        "account_already_exists",
    )
}


class AddressGivenStage(EmailVerificationStage):
    """An address must be proved by whoever gives one, or logs in by one. Who has a number only is not asked."""

    def handle(self) -> Any:
        person = cast("User | None", self.login.user)
        if person is not None and not self.login.email and not (self.login.signup and person.email):
            return None, True
        return super().handle()


class AccountAdapter(DefaultAccountAdapter):
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": gettext_lazy("This account is closed."),
        "cannot_remove_primary_email": gettext_lazy(
            "This is your main address. Make another one the main address first."
        ),
        "duplicate_email": gettext_lazy("You have this address already."),
        "email_password_mismatch": gettext_lazy("The address or the password is wrong."),
        "phone_password_mismatch": gettext_lazy("The number or the password is wrong."),
        "email_taken": gettext_lazy("This address belongs to another account."),
        "enter_current_password": gettext_lazy("That is not your password."),
        "incorrect_code": gettext_lazy("That is not the code. Look again, or ask for a new one."),
        "incorrect_password": gettext_lazy("That is not your password."),
        "invalid_or_expired_key": gettext_lazy("This is no longer valid. Ask for a new one."),
        "invalid_login": gettext_lazy("Write a phone number or an e-mail address."),
        "invalid_password_reset": gettext_lazy("This is no longer valid. Ask for a new code."),
        "max_email_addresses": gettext_lazy("You can have %d addresses. Remove one first."),
        "phone_taken": gettext_lazy("This number belongs to another account. Log in there with a code."),
        "too_many_login_attempts": gettext_lazy("That was tried too many times. Wait a few minutes, then try again."),
        "unknown_email": gettext_lazy("Nobody here has this address."),
        "unknown_phone": gettext_lazy("Nobody here has this number."),
        "unverified_primary_email": gettext_lazy("Prove that the address is yours first."),
        "select_only_one": gettext_lazy("Write a number or an address, not both."),
        "same_as_current": gettext_lazy("You have this one already."),
        "rate_limited": gettext_lazy("That was asked for too often. Wait a minute, then try again."),
    }

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request) or UNKNOWN_ADDRESS

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """One count for one account, by whichever number or address it is tried. allauth's own key leaves numbers out:
        whoever logs in by number would share one limit with everybody else who does."""
        phone, email = credentials.get("phone"), credentials.get("email") or ""
        people = [self.get_user_by_phone(phone)] if phone else filter_users_by_email(email)
        person = next(iter(people), None)
        return f"user:{person.pk}" if person else f"nobody:{str(phone or email).lower()}"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        if template_prefix in SET_OFF_BY_ANYBODY and not self._may_send(email, claim_mail):
            return
        super().send_mail(template_prefix, email, {"site_url": settings.DAJI_SITE_URL, **context})

    def get_login_stages(self) -> list[str]:
        theirs = "allauth.account.stages.EmailVerificationStage"
        ours = f"{__name__}.{AddressGivenStage.__name__}"
        return [ours if stage == theirs else stage for stage in super().get_login_stages()]

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:security")

    def get_email_verification_redirect_url(self, email_address: Any) -> str:
        return (
            reverse("accounts:security")
            if self.request.user.is_authenticated
            else super().get_login_redirect_url(self.request)
        )

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        names = {
            "reauthenticate": _("Use your password"),
            "mfa_reauthenticate": _("Use a code of your app"),
            "mfa_reauthenticate:webauthn": _("Use a passkey"),
        }
        return [{**method, "description": names[method["id"]]} for method in super().get_reauthentication_methods(user)]

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        response = super().post_login(request, user, **kwargs)
        note_login(session=request.session, now=timezone.now())
        return response

    def logout(self, request: HttpRequest) -> None:
        person = request.user
        super().logout(request)
        if isinstance(person, User):
            note_logout(user=person)

    def phone_form_field(self, **kwargs: Any) -> PhoneField:
        return PhoneField(**{"label": _("Phone number"), **kwargs})

    def clean_phone(self, phone: str) -> str:
        return parse_phone(phone)

    def get_phone(self, user: AbstractBaseUser) -> tuple[str, bool] | None:
        person = cast("User", user)
        return (str(person.phone), person.phone_verified) if person.phone else None

    def set_phone(self, user: AbstractBaseUser, phone: str, verified: bool) -> None:
        person = cast("User", user)
        person.phone, person.phone_verified = phone, verified
        if person.pk:
            person.save(update_fields=["phone", "phone_verified"])

    def set_phone_verified(self, user: AbstractBaseUser, phone: str) -> None:
        verify_phone(user=cast("User", user), phone=phone)

    def get_user_by_phone(self, phone: str) -> User | None:
        return User.objects.filter(phone=phone).first()

    def send_verification_code_sms(self, user: AbstractBaseUser, phone: str, code: str, **kwargs: Any) -> None:
        text = _("Daji: your code is %(code)s. Nobody from the fair will ask you for it.") % {"code": code}
        self._text(SmsMessage(to=phone, kind=SmsKind.VERIFICATION_CODE, text=text, parameters={"code": code}))

    def send_unknown_account_sms(self, phone: str, **kwargs: Any) -> None:
        text = _("Daji: somebody asked for a code, but this number has no account yet. Join first.")
        self._text(SmsMessage(to=phone, kind=SmsKind.UNKNOWN_ACCOUNT, text=text))

    def send_account_already_exists_sms(self, phone: str) -> None:
        text = _("Daji: this number already has an account. Log in with a code instead.")
        self._text(SmsMessage(to=phone, kind=SmsKind.ACCOUNT_EXISTS, text=text))

    def _text(self, message: SmsMessage) -> None:
        """A text that cannot go out stops nothing: the page for the code says so and offers a new one."""
        if not self._may_send(message.to, claim_text):
            return
        if not hand_over(message=message):
            messages.error(self.request, _("The text message could not be sent. Ask for a new code in a minute."))

    def _may_send(self, to: str, claim: Callable[..., None]) -> bool:
        """A form has taken it out of the budget already; a second code, asked for with a button, is taken here."""
        if was_claimed(self.request, to):
            return True
        try:
            claim(to=to, address=self.get_client_ip(self.request), now=timezone.now())
        except BudgetSpent as refusal:
            messages.error(self.request, str(refusal))
            return False
        return True

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        if code == "incorrect_code":
            person, way = asker_of_code(self.request)
            log_sign_in("code refused", request=self.request, user=person, ways=[way], is_refusal=True)
        return super().validation_error(code, *args)

    def save_user(self, request: Any, user: Any, form: Any, commit: bool = True) -> Any:
        user.name = form.cleaned_data.get("name", "")
        user.language = get_language() or ""
        # allauth sets the number after the first save, but a person without number and address cannot be saved.
        user.phone = form.cleaned_data.get("phone") or None
        return super().save_user(request, user, form, commit)


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "add_email_blocked": gettext_lazy("Your account has a second factor. Turn it off before you add an address."),
        "cannot_delete_authenticator": gettext_lazy("This second factor cannot be turned off."),
        "cannot_generate_recovery_codes": gettext_lazy("Set up a second factor first: recovery codes stand in for it."),
        "incorrect_code": gettext_lazy("That is not the code. Look again: it changes every half minute."),
        "unverified_email": gettext_lazy("Prove first that your e-mail address is yours."),
    }

    def encrypt(self, text: str) -> str:
        return seal_secret(text=text)

    def decrypt(self, encrypted_text: str) -> str:
        return open_secret(stored=encrypted_text)

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return _("Passkey %(number)s") % {"number": number}

    def _get_user_identifier(self, user: Any) -> str:
        """What the telephone's own dialogs and the app show, to tell accounts apart."""
        return user.email or str(user.phone or user)

    def _get_site_name(self) -> str:
        return "Daji"
