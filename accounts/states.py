from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OrganizationKind(models.TextChoices):
    FARM = "farm", _("Farm")
    EMPLOYER = "employer", _("Employer")
    LABOUR_AGENCY = "labour_agency", _("Labour agency")
    HOST_AGENCY = "host_agency", _("Host agency")


class OrganizationState(models.TextChoices):
    OPEN = "open", pgettext_lazy("state of an organisation", "Open")
    CLOSED = "closed", pgettext_lazy("state of an organisation", "Closed")


# For good: who was told that it is gone is not to be surprised, and nobody answers for it any more.
ORGANIZATION_TRANSITIONS: dict[str, set[str]] = {
    OrganizationState.OPEN: {OrganizationState.CLOSED},
    OrganizationState.CLOSED: set(),
}


class Role(models.TextChoices):
    OWNER = "owner", _("Owner")
    MANAGER = "manager", _("Manager")
    HOST = "host", _("Host")
    STAFF = "staff", _("Staff")


class InvitationState(models.TextChoices):
    PENDING = "pending", _("Waiting for an answer")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    REVOKED = "revoked", _("Taken back")
    EXPIRED = "expired", _("Run out")


INVITATION_TRANSITIONS: dict[str, set[str]] = {
    InvitationState.PENDING: {
        InvitationState.ACCEPTED,
        InvitationState.DECLINED,
        InvitationState.REVOKED,
        InvitationState.EXPIRED,
    },
    # Sent again: the same invitation with a new link and another fortnight.
    InvitationState.EXPIRED: {InvitationState.PENDING, InvitationState.REVOKED},
    InvitationState.ACCEPTED: set(),
    InvitationState.DECLINED: set(),
    InvitationState.REVOKED: set(),
}


class TransferState(models.TextChoices):
    OFFERED = "offered", _("Offered")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Taken back")


TRANSFER_TRANSITIONS: dict[str, set[str]] = {
    TransferState.OFFERED: {TransferState.ACCEPTED, TransferState.DECLINED, TransferState.WITHDRAWN},
    TransferState.ACCEPTED: set(),
    TransferState.DECLINED: set(),
    TransferState.WITHDRAWN: set(),
}
