from __future__ import annotations

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.privacy.kinds import PURPOSES
from accounts.privacy.models import ConsentReceipt
from accounts.privacy.states import Decision
from core.errors import Refused

AT_SIGN_UP, AT_MY_DATA = "sign-up", "my data"


@transaction.atomic
def record_consent(*, user: User, purpose: str, decision: str, place: str, language: str = "") -> ConsentReceipt:
    """Write down a decision about the text that counts now. Deciding the same again is a new receipt, with its time.

    Raises Refused when something is taken back without which there is no account.
    """
    kind = PURPOSES[purpose]
    if decision == Decision.WITHDRAWN and not kind.is_optional:
        raise Refused(_("Without this there is no account. To take it back, erase the account."))
    return ConsentReceipt.objects.create(
        user=user,
        purpose=purpose,
        version=kind.version,
        language=language or get_language() or "",
        decision=decision,
        place=place,
    )


@transaction.atomic
def agree_at_sign_up(*, user: User, language: str = "") -> None:
    """What the sentence above the button of the sign-up form says. Running twice writes nothing twice."""
    for slug, kind in PURPOSES.items():
        if not kind.is_optional and not user.consents.filter(purpose=slug, place=AT_SIGN_UP).exists():
            record_consent(user=user, purpose=slug, decision=Decision.GIVEN, place=AT_SIGN_UP, language=language)
