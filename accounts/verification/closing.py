"""With the organisation go the papers that were begun or wait to be looked at."""

from accounts.kinds import Business, register_business
from accounts.models import Organization, User
from accounts.verification.models import Verification
from accounts.verification.services.rounds import withdraw
from accounts.verification.states import VerificationState


def _withdraw(organization: Organization, actor: User) -> None:
    begun = [VerificationState.DRAFT, VerificationState.SUBMITTED]
    for verification in Verification.objects.filter(organization=organization, state__in=begun).order_by("pk"):
        withdraw(verification=verification, actor=actor)


def register() -> None:
    register_business(Business(name="verification", wind_up=_withdraw))
