from marketplace.storefronts.forms.diary import DiaryEntryForm, PlotForm
from marketplace.storefronts.forms.farms import ChapterForm, FarmForm

__all__ = ["ChapterForm", "DiaryEntryForm", "FarmForm", "PlotForm"]
