from importlib import import_module
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.models import User
from core import field_rotation
from core.encryption import field_keys, key_id_of, new_key, replace_stored
from core.field_rotation import PLAIN, count_by_key, encrypted_fields, rotate_rows, stored_values
from tests.core.test_encryption import stored, write

pytestmark = pytest.mark.django_db
OLD, NEW = new_key(), new_key()
PHONE = User._meta.get_field("phone")


def people(count: int) -> list[User]:
    return [User.objects.create_user(phone=f"+861390000{number:04}", name="Worker") for number in range(count)]


def rotate(*arguments: str) -> str:
    out = StringIO()
    call_command("rotate_field_keys", *arguments, stdout=out, stderr=out)
    return out.getvalue()


def test_everything_moves_under_the_first_key_and_says_so(settings):
    settings.DAJI_FIELD_KEYS = [OLD]
    numbers = {user.pk: user.phone for user in people(3)}
    old = field_keys()[0].id
    settings.DAJI_FIELD_KEYS = [NEW, OLD]
    new = field_keys()[0].id
    assert f"accounts.user.phone: 3 under {old}" in rotate("--check")
    assert count_by_key(PHONE) == {old: 3}  # a check changes nothing
    said = rotate()
    assert f"accounts.user.phone: 3 under {new}" in said and said.endswith("Everything is under the first key.\n")
    settings.DAJI_FIELD_KEYS = [NEW]
    assert {user.pk: user.phone for user in User.objects.all()} == numbers


def test_killed_in_the_middle_it_goes_on_with_what_is_left(settings, monkeypatch):
    settings.DAJI_FIELD_KEYS = [OLD]
    people(5)
    old = field_keys()[0].id
    settings.DAJI_FIELD_KEYS = [NEW, OLD]
    replaced = []

    def dies_at_the_third(*args, **kwargs):
        if len(replaced) == 2:
            raise KeyboardInterrupt
        replaced.append(kwargs["pk"])
        return replace_stored(*args, **kwargs)

    monkeypatch.setattr(field_rotation, "replace_stored", dies_at_the_third)
    with pytest.raises(KeyboardInterrupt):
        rotate()
    assert count_by_key(PHONE) == {field_keys()[0].id: 2, old: 3}
    assert User.objects.filter(phone__in=[f"+861390000{number:04}" for number in range(5)]).count() == 5
    monkeypatch.undo()
    rotate()
    assert count_by_key(PHONE) == {field_keys()[0].id: 5}


def test_a_number_saved_meanwhile_is_not_undone(settings):
    settings.DAJI_FIELD_KEYS = [OLD]
    user = people(1)[0]
    settings.DAJI_FIELD_KEYS = [NEW, OLD]
    read = next(stored_values(PHONE))
    User.objects.filter(pk=user.pk).update(phone="+8613999999999")
    assert rotate_rows(PHONE, read) == []
    assert User.objects.get(pk=user.pk).phone == "+8613999999999"


def test_two_rows_with_one_number_are_named_and_the_old_key_stays_needed(settings):
    """As after two processes of a rolling restart wrote with different first keys."""
    settings.DAJI_FIELD_KEYS = [OLD]
    first, second = people(2)
    settings.DAJI_FIELD_KEYS = [NEW, OLD]
    write(second, PHONE.encrypt(str(first.phone)))
    with pytest.raises(CommandError, match="1 values are not under the first key yet"):
        rotate()
    assert key_id_of(stored(User, first.pk)) != key_id_of(stored(User, second.pk))


def test_a_value_under_a_missing_key_stops_it_with_its_column_named(settings):
    settings.DAJI_FIELD_KEYS = [OLD]
    people(1)
    settings.DAJI_FIELD_KEYS = [NEW]
    assert "NOT in DAJI_FIELD_KEYS" in rotate("--check")
    with pytest.raises(Exception, match=r"accounts\.user\.phone stands under key"):
        rotate()


def test_batches_reach_every_row():
    pks = [user.pk for user in people(5)]
    assert [[pk for pk, _value in rows] for rows in stored_values(PHONE, batch_rows=2)] == [pks[:2], pks[2:4], pks[4:]]


@pytest.mark.parametrize("app", ["accounts", "marketplace.orders", "recruiting.applications"])
def test_the_migrations_encrypt_what_stood_there_plainly_and_back(app):
    user = people(1)[0]
    migration = import_module(f"{app}.migrations.0002_encrypted_phone")

    class Editor:
        pass

    Editor.connection = connection
    if app == "accounts":
        write(user, "+8613900000000")
        assert count_by_key(PHONE) == {PLAIN: 1}
    migration.encrypt(apps, Editor)
    migration.encrypt(apps, Editor)
    assert User.objects.get(phone="+8613900000000") == user
    migration.decrypt(apps, Editor)
    assert stored(User, user.pk).startswith("+" if app == "accounts" else "e1:")


def test_every_encrypted_column_is_known_to_the_command():
    places = {field.place.decode() for field in encrypted_fields()}
    assert places >= {"accounts.user.phone", "orders.ordergroup.phone", "applications.application.phone"}
