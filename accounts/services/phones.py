from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.events import PhoneVerified
from accounts.models import User
from core.errors import Refused
from core.events import publish


@transaction.atomic
def verify_phone(*, user: User, phone: str) -> None:
    """The person has typed the code that was sent there: the number is theirs. `phone` is E.164.

    Proving the same number again changes nothing. Raises Refused (field "code") when it belongs to another account.
    """
    person = User.objects.select_for_update().get(pk=user.pk)
    is_known = person.phone_verified and str(person.phone) == phone
    person.phone, person.phone_verified = phone, True
    if not is_known:
        try:
            with transaction.atomic():
                person.save(update_fields=["phone", "phone_verified"])
        except IntegrityError:
            raise Refused(
                _("This number belongs to another account. Log in there with a code."), field="code"
            ) from None
        publish(PhoneVerified(user_id=person.pk), actor=person)
    user.phone, user.phone_verified = person.phone, True
