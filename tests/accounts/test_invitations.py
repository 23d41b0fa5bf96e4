"""Asking somebody to join: by whom, to whom, for how long, and how often an answer counts."""

import itertools
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.models import Invitation, Membership, Organization, User
from accounts.services.invitations import (
    MOST_SENDINGS,
    accept_invitation,
    decline_invitation,
    invite,
    resend_invitation,
    revoke_invitation,
)
from accounts.states import INVITATION_TRANSITIONS, InvitationState, Role
from accounts.tasks import expire_invitations
from core.errors import NotAllowed, Refused
from core.models import Event
from core.transitions import IllegalTransition, check_transition
from notifications.models import Notification
from notifications.tasks import send_invitation, send_waiting_invitations
from tests.factories.accounts import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> Membership:
    return MembershipFactory(organization__slug="dashan", user__name="Dashan")


def invited(owner: Membership, contact: str = "mei@example.com", role: str = Role.HOST) -> Invitation:
    return invite(organization=owner.organization, actor=owner.user, contact=contact, role=role)


def run_out(invitation: Invitation) -> None:
    Invitation.objects.filter(pk=invitation.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    invitation.refresh_from_db()


@pytest.mark.parametrize(("old", "new"), list(itertools.product(InvitationState.values, repeat=2)))
def test_the_whole_product_of_states(old: str, new: str) -> None:
    allowed = {
        ("pending", "accepted"),
        ("pending", "declined"),
        ("pending", "revoked"),
        ("pending", "expired"),
        ("expired", "pending"),
        ("expired", "revoked"),
    }
    if (old, new) in allowed:
        check_transition(INVITATION_TRANSITIONS, old, new)
    else:
        with pytest.raises(IllegalTransition):
            check_transition(INVITATION_TRANSITIONS, old, new)


def test_a_new_person_gets_a_letter_with_a_link_joins_and_comes_back_to_it(
    client: Client, owner: Membership, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        invitation = invited(owner, "Mei@Example.com")
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (["mei@example.com"], f"{owner.organization} asks you to join")
    link = re.search(r"http://[^/]+(/invitations/\S+/)", letter.body).group(1)
    assert link == invitation.get_absolute_url()
    page = client.get(link)
    assert f"/accounts/signup/?by=email&amp;next={link.replace(':', '%3A')}" in page.content.decode()
    mei = UserFactory(email="mei@example.com")
    client.force_login(mei)
    response = client.post(f"{link}acceptance/")
    assert (response.status_code, response.url) == (303, "/organizations/dashan/members/")
    assert owner.organization.memberships.get(user=mei).role == Role.HOST
    invitation.refresh_from_db()
    assert (invitation.state, invitation.accepted_by) == (InvitationState.ACCEPTED, mei)
    assert list(Event.objects.order_by("pk").values_list("name", flat=True)) == [
        "accounts.PersonInvited",
        "accounts.MemberJoined",
    ]


def test_an_invitation_counts_once(client: Client, owner: Membership) -> None:
    invitation, mei = invited(owner), UserFactory(email="mei@example.com")
    accept_invitation(invitation=invitation, user=mei)
    owner.organization.memberships.filter(user=mei).delete()
    with pytest.raises(Refused, match="has been used already"):
        accept_invitation(invitation=invitation, user=mei)
    client.force_login(mei)
    assert "This invitation has been used already." in client.get(invitation.get_absolute_url()).content.decode()
    assert client.post(f"{invitation.get_absolute_url()}acceptance/").status_code == 409
    assert not owner.organization.memberships.filter(user=mei).exists()


def test_an_invitation_is_for_the_person_it_went_to(client: Client, owner: Membership, stranger: User) -> None:
    invitation = invited(owner)
    client.force_login(stranger)
    page = client.get(invitation.get_absolute_url()).content.decode()
    assert "This invitation is for m•••@example.com." in page
    assert "acceptance/" not in page
    for answer in ("acceptance", "refusal"):
        assert client.post(f"{invitation.get_absolute_url()}{answer}/").status_code == 403
    invitation.refresh_from_db()
    assert (invitation.state, Membership.objects.count()) == (InvitationState.PENDING, 1)
    client.force_login(UserFactory(email="mei@example.com"))  # the control: the same link, the right person
    assert "acceptance/" in client.get(invitation.get_absolute_url()).content.decode()


def test_an_invitation_to_a_number_is_for_whoever_has_it(owner: Membership) -> None:
    invitation = invited(owner, "139 1234 7788")
    assert invitation.shown_contact == "139••••7788"
    with pytest.raises(NotAllowed, match="139••••7788"):
        accept_invitation(invitation=invitation, user=UserFactory(phone="+8613912347789"))
    zhou = UserFactory(email=None, phone="+8613912347788")
    assert accept_invitation(invitation=invitation, user=zhou).role == Role.HOST


def test_a_text_message_carries_the_link_once(owner: Membership, settings, tmp_path) -> None:
    settings.DAJI_SMS_FOLDER = tmp_path
    invitation = invited(owner, "139 1234 7788")
    assert [send_invitation(invitation.pk, 1), send_invitation(invitation.pk, 1)] == [True, False]
    (text,) = [file.read_text() for file in tmp_path.iterdir()]
    assert text.endswith(f"{settings.DAJI_SITE_URL}{invitation.get_absolute_url()}")


@pytest.mark.parametrize(
    ("end", "sentence"),
    [
        (run_out, "This invitation has run out. Ask .* to send it again."),
        (lambda i: revoke_invitation(invitation=i, actor=i.invited_by), "has taken this invitation back"),
        (
            lambda i: decline_invitation(invitation=i, user=UserFactory(email="mei@example.com")),
            "This invitation was turned down",
        ),
    ],
    ids=["run out", "taken back", "turned down"],
)
def test_what_has_ended_says_how(client: Client, owner: Membership, end, sentence: str) -> None:
    invitation = invited(owner)
    end(invitation)
    mei = User.objects.filter(email="mei@example.com").first() or UserFactory(email="mei@example.com")
    with pytest.raises(Refused, match=sentence):
        accept_invitation(invitation=invitation, user=mei)
    assert re.search(sentence, client.get(invitation.get_absolute_url()).content.decode())
    assert not owner.organization.memberships.filter(user=mei).exists()


def test_a_link_that_we_did_not_write_is_not_there(client: Client, owner: Membership) -> None:
    invitation = invited(owner)
    forged = invitation.token.replace(f"{invitation.pk}-1", f"{invitation.pk}-2")
    assert forged != invitation.token
    for token in (forged, "nonsense", f"{invitation.pk}-1"):
        assert client.get(f"/invitations/{token}/").status_code == 404
    assert client.get(invitation.get_absolute_url()).status_code == 200


def test_sending_again_makes_a_new_link_and_kills_the_old_one(client: Client, owner: Membership) -> None:
    invitation = invited(owner)
    old = invitation.get_absolute_url()
    run_out(invitation)
    assert expire_invitations() == 1
    client.force_login(owner.user)
    assert client.post(f"/organizations/dashan/invitations/{invitation.pk}/resending/").status_code == 303
    invitation.refresh_from_db()
    assert (invitation.state, invitation.sending) == (InvitationState.PENDING, 2)
    assert invitation.expires_at > timezone.now() + timedelta(days=13)
    assert client.get(old).status_code == 404
    assert client.get(invitation.get_absolute_url()).status_code == 200


def test_nobody_is_written_to_without_end(owner: Membership) -> None:
    invitation = invited(owner)
    for _time in range(MOST_SENDINGS - 1):
        invitation = resend_invitation(invitation=invitation, actor=owner.user)
    with pytest.raises(Refused, match="It was sent 5 times"):
        resend_invitation(invitation=invitation, actor=owner.user)


@pytest.mark.parametrize(
    ("contact", "sentence"),
    [
        ("not an address@", "Enter a valid email address."),
        ("139", "Write a phone number, digits only."),
        ("dashan@example.com", "This person is a member already. Change their role in the list above."),
        ("mei@example.com", "An invitation is on its way to them. You can send it again below."),
        ("MEI@example.com", "An invitation is on its way to them. You can send it again below."),
    ],
)
def test_a_refused_invitation_says_why_beside_the_field_and_keeps_what_was_typed(
    client: Client, owner: Membership, contact: str, sentence: str
) -> None:
    User.objects.filter(pk=owner.user_id).update(email="dashan@example.com")
    owner.user.refresh_from_db()
    invited(owner)
    client.force_login(owner.user)
    response = client.post("/organizations/dashan/members/", {"contact": contact, "role": "host"})
    assert response.status_code == 422
    assert response.context["form"].errors["contact"] == [sentence]
    assert f'value="{contact}"' in response.content.decode()
    assert Invitation.objects.count() == 1


def test_one_that_ran_out_gives_way_to_a_new_one(owner: Membership) -> None:
    first = invited(owner)
    run_out(first)
    second = invited(owner)
    first.refresh_from_db()
    assert (first.state, second.state) == (InvitationState.REVOKED, InvitationState.PENDING)


def test_who_may_invite_whom(owner: Membership) -> None:
    organization = owner.organization
    manager = MembershipFactory(organization=organization, role=Role.MANAGER)
    host = MembershipFactory(organization=organization, role=Role.HOST)
    assert invite(organization=organization, actor=owner.user, contact="a@example.com", role=Role.MANAGER)
    assert invite(organization=organization, actor=manager.user, contact="b@example.com", role=Role.STAFF)
    for actor, role in ((manager.user, Role.MANAGER), (host.user, Role.STAFF), (UserFactory(), Role.STAFF)):
        with pytest.raises(NotAllowed):
            invite(organization=organization, actor=actor, contact="c@example.com", role=role)


def test_who_has_proven_the_address_hears_it_by_bell_and_gets_one_letter(
    owner: Membership, django_capture_on_commit_callbacks
) -> None:
    mei = UserFactory(email="mei@example.com", name="Mei")
    with django_capture_on_commit_callbacks(execute=True):
        invited(owner)
    assert (Notification.objects.count(), len(mail.outbox)) == (0, 1)  # a name on an account proves nothing
    mei.emailaddress_set.create(email="mei@example.com", verified=True, primary=True)
    other = MembershipFactory()
    with django_capture_on_commit_callbacks(execute=True):
        invitation = invited(other)
    told = Notification.objects.get()
    assert (told.user, told.kind, told.url) == (mei, "person_invited", invitation.get_absolute_url())
    assert len(mail.outbox) == 2


def test_my_page_shows_what_waits_for_me_and_not_what_waits_for_others(client: Client, owner: Membership) -> None:
    mei = UserFactory(email=None, phone="+8613912347788", phone_verified=True)
    mine, _other = invited(owner, "139 1234 7788"), invited(owner, "139 1234 7789")
    client.force_login(mei)
    assert [i.pk for i in client.get("/me/organizations/").context["invitations"]] == [mine.pk]


def test_what_nobody_sent_the_sweep_sends(owner: Membership) -> None:
    invited(owner)
    assert send_waiting_invitations() == 0  # the doorbell still has its chance
    Invitation.objects.update(created_at=timezone.now() - timedelta(minutes=1))
    assert [send_waiting_invitations(), send_waiting_invitations()] == [1, 0]
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("act", ["revocation", "resending"])
def test_only_managers_reach_what_was_sent(client: Client, owner: Membership, stranger: User, act: str) -> None:
    invitation = invited(owner)
    address = f"/organizations/dashan/invitations/{invitation.pk}/{act}/"
    host = MembershipFactory(organization=owner.organization, role=Role.HOST).user
    elsewhere = MembershipFactory(organization__slug="elsewhere").user
    assert client.post(address).status_code == 302
    for user in (stranger, host, elsewhere):
        client.force_login(user)
        assert client.post(address).status_code == 404
    client.force_login(elsewhere)
    assert client.post(address.replace("dashan", "elsewhere")).status_code == 404
    invitation.refresh_from_db()
    assert (invitation.state, invitation.sending) == (InvitationState.PENDING, 1)


def test_organizations_of_every_kind_have_members(owner: Membership) -> None:
    for kind in ("farm", "employer", "labour_agency", "host_agency"):
        organization = Organization.objects.create(kind=kind, slug=kind, name=owner.organization.name)
        other = MembershipFactory(organization=organization, user=owner.user)
        assert invited(other, f"{kind}@example.com").organization == organization
