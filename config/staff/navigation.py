"""The admin's side column: what there is, by the work it belongs to, and only what this person may see."""

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.contrib.auth import get_permission_codename
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

# (title, ((model, icon), …)); icons are Material Symbols, which come with the admin's library.
GROUPS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        gettext_noop("People and organisations"),
        (
            ("accounts.User", "person"),
            ("accounts.Organization", "groups"),
            ("accounts.Follow", "favorite"),
            ("account.EmailAddress", "mail"),
            ("mfa.Authenticator", "key"),
            ("usersessions.UserSession", "devices"),
            ("auth.Group", "badge"),
            ("access_tokens.AccessToken", "vpn_key"),
        ),
    ),
    (
        gettext_noop("Trust"),
        (
            ("verification.Verification", "verified"),
            ("audit.AuditEntry", "history_edu"),
            ("uploads.Picture", "image"),
            ("uploads.Video", "movie"),
            ("privacy.Export", "folder_zip"),
            ("privacy.Erasure", "person_off"),
            ("privacy.ConsentReceipt", "handshake"),
        ),
    ),
    (
        gettext_noop("Market"),
        (
            ("storefronts.Farm", "agriculture"),
            ("storefronts.Chapter", "auto_stories"),
            ("storefronts.DiaryEntry", "edit_calendar"),
            ("storefronts.Plot", "grass"),
            ("catalogue.Product", "nutrition"),
            ("catalogue.Variant", "inventory_2"),
            ("catalogue.Batch", "package_2"),
            ("catalogue.StockMovement", "swap_vert"),
            ("orders.OrderGroup", "shopping_bag"),
            ("orders.Order", "receipt_long"),
            ("orders.OrderLine", "list"),
            ("orders.OrderTransition", "timeline"),
            ("orders.Shipment", "local_shipping"),
            ("orders.Reservation", "hourglass_top"),
            ("orders.Cart", "shopping_cart"),
            ("orders.CartLine", "shopping_cart_checkout"),
        ),
    ),
    (
        gettext_noop("Jobs"),
        (
            ("employers.Employer", "factory"),
            ("jobs.JobPosting", "work"),
            ("jobs.JobRevision", "history"),
            ("jobs.PayComponent", "payments"),
            ("jobs.JobPhoto", "photo_library"),
            ("applications.Application", "assignment_ind"),
            ("applications.ApplicationMove", "timeline"),
            ("applications.PhoneReveal", "visibility"),
        ),
    ),
    (
        gettext_noop("Live"),
        (
            ("rooms.Room", "sensors"),
            ("sale_rooms.SaleRoom", "storefront"),
            ("sale_rooms.FlashDeal", "bolt"),
            ("sale_rooms.DealMovement", "swap_vert"),
            ("recruitment_sessions.RecruitmentSession", "campaign"),
            ("recruitment_sessions.SessionJob", "view_list"),
            ("recruitment_sessions.JobPin", "push_pin"),
            ("recruitment_sessions.Question", "help"),
            ("recruitment_sessions.QuestionVote", "thumb_up"),
            ("chat.Message", "chat"),
            ("chat.Mute", "volume_off"),
            ("video.Recording", "videocam"),
        ),
    ),
    (
        gettext_noop("Money"),
        (
            ("payments.Payment", "credit_card"),
            ("payments.Account", "account_balance"),
            ("payments.Transaction", "sync_alt"),
            ("payments.LedgerEntry", "menu_book"),
            ("payments.WebhookEvent", "webhook"),
        ),
    ),
    (
        gettext_noop("Operations"),
        (
            ("core.Event", "bolt"),
            ("notifications.Notification", "notifications"),
            ("notifications.Delivery", "outgoing_mail"),
            ("core.IdempotencyRecord", "fingerprint"),
        ),
    ),
)


def navigation(request: HttpRequest) -> list[dict[str, Any]]:
    overview = {"title": _("Overview"), "icon": "dashboard", "link": reverse("admin:index")}
    groups = [
        {"title": _(title), "collapsible": True, "items": items}
        for title, models in GROUPS
        if (items := [item for label, icon in models if (item := _item(request, label, icon))])
    ]
    return [{"items": [overview]}, *groups]


def _item(request: HttpRequest, label: str, icon: str) -> dict[str, Any] | None:
    model = apps.get_model(label)
    name = f"{model._meta.app_label}.{get_permission_codename('view', model._meta)}"
    if not admin.site.is_registered(model) or not request.user.has_perm(name):
        return None
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    # Not "is this address part of the path", which finds /chat/message/ in /x/chat/message/: the page itself or below it.
    return {
        "title": capfirst(str(model._meta.verbose_name_plural)),
        "icon": icon,
        "link": address,
        "active": request.path.startswith(address),
    }
