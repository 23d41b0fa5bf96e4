"""The books of an organisation must stand at zero before it closes: nobody is owed anything."""

from django.utils.translation import gettext as _

from accounts.kinds import Business, register_business
from accounts.models import Organization
from core.personal_data import Blocker
from marketplace.payments.queries import balances_of


def _money(organization: Organization) -> list[Blocker]:
    """Credits, which stand below zero, are what the fair owes."""
    owed, due = _("The fair still owes it %(amount)s."), _("It still owes the fair %(amount)s.")
    return [
        Blocker(sentence=(owed % {"amount": -balance}) if balance.minor < 0 else (due % {"amount": balance}))
        for balance in balances_of(organization=organization)
    ]


def register() -> None:
    register_business(Business(name="payments", unfinished=_money))
