"""Every page of the admin for everyone who might come, against the table beside this file."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.test import RequestFactory
from django.urls import reverse

from tests.authorisation.roles import GUEST, PERSON
from tests.config.staff.table import ACTIONS, FRAME, OWN_PAGES, PAGES, ROLES

LABELS = sorted(PAGES)
STANDARD = ("changelist", "add", "change", "delete", "history")


def url(label, page, *args):
    return reverse(f"admin:{label.lower().replace('.', '_')}_{page}", args=args)


def first(label):
    row = apps.get_model(label)._default_manager.order_by("pk").first()
    assert row is not None, f"the world has no {label}"
    return row


def person_to_change(staff):
    return staff.world.users[PERSON]


def row_of(label, staff):
    return person_to_change(staff) if label == "accounts.User" else first(label)


@pytest.mark.django_db
def test_every_page_stands_in_the_table():
    registered = {model._meta.label for model in admin.site._registry}
    assert registered == set(PAGES)


@pytest.mark.django_db
def test_every_own_page_stands_in_the_table():
    standard = {
        f"{model._meta.app_label}_{model._meta.model_name}_{page}"
        for model in admin.site._registry
        for page in STANDARD
    }
    patterns = [*admin.site.get_urls(), *(url for page in admin.site._registry.values() for url in page.get_urls())]
    names = {name for pattern in patterns if (name := getattr(pattern, "name", None))}
    assert names - standard - FRAME == set(OWN_PAGES)


@pytest.mark.parametrize("label", LABELS)
def test_who_may_do_what(staff, label):
    row = row_of(label, staff)
    found, wanted = {}, dict(zip(ROLES, PAGES[label], strict=True))
    for role in ROLES:
        client, letters = staff.client(role), ""
        answers = {
            "v": client.get(url(label, "changelist")),
            "a": client.get(url(label, "add")),
            "c": client.get(url(label, "change", row.pk)),
            "d": client.get(url(label, "delete", row.pk)),
        }
        assert {answer.status_code for answer in answers.values()} <= {200, 403}, (role, answers)
        if answers["v"].status_code == 200:
            letters += "v"
            assert answers["c"].status_code == 200
        assert client.get(url(label, "history", row.pk)).status_code == answers["v"].status_code, role
        letters += "a" if answers["a"].status_code == 200 else ""
        letters += "c" if (answers["c"].context or {}).get("has_change_permission") else ""
        letters += "d" if answers["d"].status_code == 200 else ""
        if "c" not in letters and label != "verification.Verification":  # whose page takes no POST, see its own tests
            assert client.post(url(label, "change", row.pk), {}).status_code == 403, role
        found[role] = letters or "-"
    assert found == wanted


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("role", [GUEST, PERSON])
def test_others_are_asked_to_log_in(staff, label, role):
    client, row = staff.client(role), first(label)
    for address in (
        url(label, "changelist"),
        url(label, "add"),
        url(label, "change", row.pk),
        url(label, "delete", row.pk),
        url(label, "history", row.pk),
    ):
        answer = client.get(address)
        assert answer.status_code == 302, address
        assert "/login/" in answer["Location"]


@pytest.mark.parametrize("role", ROLES)
def test_actions(staff, role):
    request = RequestFactory().get("/admin/")
    request.user = staff.world.users[role]
    offered = {
        (model._meta.label, name)
        for model, page in admin.site._registry.items()
        if page.has_view_permission(request)
        for name in page.get_actions(request)
        if name != "delete_selected"
    }
    assert offered == {action for action, roles in ACTIONS.items() if role in roles}


@pytest.mark.parametrize("name", sorted(OWN_PAGES))
def test_own_pages(staff, name):
    world, person = staff.world, person_to_change(staff)
    keys = {
        "access_tokens_accesstoken_end": [person.pk],
        "accounts_user_access": [person.pk],
        "auth_user_password_change": [person.pk],
        "verification_verification_paper": [first("verification.Verification").pk, 1],
    }
    label = next((label for label in PAGES if name.startswith(label.lower().replace(".", "_") + "_")), None)
    if name == "accounts_user_phone":
        person.phone = "+8613800001234"
        person.save()
    args = keys.get(name) or [person.pk if label == "accounts.User" else first(label).pk]
    for role in ROLES:
        status = staff.client(role).get(reverse(f"admin:{name}", args=args)).status_code
        if role in OWN_PAGES[name]:
            assert status in (200, 404, 405), (role, status)
        else:
            assert status in (403, 405), (role, status)
        if role not in OWN_PAGES[name]:
            assert staff.client(role).post(reverse(f"admin:{name}", args=args), {}).status_code == 403, role
    assert staff.client(GUEST).get(reverse(f"admin:{name}", args=args)).status_code == 302
    assert world.users[PERSON].is_active


@pytest.mark.parametrize("role", ROLES)
def test_the_side_column_shows_what_may_be_seen_and_nothing_else(staff, role):
    groups = staff.client(role).get(reverse("admin:index")).context["sidebar_navigation"]
    links = {item["link"] for group in groups for item in group["items"]}
    column = ROLES.index(role)
    seen = {url(label, "changelist") for label, letters in PAGES.items() if "v" in letters[column]}
    assert links == seen | {reverse("admin:index")}


def test_secrets_and_session_keys_are_shown_to_nobody(staff):
    client = staff.client("superuser")
    for label in ("mfa.Authenticator", "usersessions.UserSession"):
        page = client.get(url(label, "changelist")).content + client.get(url(label, "change", first(label).pk)).content
        assert b"sealed-secret" not in page
        assert b"session-key-9" not in page


def test_the_hash_of_a_password_is_shown_to_nobody(staff):
    person = staff.world.users[PERSON]
    page = staff.client("superuser").get(url("accounts.User", "change", person.pk)).content.decode()
    assert person.password.startswith("md5$")
    assert person.password.split("$")[2][:8] not in page
    assert "Has one" in page


def test_no_part_of_a_token_that_opens_anything_is_shown(staff):
    token, client = first("access_tokens.AccessToken"), staff.client("superuser")
    pages = [client.get(url("access_tokens.AccessToken", "changelist"))]
    pages.append(client.get(url("access_tokens.AccessToken", "change", token.pk)))
    for page in pages:
        assert f"…{token.hint}" in page.content.decode()
        assert token.digest not in page.content.decode()
