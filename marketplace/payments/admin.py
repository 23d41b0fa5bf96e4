from django.contrib import admin, messages
from django.db.models import QuerySet, Sum
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin, TabularInline

from accounts.requests import current_user
from core.admin import ReadOnly
from core.errors import Refused
from core.money import Money
from marketplace.payments.models import Account, LedgerEntry, Payment, PaymentShare, Transaction, WebhookEvent
from marketplace.payments.services import captures, inbox


class PaymentShareInline(ReadOnly, TabularInline):
    model = PaymentShare
    extra = 0


@admin.register(Payment)
class PaymentAdmin(ReadOnly, ModelAdmin):
    """`state = held` is the list of money that waits for a person."""

    list_display = ["reference", "amount", "state", "held_reason", "received", "gateway", "created_at", "captured_at"]
    list_filter = ["state", "held_reason", "gateway", "created_at"]
    search_fields = ["reference", "token", "gateway_reference"]
    date_hierarchy = "created_at"
    exclude = ["received_minor", "received_currency"]
    readonly_fields = ["received"]
    inlines = [PaymentShareInline]
    actions = ["offer_again"]

    @admin.display(description=_("received money"))
    def received(self, payment: Payment) -> Money | str:
        return payment.received or "–"

    @admin.action(description=_("Offer held money to its order once more"), permissions=["act"])
    def offer_again(self, request: HttpRequest, queryset: QuerySet[Payment]) -> None:
        for payment in queryset:
            try:
                captures.release(payment=payment, actor=current_user(request))
            except Refused as refusal:
                self.message_user(request, f"{payment}: {refusal}", messages.ERROR)
            else:
                self.message_user(request, _("%(payment)s was offered to its order.") % {"payment": payment})


@admin.register(WebhookEvent)
class WebhookEventAdmin(ReadOnly, ModelAdmin):
    list_display = ["received_at", "gateway", "event_id", "state", "outcome", "payment"]
    list_filter = ["state", "gateway", "received_at"]
    list_select_related = ["payment"]
    search_fields = ["event_id", "payment__reference"]
    exclude = ["body"]
    readonly_fields = ["message"]
    actions = ["process_again"]

    @admin.display(description=_("what was sent"))
    def message(self, event: WebhookEvent) -> str:
        return event.text

    @admin.action(description=_("Process again what failed"), permissions=["act"])
    def process_again(self, request: HttpRequest, queryset: QuerySet[WebhookEvent]) -> None:
        for event in queryset:
            inbox.replay(webhook_event_id=event.pk)


@admin.register(Account)
class AccountAdmin(ReadOnly, ModelAdmin):
    list_display = ["code", "kind", "organization", "balance", "entries_link"]
    list_filter = ["kind", "currency"]
    list_select_related = ["organization"]
    search_fields = ["code", "organization__slug"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Account]:
        return super().get_queryset(request).annotate(total=Sum("entries__minor"))

    @admin.display(description=_("balance"), ordering="total")
    def balance(self, account: Account) -> Money:
        return Money(account.total or 0, account.currency)  # type: ignore[attr-defined]

    @admin.display(description=_("entries"))
    def entries_link(self, account: Account) -> str:
        url = reverse("admin:payments_ledgerentry_changelist")
        return format_html('<a href="{}?account__id__exact={}">{}</a>', url, account.pk, _("entries"))


class LedgerEntryInline(ReadOnly, TabularInline):
    model = LedgerEntry
    show_title = False
    fields = ["account", "sum"]
    readonly_fields = ["sum"]
    extra = 0

    @admin.display(description=_("amount"))
    def sum(self, entry: LedgerEntry) -> Money:
        return entry.amount


@admin.register(Transaction)
class TransactionAdmin(ReadOnly, ModelAdmin):
    list_display = ["at", "kind", "reference", "actor"]
    list_filter = ["kind", "at"]
    list_select_related = ["actor"]
    search_fields = ["reference"]
    inlines = [LedgerEntryInline]


@admin.register(LedgerEntry)
class LedgerEntryAdmin(ReadOnly, ModelAdmin):
    list_display = ["transaction", "account", "sum"]
    list_filter = ["account__kind", "currency", "transaction__kind"]
    list_select_related = ["transaction", "account"]
    search_fields = ["transaction__reference", "account__code"]

    @admin.display(description=_("amount"), ordering="minor")
    def sum(self, entry: LedgerEntry) -> Money:
        return entry.amount
