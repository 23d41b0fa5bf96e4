"""The mixins on a site of their own, so that no other page decides what they do."""

import pytest
from django.contrib.admin import ModelAdmin, TabularInline
from django.contrib.admin.sites import AdminSite
from django.contrib.auth.models import Permission
from django.urls import reverse

from accounts.audit.admin import AuditedAdmin
from accounts.audit.models import AuditEntry
from accounts.models import Membership, Organization, User
from tests.factories.accounts import OrganizationFactory, UserFactory

pytestmark = pytest.mark.django_db
NUMBER = "+8613900007788"


class MembershipRows(TabularInline):
    model = Membership
    extra = 0


class AuditedOrganizations(AuditedAdmin, ModelAdmin):
    fields = ["kind", "slug"]
    inlines = [MembershipRows]
    actions = ["shout"]

    def shout(self, request, queryset):
        queryset.update(slug="loud")


@pytest.fixture
def boss():
    return User.objects.create_superuser(email="boss@example.com", password="pass-word-1", name="Boss")


@pytest.fixture
def page():
    return AuditedOrganizations(Organization, AdminSite())


def posted(rf, boss, data):
    request = rf.post("/", data)
    request.user = boss
    request._messages = type("Nowhere", (), {"add": lambda *args, **kwargs: None})()
    request._dont_enforce_csrf_checks = True
    return request


def inline(*rows):
    data = {"memberships-TOTAL_FORMS": len(rows), "memberships-INITIAL_FORMS": 0}
    for number, (user, role) in enumerate(rows):
        data |= {f"memberships-{number}-user": user.pk, f"memberships-{number}-role": role}
    return data


@pytest.fixture
def urls(settings):
    settings.ROOT_URLCONF = "tests.accounts.audit.urls"


def entries():
    return list(AuditEntry.objects.order_by("pk").values_list("action", "target_id", "details"))


def test_adding_is_written_down(rf, boss, page, urls):
    page.changeform_view(posted(rf, boss, {"kind": "farm", "slug": "cloud-terrace", **inline()}))
    organization = Organization.objects.get()
    assert entries() == [("accounts_organization.added", str(organization.pk), {})]
    assert AuditEntry.objects.get().actor == boss


def test_a_change_names_its_fields_and_the_values_of_choices_alone(rf, boss, page, urls):
    organization, person = OrganizationFactory(slug="old"), UserFactory()
    data = {"kind": "employer", "slug": "new", **inline((person, "staff"))}
    page.changeform_view(posted(rf, boss, data), str(organization.pk))
    [(action, target_id, details)] = entries()
    assert (action, target_id) == ("accounts_organization.changed", str(organization.pk))
    assert details == {"fields": ["Kind", "Address", "membership added"], "values": {"kind": ["farm", "employer"]}}


def test_what_cannot_be_saved_writes_nothing(rf, boss, page, urls):
    organization = OrganizationFactory(slug="old")
    page.changeform_view(posted(rf, boss, {"kind": "no-such-kind", "slug": "new", **inline()}), str(organization.pk))
    assert entries() == [] and Organization.objects.get().slug == "old"


def test_deleting_one_or_several_and_other_actions_are_written_down(rf, boss, page, urls):
    first, second, third = OrganizationFactory(), OrganizationFactory(), OrganizationFactory()
    page.delete_view(posted(rf, boss, {"post": "yes"}), str(first.pk))
    several = {"action": "delete_selected", "_selected_action": [second.pk], "post": "yes", "index": "0"}
    page.changelist_view(posted(rf, boss, several))
    page.changelist_view(posted(rf, boss, {"action": "shout", "_selected_action": [third.pk], "index": "0"}))
    assert entries() == [
        ("accounts_organization.deleted", str(first.pk), {}),
        ("accounts_organization.deleted", str(second.pk), {}),
        ("accounts_organization.action_run", "", {"action": "shout", "chosen": 1, "ids": [str(third.pk)]}),
    ]


def test_without_the_mixin_nothing_is_written(rf, boss, urls):
    """Negative control."""

    class Plain(ModelAdmin):
        fields = ["kind", "slug"]

    Plain(Organization, AdminSite()).changeform_view(posted(rf, boss, {"kind": "farm", "slug": "cloud-terrace"}))
    assert Organization.objects.count() == 1 and entries() == []


# ── Numbers behind a reason ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def worker():
    return UserFactory(name="A-Qiang", email=None, phone=NUMBER)


def reveal_url(user):
    return reverse("admin:accounts_user_phone", args=[user.pk])


def test_the_admin_masks_a_number_until_a_reason_is_given(client, boss, worker):
    client.force_login(boss)
    pages = [reverse("admin:accounts_user_changelist"), reverse("admin:accounts_user_change", args=[worker.pk])]
    for address in pages:
        text = client.get(address).content.decode()
        assert "139••••7788" in text and "13900007788" not in text and "139 0000 7788" not in text
    assert "0000 7788" not in client.get(reveal_url(worker)).content.decode()
    assert client.post(reveal_url(worker), {"reason": ""}).status_code == 422
    assert entries() == []
    shown = client.post(reveal_url(worker), {"reason": "Parcel lost, nobody answers by mail."})
    assert "+86 139 0000 7788" in shown.content.decode() and "no-store" in shown["Cache-Control"]
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.action, entry.target) == (boss, "phone.revealed", worker)
    assert entry.reason == "Parcel lost, nobody answers by mail."
    assert "139 0000 7788" not in client.get(reveal_url(worker)).content.decode()


def test_seeing_people_is_not_seeing_numbers(client, worker):
    clerk = UserFactory(is_staff=True)
    clerk.user_permissions.add(Permission.objects.get(codename="view_user"))
    client.force_login(clerk)
    assert client.get(reverse("admin:accounts_user_change", args=[worker.pk])).status_code == 200
    assert client.post(reveal_url(worker), {"reason": "Curious."}).status_code == 403
    assert entries() == []
    clerk.user_permissions.add(Permission.objects.get(codename="reveal_number"))
    assert client.post(reveal_url(worker), {"reason": "Parcel lost."}).status_code == 200
    assert len(entries()) == 1


def test_a_right_to_numbers_alone_opens_nothing(client, worker):
    clerk = UserFactory(is_staff=True)
    clerk.user_permissions.add(Permission.objects.get(codename="reveal_number"))
    client.force_login(clerk)
    assert client.post(reveal_url(worker), {"reason": "Curious."}).status_code == 403


def test_strangers_are_sent_to_the_login_and_who_has_no_number_is_not_there(client, boss, worker):
    assert client.post(reveal_url(worker), {"reason": "Curious."}).status_code == 302
    client.force_login(boss)
    assert client.post(reveal_url(boss), {"reason": "Nothing there."}).status_code == 404


@pytest.mark.parametrize(("typed", "found"), [("13900007788", True), ("+8613900007788", True), ("1390000", False)])
def test_a_whole_number_finds_its_person_and_a_part_of_it_nobody(client, boss, worker, typed, found):
    client.force_login(boss)
    text = client.get(reverse("admin:accounts_user_changelist"), {"q": typed}).content.decode()
    assert ("A-Qiang" in text) is found


@pytest.mark.parametrize(
    "model", ["orders_ordergroup", "orders_order", "applications_application", "notifications_notification"]
)
def test_every_search_for_a_number_is_answered(client, boss, model):
    client.force_login(boss)
    for typed in ("13900007788", "Li"):
        assert client.get(reverse(f"admin:{model}_changelist"), {"q": typed}).status_code == 200
