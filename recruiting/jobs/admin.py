from collections.abc import Mapping
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin, TabularInline

from core.admin import ReadOnlyAdmin, as_table
from recruiting.jobs.models import JobPhoto, JobPosting, JobRevision, PayComponent


class PayComponentInline(TabularInline):
    """Read here, written on the employer's pages: a change must leave a revision and work out the month anew."""

    model = PayComponent
    extra = 0
    fields = ["kind", "label", "amount", "amount_to", "unit", "multiple", "monthly_count", "condition"]
    readonly_fields = fields
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


class JobPhotoInline(TabularInline):
    model = JobPhoto
    extra = 0
    raw_id_fields = ["picture"]


@admin.register(JobPosting)
class JobPostingAdmin(ModelAdmin):
    list_display = [
        "title",
        "employer",
        "state",
        "place",
        "month_low",
        "month_high",
        "openings",
        "taken",
        "published_at",
    ]
    list_filter = ["state", "pay_day", "housing", "meals", "transport", "night_shift", "published_at"]
    list_select_related = ["employer__organization"]
    search_fields = ["slug", "title__en", "title__zh-hans", "employer__organization__slug"]
    autocomplete_fields = ["employer"]
    readonly_fields = [
        "slug",
        "state",
        "month_low",
        "month_high",
        "taken",
        "created_at",
        "published_at",
        "applications",
    ]
    inlines = [PayComponentInline, JobPhotoInline]
    date_hierarchy = "published_at"

    @admin.display(description=_("applications"))
    def applications(self, job: JobPosting) -> SafeString:
        address = reverse("admin:applications_application_changelist")
        return format_html('<a href="{}?job__id__exact={}">{}</a>', address, job.pk, _("Show the applications"))


@admin.register(JobRevision)
class JobRevisionAdmin(ReadOnlyAdmin):
    list_display = ["job", "number", "author", "created_at"]
    list_filter = ["created_at"]
    list_select_related = ["job", "author"]
    search_fields = ["job__slug", "job__title__en", "job__title__zh-hans"]
    fields = ["job", "number", "author", "created_at", "as_it_stood"]

    @admin.display(description=_("as it stood"))
    def as_it_stood(self, revision: JobRevision) -> SafeString:
        fields = [*PayComponent._meta.fields, *JobPosting._meta.fields]
        return as_table(_renamed(revision.snapshot, {field.name: str(field.verbose_name) for field in fields}))


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {names.get(name, name): _renamed(part, names) for name, part in value.items()}
    return [_renamed(part, names) for part in value] if isinstance(value, list) else value


@admin.register(PayComponent)
class PayComponentAdmin(ReadOnlyAdmin):
    list_display = ["job", "kind", "label", "amount", "amount_to", "unit", "multiple", "condition"]
    list_filter = ["kind", "unit"]
    list_select_related = ["job"]
    search_fields = ["job__slug", "job__title__en", "job__title__zh-hans"]


@admin.register(JobPhoto)
class JobPhotoAdmin(ModelAdmin):
    list_display = ["job", "picture", "position"]
    list_select_related = ["job", "picture"]
    search_fields = ["job__slug"]
    autocomplete_fields = ["job"]
    raw_id_fields = ["picture"]
