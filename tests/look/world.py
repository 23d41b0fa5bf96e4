"""The demo fair, and what it lacks, for the pages that are looked at."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP

from accounts.access_tokens.services.tokens import make_token
from accounts.models import Membership, Organization, User
from accounts.privacy.models import Export
from accounts.services.blocks import block_person
from accounts.services.exclusions import exclude_person
from accounts.services.invitations import invite
from accounts.states import Role
from accounts.verification.services import decisions
from core.models import Event
from demo.content.people import DOMAIN, PASSWORD
from demo.loading.fair import Fair
from live.rooms.models import Room
from live.rooms.states import RoomState
from marketplace.catalogue.models import Batch, Variant
from marketplace.orders.models import Order, OrderGroup
from marketplace.orders.services.carts import add_line, open_cart
from marketplace.payments.models import Payment
from marketplace.storefronts.models import Chapter, DiaryEntry, Plot
from recruiting.applications.models import Application
from tests.factories.accounts import MembershipFactory, OrganizationFactory
from tests.factories.passkeys import passkey
from tests.factories.verification import approved_for, draft_of, submitted_by
from tests.look.pages import ADMIN, EMPLOYER, FARMER, HOST, KEEPER, NEWCOMER, SHOPPER, WORKER


def people() -> dict[str, User]:
    roles = (SHOPPER, WORKER, FARMER, HOST, EMPLOYER, ADMIN)
    newcomer = User.objects.create_user(email=f"{NEWCOMER}@{DOMAIN}", name="Newcomer")
    return {role: User.objects.get(email=f"{role}@{DOMAIN}") for role in roles} | {
        NEWCOMER: newcomer,
        KEEPER: _keeper(),
    }


def _keeper() -> User:
    user = User.objects.create_user(email=f"{KEEPER}@{DOMAIN}", password=PASSWORD, name="Keeper")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(user)
    Authenticator.objects.create(
        user=user, type=Authenticator.Type.WEBAUTHN, data={"name": "My phone", "credential": passkey()}
    )
    return user


def values() -> dict[str, object]:
    """What stands in the addresses, from the demo fair."""
    fair = Fair()
    product = fair.product("fengjie-navel-oranges")
    variant = Variant.objects.filter(product=product).order_by("pk")[0]
    order = Order.objects.filter(seller=product.farm.organization).order_by("pk")[0]
    group = OrderGroup.objects.filter(buyer=fair.person("mei")).order_by("pk")[0]
    # Something in the basket, or the checkout leads back to it.
    add_line(cart=open_cart(user=fair.person("mei"), session={}), variant=variant, quantity=1)
    application = Application.objects.filter(worker=fair.person("a-qiang")).order_by("pk")[0]
    return {
        "sale_room": fair.room("oranges").pk,
        "session": fair.room("factory").pk,
        "replay": fair.room("replay").pk,
        "scheduled": Room.objects.filter(state=RoomState.SCHEDULED).order_by("pk")[0].pk,
        "farm": product.farm.organization.slug,
        "product": product.slug,
        "sku": variant.sku,
        "batch": Batch.objects.filter(variant=variant).order_by("pk")[0].code,
        "chapter": Chapter.objects.filter(farm=product.farm).order_by("pk")[0].pk,
        "entry": DiaryEntry.objects.filter(farm=product.farm).order_by("pk")[0].pk,
        "plot": Plot.objects.filter(farm=product.farm).order_by("pk")[0].pk,
        "order": order.number,
        "group": group.number,
        "payment": Payment.objects.get(reference=group.number).token,
        "employer": fair.job("assembly").employer.organization.slug,
        "job": fair.job("assembly").slug,
        "application": application.pk,
    } | _of_people(fair, product.farm.organization)


def _of_people(fair: Fair, farm: Organization) -> dict[str, object]:
    """What people have, keep and ask for: keys, tokens, invitations, papers in every state."""
    shopper, farmer = fair.person("mei"), farm.memberships.get(role=Role.OWNER).user
    make_token(user=shopper, name="My shop", scopes=["profile:read"], days=30)
    stranger = User.objects.create_user(email=f"stranger@{DOMAIN}", name="Stranger")
    block_person(user=shopper, person=stranger)
    exclude_person(organization=farm, actor=farmer, person=stranger, reason="Never picks up")
    invitation = invite(organization=farm, actor=farmer, contact=str(shopper.email), role=Role.STAFF)
    moderator = User.objects.get(email=f"moderator@{DOMAIN}")
    refused, approved = (_another_farm(farmer, slug) for slug in ("refused-farm", "approved-farm"))
    draft_of(farm.memberships.get(user=farmer))
    employer = fair.job("assembly").employer.organization
    waiting = submitted_by(employer.memberships.get(role=Role.OWNER))
    decisions.refuse(
        verification=submitted_by(refused), actor=moderator, reason="The licence is cut off at the right edge."
    )
    approved_for(approved, by=moderator)
    return {
        "keeper_email": f"{KEEPER}@{DOMAIN}",
        "passkey": Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN).pk,
        "person": stranger.pk,
        "export": Export.objects.create(user=shopper).pk,
        "invitation_token": invitation.token,
        "refused_farm": refused.organization.slug,
        "approved_farm": approved.organization.slug,
        "verification": waiting.pk,
        "event": Event.objects.latest("pk").pk,
    }


def _another_farm(owner: User, slug: str) -> Membership:
    organization = OrganizationFactory(slug=slug)
    return MembershipFactory(organization=organization, user=owner, role=Role.OWNER)
