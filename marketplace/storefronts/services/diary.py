from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.errors import Refused
from core.events import publish
from marketplace.storefronts.events import DiaryEntryWritten, FarmChanged
from marketplace.storefronts.models import DiaryEntry, Farm, Plot
from marketplace.storefronts.permissions import require_editor


@transaction.atomic
def write_entry(*, farm: Farm, actor: User, **words: Any) -> DiaryEntry:
    """`words` are the fields of `DiaryEntry` that people fill in."""
    require_editor(actor, farm)
    _check_plot(farm, words.get("plot"))
    entry = DiaryEntry.objects.create(farm=farm, written_by=actor, **words)
    publish(DiaryEntryWritten(entry_id=entry.pk, organization_id=farm.pk), actor=actor)
    return entry


@transaction.atomic
def change_entry(*, entry: DiaryEntry, actor: User, **words: Any) -> DiaryEntry:
    require_editor(actor, entry.farm)
    _check_plot(entry.farm, words.get("plot"))
    for name, value in words.items():
        setattr(entry, name, value)
    entry.save(update_fields=words.keys())
    publish(FarmChanged(organization_id=entry.farm_id, part="diary"), actor=actor)
    return entry


@transaction.atomic
def delete_entry(*, entry: DiaryEntry, actor: User) -> None:
    require_editor(actor, entry.farm)
    entry.delete()
    publish(FarmChanged(organization_id=entry.farm_id, part="diary"), actor=actor)


def _check_plot(farm: Farm, plot: Plot | None) -> None:
    if plot is not None and plot.farm_id != farm.pk:
        raise Refused(_("That plot belongs to another farm."), field="plot")
