"""The people of an organisation. Members see the page; what a person may do there, services decide."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms import InvitationForm, RoleForm
from accounts.models import Membership, Organization, User
from accounts.queries import members_of, open_transfer, unanswered_invitations
from accounts.requests import current_user
from accounts.services import members as services
from accounts.services import transfers
from accounts.services.invitations import invite
from accounts.states import OrganizationState, Role
from core.errors import Refused
from core.http import see_other


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def members(request: HttpRequest, slug: str) -> HttpResponse:
    """Who belongs here, and a form that asks somebody to join."""
    user = current_user(request)
    organization = organization_of(user, slug)
    form = InvitationForm(request.POST or None, owner=_role(user, organization) == Role.OWNER)
    if request.method == "POST" and form.is_valid():
        try:
            invitation = invite(organization=organization, actor=user, **form.cleaned_data)
        except Refused as refusal:
            if refusal.status == 403:
                raise
            form.add_error(refusal.field or None, str(refusal))
        else:
            sent_to = {"contact": invitation.shown_contact}
            messages.success(request, _("An invitation goes to %(contact)s. It is good for 14 days.") % sent_to)
            return see_other(request.path)
    return members_page(request, organization, form)


def members_page(request: HttpRequest, organization: Organization, form: InvitationForm | None = None) -> HttpResponse:
    user = current_user(request)
    people = list(members_of(organization=organization))
    mine = next(membership for membership in people if membership.user_id == user.pk)
    is_owner, may_manage = mine.role == Role.OWNER, mine.role in (Role.OWNER, Role.MANAGER)
    role_choices = RoleForm(owner=is_owner).fields["role"].choices  # type: ignore[attr-defined]
    context = {
        "organization": organization,
        "memberships": people,
        "mine": mine,
        "is_owner": is_owner,
        "may_manage": may_manage,
        "changeable": {m.pk for m in people if _may_change(mine, m)},
        "role_choices": role_choices,
        "form": (form or InvitationForm(owner=is_owner)) if may_manage else None,
        "invitations": unanswered_invitations(organization=organization) if may_manage else [],
        "transfer": open_transfer(organization=organization),
    }
    return render(request, "accounts/members.html", context, status=422 if form is not None and form.errors else 200)


@require_POST
@login_required
def role(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    membership, form = _membership(request, slug, pk), RoleForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Choose one of the roles in the list."))
    services.change_role(membership=membership, actor=current_user(request), role=form.cleaned_data["role"])
    return _done(request, slug, _("Saved."))


@require_POST
@login_required
def removal(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    membership = _membership(request, slug, pk)
    services.remove_member(membership=membership, actor=current_user(request))
    name = {"name": membership.user.get_short_name()}
    return _done(request, slug, _("%(name)s is no longer a member.") % name)


@require_POST
@login_required
def leaving(request: HttpRequest, slug: str) -> HttpResponse:
    membership = get_object_or_404(
        current_user(request).memberships.select_related("organization"), organization__slug=slug
    )
    services.leave(membership=membership)
    messages.success(request, _("You left %(organization)s.") % {"organization": membership.organization})
    return see_other("/me/organizations/")


@require_POST
@login_required
def transfer(request: HttpRequest, slug: str) -> HttpResponse:
    """Offer the organisation to the member named by `member`."""
    user = current_user(request)
    organization = organization_of(user, slug)
    chosen = request.POST.get("member", "")
    membership = organization.memberships.filter(pk=chosen).first() if chosen.isdecimal() else None
    if membership is None:
        raise Refused(_("Choose another member."), field="member")
    offered = transfers.offer_ownership(organization=organization, actor=user, membership=membership)
    name = {"name": offered.to_user.get_short_name()}
    return _done(request, slug, _("%(name)s was asked to take it over. Until they accept, you stay the owner.") % name)


@require_POST
@login_required
def transfer_answer(request: HttpRequest, slug: str, answer: str) -> HttpResponse:
    user = current_user(request)
    offered = open_transfer(organization=organization_of(user, slug))
    if offered is None:
        raise Refused(_("There is no such offer any more."))
    if answer == "acceptance":
        transfers.accept_ownership(transfer=offered, actor=user)
        return _done(request, slug, _("It is yours now. The owner before you stays as a manager."))
    if answer == "refusal":
        transfers.decline_ownership(transfer=offered, actor=user)
        return _done(request, slug, _("You turned the offer down. Nothing has changed."))
    transfers.withdraw_ownership_offer(transfer=offered, actor=user)
    return _done(request, slug, _("The offer is taken back. You stay the owner."))


def organization_of(user: User, slug: str) -> Organization:
    return get_object_or_404(user.organizations, slug=slug, state=OrganizationState.OPEN)


def _membership(request: HttpRequest, slug: str, pk: int) -> Membership:
    organization = organization_of(current_user(request), slug)
    return get_object_or_404(organization.memberships.select_related("user"), pk=pk)


def _role(user: User, organization: Organization) -> str:
    return organization.memberships.get(user=user).role


def _may_change(mine: Membership, other: Membership) -> bool:
    """What the page offers; services decide the same again."""
    if other.pk == mine.pk or other.role == Role.OWNER:
        return False
    return mine.role == Role.OWNER or (mine.role == Role.MANAGER and other.role != Role.MANAGER)


def _done(request: HttpRequest, slug: str, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return see_other(reverse("accounts:members", args=[slug]))
