"""A new model that points at a person, or holds a number, says how that person gets it out, or this test fails."""

import pytest
from django.apps import apps
from django.db import models

from accounts.models import User
from core.encryption import EncryptedField
from core.personal_data import PersonalData, Registry, plain, registry, retentions, rows

# What is not handed out, and why.
NOT_EXPORTED = {
    "admin.LogEntry": "Django's own list of what staff changed in the admin: about others, and in the audit log as well.",
    "audit.AuditEntry": "the log that watches over staff; whose number was seen stands in the export of applications",
}


def points_at_a_person(model: type[models.Model]) -> bool:
    fields = [*model._meta.fields, *model._meta.many_to_many]
    return any(field.related_model is User or isinstance(field, EncryptedField) for field in fields)


def answered_for() -> set[str]:
    return {label for kind in registry for label in kind.models}


def test_every_model_about_a_person_is_exported_or_says_why_not():
    about_people = {model._meta.label for model in apps.get_models() if points_at_a_person(model)}
    assert about_people - answered_for() == set(NOT_EXPORTED)
    assert not set(NOT_EXPORTED) & answered_for()


def test_the_measure_sees_keys_and_numbers():
    labels = {model._meta.label for model in apps.get_models() if points_at_a_person(model)}
    assert {"orders.Cart", "orders.OrderGroup", "accounts.User", "core.Event"} <= labels
    assert "catalogue.Product" not in labels


def test_what_is_answered_for_exists_and_is_named_once():
    named = [label for kind in registry for label in kind.models]
    assert sorted(named) == sorted(set(named))
    for label in named:
        apps.get_model(label)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", list(registry), ids=lambda kind: kind.name)
def test_every_kind_can_be_exported_and_erased_for_somebody_without_anything(kind, shopper):
    list(kind.export(shopper))
    assert list(kind.files(shopper)) == [] and kind.blockers(shopper) == []
    kind.erase(shopper)


def test_nothing_is_registered_twice():
    own = Registry()
    first = PersonalData(name="orders", label="", models=())
    own.register(first, first)
    with pytest.raises(ValueError, match="twice"):
        own.register(PersonalData(name="orders", label="other", models=()))


def test_every_retention_rule_has_its_days(settings):
    assert set(settings.DAJI_KEEP_DAYS) == set(retentions)


def test_rows_go_through_relations_and_become_json(shopper):
    shopper.date_joined = shopper.date_joined.replace(microsecond=0)
    [row] = rows([shopper], "name", "get_short_name", "avatar__url", "date_joined")
    assert row == {
        "name": "Mei",
        "get_short_name": "Mei",
        "avatar__url": None,
        "date_joined": shopper.date_joined.isoformat(),
    }
    assert plain({1: ("a", None, True)}) == {"1": ["a", None, True]}
