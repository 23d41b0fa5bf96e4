import pytest
from django.db import DatabaseError, connection, transaction

from accounts.audit.models import AppendOnly, AuditEntry
from accounts.audit.services import record_act
from core.client_address import bound_client_address
from core.request_ids import bound_request_id
from tests.factories.accounts import OrganizationFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_an_act_says_who_what_to_what_why_and_in_which_request(shopper):
    farm = OrganizationFactory(slug="cloud-terrace")
    with bound_request_id("request-12345678"):
        record_act(
            actor=shopper, action="verification.approved", target=farm, reason=" Papers fit. ", details={"round": 2}
        )
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.action, entry.reason) == (shopper, "verification.approved", "Papers fit.")
    assert (entry.target_type, entry.target_id, entry.target_label) == (
        "accounts.organization",
        str(farm.pk),
        "cloud-terrace",
    )
    assert (entry.details, entry.request_id, entry.target) == ({"round": 2}, "request-12345678", farm)
    assert list(AuditEntry.objects.about(farm)) == [entry]


def test_the_label_of_a_person_is_no_name(shopper):
    entry = record_act(actor=None, action="account.erased", target=shopper)
    assert (entry.target_label, entry.actor) == (f"#{shopper.pk}", None)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.0/24"),
        ("::ffff:203.0.113.9", "203.0.113.0/24"),
        ("2001:db8:7:1:a:b:c:d", "2001:db8:7::/48"),
        ("", ""),
        ("unix:", ""),
    ],
)
def test_an_act_says_from_which_network_and_not_from_which_address(address, network):
    with bound_client_address(address):
        entry = record_act(actor=None, action="phone.revealed")
    assert entry.network == network
    assert record_act(actor=None, action="phone.revealed").network == ""  # a task's, a command's


@pytest.mark.parametrize("action", ["", "approved", "Phone.revealed", "phone revealed", "phone."])
def test_an_action_is_dotted_and_in_lower_case(action):
    with pytest.raises(ValueError, match="dotted"):
        record_act(actor=None, action=action)


def test_the_program_can_neither_change_nor_delete_an_entry():
    entry = record_act(actor=None, action="phone.revealed")
    entry.reason = "other"
    for attempt in (entry.save, entry.delete, AuditEntry.objects.all().delete):
        with pytest.raises(AppendOnly):
            attempt()
    with pytest.raises(AppendOnly):
        AuditEntry.objects.update(reason="other")
    assert AuditEntry.objects.values_list("reason", flat=True).get() == ""


@pytest.mark.parametrize("sql", ["UPDATE audit_auditentry SET reason = 'other'", "DELETE FROM audit_auditentry"])
def test_nor_can_whoever_has_the_database_open(sql):
    record_act(actor=None, action="phone.revealed")
    with pytest.raises(DatabaseError, match="append only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert AuditEntry.objects.values_list("reason", flat=True).get() == ""


def test_an_entry_outlives_who_did_it_and_what_it_was_about():
    person, farm = UserFactory(), OrganizationFactory()
    record_act(actor=person, action="person.muted", target=farm)
    farm.delete()
    person.delete()
    entry = AuditEntry.objects.select_related("actor").get()
    assert (entry.actor, entry.target) == (None, None)
