import stat

import pytest
from django.core.exceptions import FieldError, ImproperlyConfigured, ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.test.utils import CaptureQueriesContext, isolate_apps

from accounts.models import User
from config.settings.field_keys import keys_beside_the_data, keys_of_production
from core.encryption import DecryptionError, EncryptedTextField, key_id_of, new_key, open_bytes, seal_bytes
from marketplace.orders.models import OrderGroup
from recruiting.applications.models import Application
from tests.factories.orders import placed, variant_of

NUMBER = "+8613900007788"
OLD, NEW, OTHER = new_key(), new_key(), new_key()


with isolate_apps("core"):

    class Note(models.Model):
        """A text field in need of a model; it has no table."""

        licence = EncryptedTextField()
        other = EncryptedTextField()

        class Meta:
            app_label = "core"

        def __str__(self) -> str:
            return self.licence


def stored(model: type[models.Model], pk: int, column: str = "phone") -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {model._meta.db_table} WHERE id = %s", [pk])
        return cursor.fetchone()[0]


def write(user: User, text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_user SET phone = %s WHERE id = %s", [text, user.pk])


def person(number: str = NUMBER, **fields) -> User:
    return User.objects.create_user(phone=number, name="A-Qiang", **fields)


# ── The number ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.django_db
def test_the_database_holds_no_digits_of_the_number():
    user = person()
    raw = stored(User, user.pk)
    assert raw.startswith("e1:") and len(raw) == 52
    assert not any(NUMBER[start : start + 4] in raw for start in range(len(NUMBER) - 3))
    # Negative control: the same look at what is not encrypted finds it.
    assert stored(User, user.pk, "name") == "A-Qiang"
    assert User.objects.get(pk=user.pk).phone == NUMBER
    assert str(User.objects.get(pk=user.pk).phone) == NUMBER


@pytest.mark.django_db
def test_equality_finds_it_however_it_is_written():
    user = person()
    assert User.objects.get(phone=NUMBER) == user
    assert User.objects.get(phone="139 0000 7788") == user
    assert User.objects.get(phone__in=["+8613900001111", NUMBER, None]) == user
    assert User.objects.get(phone=user.phone) == user
    assert not User.objects.filter(phone="+8613900001111").exists()
    assert not User.objects.exclude(phone=NUMBER).exists()
    assert not User.objects.filter(phone__in=[]).exists()
    assert User.objects.get_or_create(phone=NUMBER, defaults={"name": "Impostor"}) == (user, False)
    assert User.objects.filter(phone__isnull=False).get() == user


@pytest.mark.django_db
def test_a_query_compares_ciphertexts_only():
    person()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert User.objects.filter(phone=NUMBER).count() == 1
    assert "13900007788" not in queries[0]["sql"] and "e1:" in queries[0]["sql"]


@pytest.mark.parametrize("lookup", ["contains", "icontains", "startswith", "iexact", "gt", "lt", "regex", "range"])
def test_what_needs_the_digits_in_the_database_is_refused(lookup):
    with pytest.raises(FieldError):
        str(User.objects.filter(**{f"phone__{lookup}": "+86139"}).query)


@pytest.mark.django_db
def test_the_same_number_twice_is_refused_by_the_database_and_in_forms():
    person()
    with pytest.raises(IntegrityError), transaction.atomic():
        person()
    with pytest.raises(ValidationError) as refusal:
        User(phone=NUMBER, name="Impostor", password="x").full_clean()
    assert set(refusal.value.error_dict) == {"phone"}


@pytest.mark.django_db
def test_changing_saving_and_emptying():
    user = person(email="a@example.com")
    User.objects.filter(pk=user.pk).update(phone="+8613900001111")
    user.refresh_from_db()
    assert user.phone == "+8613900001111" and stored(User, user.pk).startswith("e1:")
    user.phone = "+8613900002222"
    User.objects.bulk_update([user], ["phone"])
    assert User.objects.get(phone="+8613900002222") == user and stored(User, user.pk).startswith("e1:")
    user.phone = None
    user.save()
    assert stored(User, user.pk) is None and User.objects.get(pk=user.pk).phone is None


@pytest.mark.django_db
def test_a_value_moved_from_another_column_or_changed_is_no_value():
    user, group = person(), placed((variant_of(), 1))
    write(user, stored(OrderGroup, group.pk))
    with pytest.raises(DecryptionError, match=r"accounts\.user\.phone was changed or moved there"):
        User.objects.get(pk=user.pk)
    assert OrderGroup.objects.get(pk=group.pk).phone == "+8613800002046"  # negative control: at home it opens
    good = stored(OrderGroup, group.pk)
    write(user, good[:-6] + ("A" if good[-6] != "A" else "B") + good[-5:])
    with pytest.raises(DecryptionError):
        User.objects.get(pk=user.pk)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "sentence"), [("+8613900007788", "is not encrypted"), ("e1:00000000:AAAA", "00000000")]
)
def test_a_plain_value_or_one_under_an_unknown_key_is_refused_without_saying_it(text, sentence):
    user = person()
    write(user, text)
    with pytest.raises(DecryptionError, match=sentence) as refusal:
        User.objects.get(pk=user.pk)
    assert "139" not in str(refusal.value)


def test_three_columns_with_numbers_are_encrypted():
    for model in (User, OrderGroup, Application):
        assert type(model._meta.get_field("phone")).__name__ == "EncryptedPhoneField"


# ── Texts ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_same_text_twice_gives_two_values_that_both_open():
    field = Note._meta.get_field("licence")
    first, second = field.encrypt("91500236MA5U"), field.encrypt("91500236MA5U")
    assert first != second and "91500236" not in first
    assert {field.decrypt(first), field.decrypt(second)} == {"91500236MA5U"}
    with pytest.raises(DecryptionError):
        Note._meta.get_field("other").decrypt(first)


def test_a_text_is_prepared_encrypted_and_what_is_empty_stays_so():
    field = Note._meta.get_field("licence")
    assert field.get_db_prep_value("证照", connection).startswith("e1:")
    assert field.from_db_value(field.get_db_prep_value("证照", connection), None, connection) == "证照"
    assert [field.get_db_prep_value(value, connection) for value in ("", None)] == ["", None]
    with pytest.raises(FieldError):
        str(Note.objects.filter(licence="91500236MA5U").query)


def test_bytes_are_sealed_for_one_place_and_older_ones_are_left(settings):
    settings.DAJI_FIELD_KEYS = [OLD]
    sealed = seal_bytes(b"139 0000 7788", place=b"answer 1")
    settings.DAJI_FIELD_KEYS = [NEW, OLD]
    assert b"139" not in sealed and open_bytes(sealed, place=b"answer 1") == b"139 0000 7788"
    with pytest.raises(DecryptionError):
        open_bytes(sealed, place=b"answer 2")
    settings.DAJI_FIELD_KEYS = [NEW]
    with pytest.raises(DecryptionError, match="not in DAJI_FIELD_KEYS"):
        open_bytes(sealed, place=b"answer 1")
    assert [open_bytes(plain, place=b"answer 1") for plain in (b"", b"<p>")] == [b"", b"<p>"]


# ── Keys ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.django_db
def test_rows_under_an_older_key_are_found_read_and_still_unique(settings):
    settings.DAJI_FIELD_KEYS = [OLD]
    user = person()
    under_old = stored(User, user.pk)
    settings.DAJI_FIELD_KEYS = [NEW, OLD]
    assert User.objects.get(phone=NUMBER) == user
    assert User.objects.get(phone__in=[NUMBER]).phone == NUMBER
    with pytest.raises(IntegrityError), transaction.atomic():
        person()
    # The attempt was undone with its transaction; a save that succeeds moves the row.
    assert stored(User, user.pk) == under_old
    user.save()
    assert key_id_of(stored(User, user.pk)) != key_id_of(under_old)
    settings.DAJI_FIELD_KEYS = [NEW]
    assert User.objects.get(phone=NUMBER) == user


@pytest.mark.django_db
def test_without_the_key_nothing_opens(settings):
    settings.DAJI_FIELD_KEYS = [OLD]
    user = person()
    settings.DAJI_FIELD_KEYS = [OTHER]
    assert not User.objects.filter(phone=NUMBER).exists()
    with pytest.raises(DecryptionError, match="not in DAJI_FIELD_KEYS"):
        User.objects.get(pk=user.pk)


@pytest.mark.parametrize("keys", [[], ["short"], ["not base64!"], [NEW, "AAAA"], [NEW, NEW]])
def test_production_refuses_keys_that_will_not_do_and_repeats_none(keys):
    with pytest.raises(ImproperlyConfigured, match="DAJI_FIELD_KEYS") as refusal:
        keys_of_production(keys)
    assert NEW not in str(refusal.value) and "AAAA" not in str(refusal.value)
    assert keys_of_production([NEW, OLD]) == [NEW, OLD]


def test_a_site_on_one_machine_makes_its_key_once_and_for_itself_alone(tmp_path):
    folder = tmp_path / "data"
    first = keys_beside_the_data(folder)
    assert keys_beside_the_data(folder) == first and keys_of_production(first) == first
    assert stat.S_IMODE((folder / "field_keys").stat().st_mode) == 0o600
    assert [file.name for file in folder.iterdir()] == ["field_keys"]
    (folder / "field_keys").write_text(f"{NEW}\n{first[0]}\n")
    assert keys_beside_the_data(folder) == [NEW, *first]
