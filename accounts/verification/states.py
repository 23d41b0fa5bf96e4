from django.db import models
from django.utils.translation import gettext_lazy as _


class VerificationState(models.TextChoices):
    DRAFT = "draft", _("Being put together")
    SUBMITTED = "submitted", _("Waiting for our look")
    REFUSED = "refused", _("Sent back")
    APPROVED = "approved", _("Checked")
    EXPIRED = "expired", _("Run out")
    SUPERSEDED = "superseded", _("Replaced by a newer check")
    REVOKED = "revoked", _("Taken away")
    WITHDRAWN = "withdrawn", _("Taken back")


VERIFICATION_TRANSITIONS: dict[str, set[str]] = {
    VerificationState.DRAFT: {VerificationState.SUBMITTED, VerificationState.WITHDRAWN},
    VerificationState.SUBMITTED: {
        VerificationState.APPROVED,
        VerificationState.REFUSED,
        VerificationState.WITHDRAWN,
    },
    VerificationState.APPROVED: {
        VerificationState.EXPIRED,
        VerificationState.SUPERSEDED,
        VerificationState.REVOKED,
    },
    # What ends a round ends it for good: trying again is a new row, and the history stays.
    VerificationState.REFUSED: set(),
    VerificationState.EXPIRED: set(),
    VerificationState.SUPERSEDED: set(),
    VerificationState.REVOKED: set(),
    VerificationState.WITHDRAWN: set(),
}
OPEN_STATES = (VerificationState.DRAFT, VerificationState.SUBMITTED)


class LicenceKind(models.TextChoices):
    BUSINESS = "business", _("Business licence")
    COOPERATIVE = "cooperative", _("Farmers’ cooperative licence")
    FAMILY_FARM = "family_farm", _("Family farm registration")
    IDENTITY = "identity", _("Identity card of a grower")
    LABOUR_DISPATCH = "labour_dispatch", _("Labour dispatch permit")
    STAFFING = "staffing", _("Human resources service permit")
    PERFORMANCE = "performance", _("Online performance permit")


class DocumentKind(models.TextChoices):
    LICENCE_FRONT = "licence_front", _("Licence, front")
    LICENCE_BACK = "licence_back", _("Licence, back")
    PREMISES = "premises", _("The place itself")
    IDENTITY = "identity", _("Identity card of whoever answers for it")
    OTHER = "other", _("Other papers")
