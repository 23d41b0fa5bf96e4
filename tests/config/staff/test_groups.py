import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission

from accounts.models import User
from accounts.permissions import FINANCE, MODERATORS, SUPPORT, is_finance, is_moderator, is_support
from config.staff import groups, rights
from config.staff.groups import UnknownRights, sync_after_migrations, sync_staff_groups

pytestmark = pytest.mark.django_db


def granted(name):
    pairs = Group.objects.get(name=name).permissions.values_list("content_type__app_label", "codename")
    return {".".join(pair) for pair in pairs}


@pytest.mark.parametrize("name", [SUPPORT, MODERATORS, FINANCE])
def test_migrations_leave_the_groups_with_exactly_the_rights_of_the_table(name):
    assert granted(name) == rights.permission_names(name)
    assert granted(name)


def test_a_second_run_changes_nothing_and_a_stray_right_is_taken_away(django_assert_num_queries):
    stray = Permission.objects.get(codename="delete_user")
    Group.objects.get(name=FINANCE).permissions.add(stray)
    Group.objects.create(name="volunteers").permissions.add(stray)

    sync_staff_groups()

    assert "accounts.delete_user" not in granted(FINANCE)
    assert granted("volunteers") == {"accounts.delete_user"}
    before = {name: granted(name) for name in rights.RIGHTS}
    sync_staff_groups()
    assert {name: granted(name) for name in rights.RIGHTS} == before


def test_a_group_that_was_deleted_comes_back_with_the_next_migration():
    Group.objects.get(name=SUPPORT).delete()
    configs = [config for config in apps.get_app_configs() if config.models_module is not None]
    sync_after_migrations(app_config=configs[0])
    assert not Group.objects.filter(name=SUPPORT).exists()
    sync_after_migrations(app_config=configs[-1])
    assert granted(SUPPORT) == rights.permission_names(SUPPORT)


def test_a_right_that_does_not_exist_is_named(monkeypatch):
    monkeypatch.setattr(groups, "RIGHTS", {SUPPORT: {}})
    monkeypatch.setattr(groups, "permission_names", lambda name: {"accounts.view_usr"})
    with pytest.raises(UnknownRights, match=r"support what does not exist: accounts\.view_usr"):
        sync_staff_groups()


def test_the_predicates_know_their_groups():
    predicates = {SUPPORT: is_support, MODERATORS: is_moderator, FINANCE: is_finance}
    for name in predicates:
        user = User.objects.create_user(email=f"{name}@example.com")
        user.groups.add(Group.objects.get(name=name))
        assert [other for other, predicate in predicates.items() if predicate(user)] == [name]
        user.is_active = False
        assert not predicates[name](user)
    boss = User.objects.create_superuser(email="boss@example.com")
    assert all(predicate(boss) for predicate in predicates.values())
