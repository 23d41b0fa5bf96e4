"""The staff groups of `rights.py`, written into the database after every migration."""

from contextlib import suppress
from typing import Any

from django.apps import AppConfig, apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db import transaction

from config.staff.rights import RIGHTS, permission_names


class UnknownRights(LookupError):
    def __init__(self, group: str, names: set[str]) -> None:
        super().__init__(f"config/staff/rights.py gives {group} what does not exist: {', '.join(sorted(names))}")


@transaction.atomic
def sync_staff_groups(*, using: str = "default") -> None:
    """Give each group exactly what the table says; a second run changes nothing. Other groups are left alone.

    Raises UnknownRights when the table speaks of a right that the database does not know.
    """
    known = {
        f"{app_label}.{codename}": pk
        for pk, app_label, codename in Permission.objects.using(using).values_list(
            "pk", "content_type__app_label", "codename"
        )
    }
    for name in RIGHTS:
        wanted = permission_names(name)
        if missing := wanted - known.keys():
            raise UnknownRights(name, missing)
        group, _created = Group.objects.using(using).get_or_create(name=name)
        group.permissions.set([known[permission] for permission in wanted])


def sync_after_migrations(app_config: AppConfig, using: str = "default", **kwargs: Any) -> None:
    """A receiver of `post_migrate`, which comes once for each app with models: only after the last are all rights there."""
    last = [config for config in apps.get_app_configs() if config.models_module is not None][-1]
    if app_config is not last:
        return
    create_permissions(app_config, verbosity=0, using=using)  # Django's own receiver may run after this one
    # `migrate <app> <number>` stops before some models, and so their rights, are there; the next whole run writes all.
    with suppress(UnknownRights):
        sync_staff_groups(using=using)
