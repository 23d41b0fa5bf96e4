from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin, TabularInline
from unfold.decorators import display

from accounts.models import Follow, Membership, Organization
from accounts.states import OrganizationKind
from core.admin import ReadOnlyAdmin

# Their faces stand in apps above this one, so their pages are known by address.
PUBLIC_PAGES = {OrganizationKind.FARM: "/farms/{}/", OrganizationKind.EMPLOYER: "/employers/{}/"}


class MemberInline(TabularInline):
    model = Membership
    extra = 0
    fields = ["user", "role", "joined_at"]
    readonly_fields = ["joined_at"]
    autocomplete_fields = ["user"]
    verbose_name_plural = _("members")


@admin.register(Organization)
class OrganizationAdmin(ModelAdmin):
    list_display = ["name", "kind", "slug", "is_open", "verification", "members_count", "followers", "created_at"]
    list_filter = ["kind", "state", ("verified_at", admin.EmptyFieldListFilter), "created_at"]
    search_fields = ["slug", "name__en", "name__zh-hans"]
    raw_id_fields = ["avatar"]
    fields = [
        "name",
        "kind",
        "slug",
        "avatar",
        "verification_page",
        "page",
        "members_count",
        "followers",
        "created_at",
        "closing",
    ]
    # Papers are looked at in their own queue; nobody is verified by a field. Its owner closes it, and nobody else.
    readonly_fields = ["verification_page", "page", "members_count", "followers", "created_at", "closing"]
    inlines = [MemberInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Organization]:
        waits = Count("verifications", filter=Q(verifications__state="submitted"), distinct=True)
        return (
            super()
            .get_queryset(request)
            .annotate(
                followers_total=Count("follows", distinct=True),
                members_total=Count("memberships", distinct=True),
                waiting=waits,
            )
        )

    @admin.display(description=_("followers"), ordering="followers_total")
    def followers(self, organization: Organization) -> int:
        return organization.followers_total  # type: ignore[attr-defined]

    @admin.display(description=_("members"), ordering="members_total")
    def members_count(self, organization: Organization) -> int:
        return organization.members_total  # type: ignore[attr-defined]

    @display(
        description=_("papers"), ordering="verified_at", label={"yes": "success", "waits": "warning", "no": "default"}
    )
    def verification(self, organization: Organization) -> tuple[str, object]:
        if organization.waiting:  # type: ignore[attr-defined]
            return "waits", _("Waiting for our look")
        return ("yes", _("Checked")) if organization.verified_at else ("no", _("Not checked"))

    @admin.display(description=_("papers"))
    def verification_page(self, organization: Organization) -> SafeString:
        address = reverse("admin:verification_verification_changelist")
        _state, words = self.verification(organization)
        return format_html(
            '{} · <a href="{}?organization__id__exact={}&amp;state=all">{}</a>',
            words,
            address,
            organization.pk,
            _("Show the papers"),
        )

    @display(description=_("state"), ordering="state", label={"open": "success", "closed": "default"})
    def is_open(self, organization: Organization) -> tuple[str, str]:
        return organization.state, organization.get_state_display()

    @admin.display(description=_("closed"))
    def closing(self, organization: Organization) -> str:
        if organization.closed_at is None:
            return "–"
        who = organization.closed_by.get_short_name() if organization.closed_by else "–"
        return f"{organization.closed_at:%Y-%m-%d %H:%M} · {who}"

    @admin.display(description=_("page"))
    def page(self, organization: Organization) -> SafeString | str:
        address = PUBLIC_PAGES.get(OrganizationKind(organization.kind), "").format(organization.slug)
        return format_html('<a href="{0}">{0}</a>', address) if address else "–"


@admin.register(Follow)
class FollowAdmin(ReadOnlyAdmin):
    list_display = ["user", "organization", "since"]
    list_filter = ["organization__kind", "since"]
    search_fields = ["user__name", "user__email", "organization__slug"]
    list_select_related = ["user", "organization"]
