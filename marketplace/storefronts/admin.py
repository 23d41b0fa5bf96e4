from django.contrib import admin
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin, StackedInline, TabularInline

from marketplace.storefronts.models import Chapter, DiaryEntry, Farm, Plot


class ChapterInline(StackedInline):
    model = Chapter
    extra = 0
    autocomplete_fields = ["picture"]


class PlotInline(TabularInline):
    model = Plot
    extra = 0


@admin.register(Farm)
class FarmAdmin(ModelAdmin):
    list_display = ["__str__", "place", "verified_at", "opened_at", "page"]
    list_filter = [("organization__verified_at", admin.EmptyFieldListFilter), "opened_at"]
    search_fields = ["organization__name", "organization__slug", "place", "tagline"]
    list_select_related = ["organization"]
    autocomplete_fields = ["organization", "cover"]
    inlines = [ChapterInline, PlotInline]

    @admin.display(description=_("verified"), ordering="organization__verified_at")
    def verified_at(self, farm: Farm) -> object:
        return farm.organization.verified_at

    @admin.display(description=_("page"))
    def page(self, farm: Farm) -> SafeString:
        return format_html('<a href="{}">/farms/{}/</a>', farm.get_absolute_url(), farm.slug)


@admin.register(Chapter)
class ChapterAdmin(ModelAdmin):
    list_display = ["__str__", "farm", "number", "written_at"]
    list_filter = ["written_at"]
    search_fields = ["title", "body", "farm__organization__name", "farm__organization__slug"]
    list_select_related = ["farm__organization"]
    autocomplete_fields = ["farm", "picture"]


@admin.register(DiaryEntry)
class DiaryEntryAdmin(ModelAdmin):
    list_display = ["__str__", "farm", "date", "plot", "loss", "written_by"]
    list_filter = ["loss", "date"]
    search_fields = ["title", "body", "crop", "farm__organization__name", "farm__organization__slug"]
    list_select_related = ["farm__organization", "plot", "written_by"]
    autocomplete_fields = ["farm", "plot", "picture"]
    date_hierarchy = "date"


@admin.register(Plot)
class PlotAdmin(ModelAdmin):
    list_display = ["__str__", "farm", "description"]
    search_fields = ["name", "description", "farm__organization__name", "farm__organization__slug"]
    list_select_related = ["farm__organization"]
    autocomplete_fields = ["farm"]
