from marketplace.storefronts.models.diary import DiaryEntry, Plot
from marketplace.storefronts.models.farms import Chapter, Farm

__all__ = ["Chapter", "DiaryEntry", "Farm", "Plot"]
