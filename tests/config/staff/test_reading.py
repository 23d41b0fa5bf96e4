"""What stands in the database as JSON is read as words, and no page shows a name that nobody can translate."""

import pytest
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import FieldDoesNotExist
from django.test import RequestFactory
from django.urls import reverse
from django.utils import translation

from config.staff.names import NAMES
from core.admin import as_table, in_words
from core.models import Event
from notifications.kinds import KINDS
from tests.authorisation.roles import PERSON


def shown_fields(model, page, request):
    names = [
        *page.get_list_display(request),
        *(part[0] if isinstance(part, tuple) else part for part in page.list_filter),
    ]
    if type(page).fieldsets or type(page).fields:
        names += flatten_fieldsets(page.get_fieldsets(request))
    for name in names:
        owner, field = model, None
        for part in name.split("__") if isinstance(name, str) else ():
            try:
                field = owner._meta.get_field(part)
            except FieldDoesNotExist:
                break
            owner = field.related_model or owner
        if field is not None and hasattr(field, "_verbose_name"):
            yield field


def test_each_name_that_nobody_gave_stands_in_the_list(staff):
    request = RequestFactory().get("/admin/")
    request.user = staff.world.users["superuser"]
    shown = [field for model, page in admin.site._registry.items() for field in shown_fields(model, page, request)]
    nameless = {field.name.replace("_", " ") for field in shown if field._verbose_name is None}
    assert {"actor", "happened at"} <= nameless
    assert nameless - set(NAMES) == set()


def test_a_localized_column_speaks_the_readers_language(staff):
    organization = staff.world.farm.organization
    organization.name = {"en": "Dashan’s", "zh-hans": "大山家"}
    organization.save()
    address, client = reverse("admin:accounts_organization_changelist"), staff.client("moderator")
    for language, shown, hidden in (("en", "Dashan’s", "大山家"), ("zh-hans", "大山家", "Dashan’s")):
        page = client.get(address, headers={"accept-language": language}).content.decode()
        assert (shown in page, hidden in page, "{&quot;" in page) == (True, False, False)


def test_who_only_reads_sees_all_languages(staff):
    organization = staff.world.farm.organization
    organization.name = {"en": "Dashan’s", "zh-hans": "大山家"}
    organization.save()
    page = staff.client("moderator").get(reverse("admin:accounts_organization_change", args=[organization.pk]))
    for language, text in organization.name.items():
        assert f'<span class="said" lang="{language}">{text}</span>' in page.content.decode()


def test_the_facts_of_an_event_are_a_table_in_both_languages(staff):
    event = Event.objects.create(name="x.Happened", data={"room_id": 7, "name": {"en": "Dawn", "zh-hans": "清早"}})
    client, address = staff.client("support"), reverse("admin:core_event_change", args=[event.pk])
    page = client.get(address, headers={"accept-language": "en"}).content.decode()
    assert '<table class="facts"><tr>' in page  # PostgreSQL has an order of its own for what is in JSON
    assert '<tr><th scope="row">room id</th><td>7</td></tr>' in page
    assert "Dawn" in page
    page = client.get(address, headers={"accept-language": "zh-hans"}).content.decode()
    assert "清早" in page


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ({"en": "Tea", "zh-hans": "茶"}, "Tea"),
        ([1, "<b>"], "1, &lt;b&gt;"),
        (None, "–"),
        (True, "Yes"),
        ({"a_b": [{"c": "&"}]}, '<table class="facts"><tr><th scope="row">a b</th><td><table class="facts"><tr>'
         '<th scope="row">c</th><td>&amp;</td></tr></table></td></tr></table>'),
    ],
)  # fmt: skip
def test_json_as_a_table(value, shown):
    with translation.override("en"):
        assert as_table(value) == shown
        assert in_words("room_id") == "room id"


def test_an_ordinary_person_reads_none_of_it(staff):
    assert staff.client(PERSON).get(reverse("admin:accounts_organization_changelist")).status_code == 302


def test_each_kind_of_notification_has_a_name_in_words():
    assert {slug.replace("_", " ") for slug in KINDS} - set(NAMES) == set()
