"""Holding rows that are read together with what is written next, without standing in each other's way."""

from __future__ import annotations

from django.db import connections
from django.db.models import Model, QuerySet


def hold_shared[M: Model](*, found: QuerySet[M]) -> list[M]:
    """These rows as they stand now, unchanged until the transaction ends. Any number of readers hold them at once; whoever
    takes them with `select_for_update` waits for all of them, and they for him. Give them in the order of their keys.

    SQLite has one writer at a time: inside a transaction there is nobody to be kept out.
    """
    if not connections[found.db].features.has_select_for_update:
        return list(found)
    sql, params = found.query.sql_with_params()
    return list(found.model._base_manager.using(found.db).raw(f"{sql} FOR SHARE", params))
