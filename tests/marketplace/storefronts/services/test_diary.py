import datetime

import pytest

from core.errors import NotAllowed, Refused
from core.events import list_events
from core.localized import LocalizedText
from marketplace.storefronts.models import DiaryEntry
from marketplace.storefronts.services.diary import change_entry, delete_entry, write_entry
from marketplace.storefronts.services.plots import add_plot, change_plot
from tests.factories.storefronts import DiaryEntryFactory, PlotFactory

pytestmark = pytest.mark.django_db

WORDS = {"date": datetime.date(2026, 8, 31), "title": LocalizedText.of("Hail"), "loss": True}


def test_a_day_is_written_down_and_said(farm, owner):
    plot = PlotFactory(farm=farm)
    entry = write_entry(farm=farm, actor=owner, plot=plot, **WORDS)
    assert (entry.written_by, entry.plot, entry.loss, entry.iso_week) == (owner, plot, True, (2026, 36))
    event = list_events(name_prefix="storefronts.DiaryEntryWritten").get()
    assert (event.data, event.actor) == ({"entry_id": entry.pk, "organization_id": farm.pk}, owner)


def test_another_farms_plot_is_refused(farm, owner):
    elsewhere = PlotFactory()
    with pytest.raises(Refused, match="another farm") as refusal:
        write_entry(farm=farm, actor=owner, plot=elsewhere, **WORDS)
    assert refusal.value.field == "plot"
    entry = DiaryEntryFactory(farm=farm)
    with pytest.raises(Refused, match="another farm"):
        change_entry(entry=entry, actor=owner, plot=elsewhere)


def test_an_entry_is_changed_and_taken_out(farm, owner):
    entry = DiaryEntryFactory(farm=farm)
    change_entry(entry=entry, actor=owner, title=LocalizedText.of("Rain"))
    assert str(DiaryEntry.objects.get().title) == "Rain"
    delete_entry(entry=entry, actor=owner)
    assert not DiaryEntry.objects.exists()


def test_plots_are_added_and_renamed(farm, owner):
    plot = add_plot(farm=farm, actor=owner, name=LocalizedText.of("East"))
    change_plot(plot=plot, actor=owner, name=LocalizedText.of("West"))
    assert [str(found.name) for found in farm.plots.all()] == ["West"]


def test_others_write_nothing(farm, outsider):
    entry, plot = DiaryEntryFactory(farm=farm), PlotFactory(farm=farm)
    for verb, arguments in [
        (write_entry, {"farm": farm, **WORDS}),
        (change_entry, {"entry": entry, **WORDS}),
        (delete_entry, {"entry": entry}),
        (add_plot, {"farm": farm, "name": LocalizedText.of("x")}),
        (change_plot, {"plot": plot, "name": LocalizedText.of("x")}),
    ]:
        with pytest.raises(NotAllowed):
            verb(actor=outsider, **arguments)
    assert (farm.diary.get(), farm.plots.get()) == (entry, plot)
