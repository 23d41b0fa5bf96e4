"""The fair is loaded part by part. What a kill interrupts begins again at the part that was not finished."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

from django.db import transaction

from demo.loading.fair import Fair
from demo.loading.parts import Part, all_parts
from demo.models import LoadedPart


def is_loaded() -> bool:
    return not _missing()


def steps_to_load() -> int:
    return sum(part.steps for part in _missing())


def load_fair(*, on_step: Callable[[str], None] = lambda label: None) -> None:
    """Load what is missing; `on_step` hears the part's label after each step. A second call does nothing."""
    fair = Fair()
    for part in _missing():
        with transaction.atomic() if part.in_one_piece else contextlib.nullcontext():
            for _step in part.build(fair):
                on_step(part.label)
            LoadedPart.objects.create(name=part.name, made=fair.made_by(part.name))


def _missing() -> list[Part]:
    loaded = set(LoadedPart.objects.values_list("name", flat=True))
    return [part for part in all_parts() if part.name not in loaded]
