from accounts.models.blocks import OrganizationBlock, PersonBlock
from accounts.models.exclusions import Exclusion
from accounts.models.invitations import Invitation, OwnershipTransfer
from accounts.models.organizations import Follow, Membership, Organization
from accounts.models.texts import TextCount
from accounts.models.users import User

__all__ = [
    "Exclusion",
    "Follow",
    "Invitation",
    "Membership",
    "Organization",
    "OrganizationBlock",
    "OwnershipTransfer",
    "PersonBlock",
    "TextCount",
    "User",
]
