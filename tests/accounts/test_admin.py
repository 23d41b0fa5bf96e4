import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.audit.models import AuditEntry
from accounts.models import User
from accounts.permissions import MODERATORS, SUPPORT
from accounts.services.deactivation import deactivate_person, may_shut, reactivate_person
from core.errors import NotAllowed, Refused
from tests.factories.accounts import FollowFactory, MembershipFactory, OrganizationFactory, UserFactory

pytestmark = pytest.mark.django_db
PEOPLE = "admin:accounts_user_changelist"


def staff_of(group):
    person = UserFactory(name=group.title(), is_staff=True)
    person.groups.add(Group.objects.get(name=group))
    return person


@pytest.fixture
def helper():
    return staff_of(SUPPORT)


@pytest.fixture
def office(helper):
    client = Client()
    client.force_login(helper)
    return client


def found(client, text):
    return set(client.get(reverse(PEOPLE), {"q": text}).context["cl"].queryset)


def test_people_are_found_by_name_whole_number_and_address(office):
    mei = UserFactory(name="Mei Lan", email="mei@example.com", phone="+8613800002046")
    UserFactory(name="Hong", email="hong@example.com", phone="+8613800002047")
    for text in ("mei l", "+8613800002046", "mei@example.com", "mei@"):
        assert found(office, text) == {mei}, text
    assert found(office, "1380000") == set()
    assert found(office, "example.com") == set()


def test_the_page_tells_how_somebody_logs_in(office, shopper):
    Authenticator.objects.create(user=shopper, type="totp", data={})
    UserSession.objects.create(user=shopper, ip="203.0.113.9", session_key="k", user_agent="Firefox on a phone")
    membership = MembershipFactory(user=shopper)
    page = office.get(reverse("admin:accounts_user_change", args=[shopper.pk])).content.decode()
    assert "TOTP Authenticator" in page
    assert "203.0.113.9 · Firefox on a phone" in page
    assert str(membership.organization) in page
    assert f"{reverse('admin:orders_ordergroup_changelist')}?buyer__id__exact={shopper.pk}" in page
    for name, field in (
        ("orders_ordergroup", "buyer__id__exact"),
        ("applications_application", "worker__id__exact"),
        ("notifications_notification", "user__id__exact"),
    ):
        assert office.get(reverse(f"admin:{name}_changelist"), {field: shopper.pk}).status_code == 200


def test_support_changes_a_name_and_neither_rights_nor_addresses(office, shopper):
    address = reverse("admin:accounts_user_change", args=[shopper.pk])
    form = office.get(address).context["adminform"].form
    assert set(form.fields) - {"password"} == {"name", "language", "avatar"}
    data = {"name": "Mei", "language": "en", "avatar": "", "email": "mine@example.com", "is_superuser": "on"}
    formset = {f"memberships-{name}": 0 for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    assert office.post(address, {**data, **formset}).status_code == 302
    shopper.refresh_from_db()
    assert (shopper.name, shopper.email, shopper.is_superuser) == ("Mei", "shopper@example.com", False)
    entry = AuditEntry.objects.get(action="accounts_user.changed")
    assert entry.target == shopper
    assert "Mei" not in str(entry.details)


def test_support_does_not_touch_those_behind_the_fair(office):
    for person in (staff_of(MODERATORS), User.objects.create_superuser(email="boss@example.com")):
        assert (
            office.get(reverse("admin:accounts_user_change", args=[person.pk])).context["has_change_permission"]
            is False
        )
        assert office.post(reverse("admin:accounts_user_change", args=[person.pk]), {"name": "X"}).status_code == 403
        assert office.get(reverse("admin:accounts_user_access", args=[person.pk])).status_code == 403


def test_an_account_is_shut_with_a_reason_and_its_logins_end(client, office, helper, shopper):
    client.force_login(shopper)
    client.get("/me/")
    key = client.session.session_key
    UserSession.objects.get_or_create(user=shopper, session_key=key, defaults={"ip": "203.0.113.9", "user_agent": "x"})
    assert client.get("/me/").status_code == 200
    address = reverse("admin:accounts_user_access", args=[shopper.pk])

    assert office.post(address, {"reason": " "}).status_code == 422
    shopper.refresh_from_db()
    assert shopper.is_active

    assert office.post(address, {"reason": "Sold one crate twice"}).status_code == 302
    shopper.refresh_from_db()
    assert not shopper.is_active
    assert client.get("/me/").status_code == 302
    assert not Session.objects.filter(session_key=key).exists()
    assert not UserSession.objects.filter(user=shopper).exists()
    entry = AuditEntry.objects.get(action="person.deactivated")
    assert (entry.actor, entry.target, entry.reason) == (helper, shopper, "Sold one crate twice")
    assert entry.details == {"logins_ended": 1}

    assert office.post(address, {"reason": "It was the other crate"}).status_code == 302
    shopper.refresh_from_db()
    assert shopper.is_active
    assert AuditEntry.objects.get(action="person.reactivated").reason == "It was the other crate"


def test_who_may_shut_whom(helper, shopper):
    boss = User.objects.create_superuser(email="boss@example.com")
    moderator = staff_of(MODERATORS)
    assert may_shut(actor=helper, person=shopper)
    assert may_shut(actor=boss, person=helper)
    for actor, person in ((moderator, shopper), (shopper, helper), (helper, moderator), (helper, boss)):
        assert not may_shut(actor=actor, person=person)
        with pytest.raises(NotAllowed):
            deactivate_person(person=person, actor=actor, reason="x")
        person.refresh_from_db()
        assert person.is_active


def test_what_is_refused(helper, shopper):
    boss = User.objects.create_superuser(email="boss@example.com")
    with pytest.raises(Refused, match="your own account"):
        deactivate_person(person=boss, actor=boss, reason="x")
    with pytest.raises(Refused, match="Say why"):
        deactivate_person(person=shopper, actor=helper, reason="  ")
    with pytest.raises(Refused, match="is open"):
        reactivate_person(person=shopper, actor=helper, reason="x")
    deactivate_person(person=shopper, actor=helper, reason="x")
    with pytest.raises(Refused, match="shut before"):
        deactivate_person(person=shopper, actor=helper, reason="x")
    User.objects.filter(pk=shopper.pk).update(erased_at=timezone.now())
    with pytest.raises(Refused, match="erased"):
        reactivate_person(person=shopper, actor=helper, reason="x")


def test_organisations_count_their_people_in_the_list(office, django_assert_max_num_queries):
    farm = OrganizationFactory()
    for _row in range(2):
        MembershipFactory(organization=farm)
    for _row in range(3):
        FollowFactory(organization=farm)
    answer = office.get(reverse("admin:accounts_organization_changelist"))
    row = answer.context["cl"].queryset.get(pk=farm.pk)
    assert (row.members_total, row.followers_total, row.waiting) == (2, 3, 0)
    page = office.get(reverse("admin:accounts_organization_change", args=[farm.pk])).content.decode()
    assert f'href="/farms/{farm.slug}/"' in page
    assert "Not checked" in page


def test_the_audit_log_is_read_by_superusers_found_and_filtered(client, office, shopper):
    helper_entry = AuditEntry.objects.create(
        action="crate.sealed", target_type="accounts.user", target_id="7", reason="wet"
    )
    AuditEntry.objects.create(action="crate.opened")
    client.force_login(User.objects.create_superuser(email="boss@example.com"))
    log = reverse("admin:audit_auditentry_changelist")
    assert list(client.get(log, {"action": "crate.sealed"}).context["cl"].queryset) == [helper_entry]
    assert list(client.get(log, {"q": "wet"}).context["cl"].queryset) == [helper_entry]
    page = client.get(reverse("admin:audit_auditentry_change", args=[helper_entry.pk])).content.decode()
    assert reverse("admin:accounts_user_change", args=[7]) in page
    assert office.get(log).status_code == 403
