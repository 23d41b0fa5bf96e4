from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin

from recruiting.employers.models import Employer


@admin.register(Employer)
class EmployerAdmin(ModelAdmin):
    list_display = ["__str__", "place", "number_of_employees", "verified_at"]
    list_filter = ["organization__kind", ("organization__verified_at", admin.EmptyFieldListFilter)]
    list_select_related = ["organization"]
    search_fields = ["organization__slug", "organization__name__en", "organization__name__zh-hans"]
    autocomplete_fields = ["organization"]
    raw_id_fields = ["cover"]

    @admin.display(description=_("verified"), ordering="organization__verified_at")
    def verified_at(self, employer: Employer) -> object:
        return employer.organization.verified_at
