"""What a token may be given: each scope with the sentence that a person reads before giving it."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SCOPES: dict[str, str | Promise] = {
    "profile:read": _("See your name, your language and your portrait"),
    "profile:write": _("Change your name, your language and your portrait"),
    "organizations:read": _("See your organisations and who works in them"),
    "organizations:write": _("Found organisations in your name"),
    "papers:read": _("See how your organisations’ papers stand, without what is on them"),
    "papers:write": _("Add photos of papers for your organisations, and take them out"),
    "follows:read": _("See whom you follow"),
    "follows:write": _("Follow and stop following"),
    "notifications:read": _("Read what the fair told you"),
    "notifications:write": _("Mark what the fair told you as read"),
    "uploads:read": _("See the pictures and videos you uploaded"),
    "uploads:write": _("Upload pictures and videos"),
    "rooms:write": _("Write in live rooms in your name"),
    "catalogue:read": _("See your farm’s goods and stock, drafts too"),
    "catalogue:write": _("Change your farm’s stock and what stands on the stall"),
    "farms:write": _("Write in your farm’s diary"),
    "orders:read": _("See your basket and your orders, with the address"),
    "orders:write": _("Fill your basket, order, and call orders off. You pay yourself, at the bank"),
    "sales:read": _("See what your farm sold, with names and addresses"),
    "sales:write": _("Accept, pack and ship your farm’s orders"),
    "applications:read": _("See the jobs you applied for"),
    "applications:write": _("Apply for jobs and withdraw, in your name"),
    "leads:read": _("See who applies to your employer, without their numbers"),
    "leads:write": _("Move applications on, close them, and look at a worker’s number"),
}

LIFETIME_DAYS = (30, 90, 365)
