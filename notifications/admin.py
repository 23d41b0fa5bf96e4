from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.admin import TabularInline
from unfold.decorators import display

from core.admin import ReadOnly, ReadOnlyAdmin
from core.errors import Refused
from notifications.models import Delivery, Notification
from notifications.services.deliver import send_again
from notifications.states import DeliveryState


class DeliveryInline(ReadOnly, TabularInline):
    model = Delivery
    extra = 0
    show_title = False
    fields = readonly_fields = ["channel", "state", "attempts", "retry_at", "sent_at", "last_error"]


@admin.register(Notification)
class NotificationAdmin(ReadOnlyAdmin):
    list_display = ["user", "said", "created_at", "read_at"]
    list_filter = ["kind", "created_at"]
    search_fields = ["user__name", "user__email", "user__phone__exact"]
    list_select_related = ["user"]
    fields = ["user", "said", "link", "kind", "event", "created_at", "read_at"]
    inlines = [DeliveryInline]

    @admin.display(description=_("sentence"))
    def said(self, notification: Notification) -> str:
        return notification.sentence

    @admin.display(description=_("leads to"))
    def link(self, notification: Notification) -> SafeString:
        return format_html('<a href="{0}">{0}</a>', notification.url)


@admin.register(Delivery)
class DeliveryAdmin(ReadOnlyAdmin):
    list_display = ["notification", "user", "channel", "condition", "attempts", "sent_at", "error"]
    list_filter = ["state", "channel", "retry_at", "sent_at"]
    search_fields = ["notification__user__name", "notification__user__email"]
    list_select_related = ["notification__user"]
    readonly_fields = ["notification", "channel", "state", "attempts", "retry_at", "sent_at", "last_error"]
    actions = ["send_again"]

    @admin.display(description=_("person"), ordering="notification__user__name")
    def user(self, delivery: Delivery) -> object:
        return delivery.notification.user

    @display(
        description=_("state"),
        ordering="state",
        label={DeliveryState.SENT: "success", DeliveryState.PENDING: "info", DeliveryState.FAILED: "danger"},
    )
    def condition(self, delivery: Delivery) -> tuple[str, str]:
        return delivery.state, delivery.get_state_display()

    @admin.display(description=_("last error"))
    def error(self, delivery: Delivery) -> str:
        return Truncator(delivery.last_error).chars(60) or "–"

    @admin.action(description=_("Send again what was given up"), permissions=["act"])
    def send_again(self, request: HttpRequest, queryset: QuerySet[Delivery]) -> None:
        again = 0
        for delivery in queryset.select_related("notification"):
            try:
                send_again(delivery=delivery)
                again += 1
            except Refused as refusal:
                self.message_user(request, f"{delivery}: {refusal}", messages.WARNING)
        if again:
            said = ngettext("%(count)s is on its way again.", "%(count)s are on their way again.", again)
            self.message_user(request, said % {"count": again}, messages.SUCCESS)
