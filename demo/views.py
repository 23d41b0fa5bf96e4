"""The component sheet: everything pages are built of, in light and in dark, with the demo's people and goods."""

from collections.abc import Callable
from datetime import date, timedelta
from http import HTTPStatus
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

import core.views
from core.errors import Refused
from core.localized import LocalizedFormField
from core.money import Money

ERRORS = (400, 403, 4031, 404, 409, 429, 500, 503)
CSRF_FAILURE = 4031  # no status of its own: the second of the 403 pages


class SheetForm(forms.Form):
    phone = forms.CharField(label=_("Phone number"), widget=forms.TextInput({"inputmode": "tel"}))
    name = forms.CharField(
        label=_("Name on the box"),
        help_text=_("The courier reads this out."),
        widget=forms.TextInput({"placeholder": "Mei"}),
    )
    weight = forms.DecimalField(
        label=_("Weight"), min_value=0, error_messages={"min_value": _("More than zero, please.")}
    )
    title = LocalizedFormField(label=_("Name of the goods"), required=False)
    picture = forms.FileField(label=_("Picture"), required=False)
    packing = forms.ChoiceField(label=_("Packing"), choices=[("box", _("Carton")), ("basket", _("Basket"))])
    address = forms.ChoiceField(
        label=_("Where to?"),
        choices=[("home", _("Home, Building 4")), ("gate", _("Work gate, leave with Uncle Zhou"))],
        widget=forms.RadioSelect,
        initial="home",
    )
    note = forms.CharField(label=_("A word for the farmer"), required=False, widget=forms.Textarea({"rows": 2}))
    dorm = forms.BooleanField(label=_("Free dorm"), required=False)
    captions = forms.BooleanField(label=_("Captions"), required=False)


@require_safe
def design(request: HttpRequest) -> HttpResponse:
    return render(request, "demo/design.html", {"sheets": [_sheet("light"), _sheet("dark")], "errors": ERRORS})


@require_safe
def error(request: HttpRequest, status: int) -> HttpResponse:
    """The page that this status has, as a reader in trouble would see it."""
    pages: dict[int, Callable[[HttpRequest], HttpResponse]] = {
        400: core.views.bad_request,
        403: core.views.permission_denied,
        404: core.views.page_not_found,
        429: core.views.too_many_requests,
        500: core.views.server_error,
        503: core.views.service_unavailable,
    }
    if status == CSRF_FAILURE:
        return core.views.csrf_failure(request)
    if status == HTTPStatus.CONFLICT:
        raise Refused(_("All 100 boxes went home. Next picking Tuesday."))
    if status not in pages:
        raise Http404
    return pages[status](request)


def _sheet(theme: str) -> dict[str, Any]:
    now = timezone.now()
    form = SheetForm(
        {
            "phone": "139 0000 7788",
            "weight": "-2",
            "packing": "box",
            "name": "Mei",
            "address": "home",
            "dorm": "on",
            "captions": "on",
        },
        auto_id=f"{theme}_%s",
    )
    return {
        "theme": theme,
        "form": form,
        "ends_at": now + timedelta(minutes=4, seconds=18),
        "starts_at": now + timedelta(days=1),
        "prices": {
            "large": Money(3990),
            "was": Money(4600),
            "plain": Money(1990),
            "small": Money(5800),
            "corn": Money(2280),
        },
        "promises": [
            {"icon": "bed", "text": _("Dorm ¥150")},
            {"icon": "bowl-food", "text": _("All meals")},
            {"icon": "coins", "text": _("Paid on the 5th")},
        ],
        "gifts": [
            {"picture": "gifts/rose.webp", "name": _("rose"), "cost": "¥1"},
            {"picture": "gifts/lantern.webp", "name": _("lantern"), "cost": "¥5"},
            {"picture": "gifts/drum.webp", "name": _("drum"), "cost": "¥18"},
            {"picture": "gifts/fireworks.webp", "name": _("fireworks"), "cost": "¥66"},
        ],
        "charts": _charts(),
    }


def _charts() -> dict[str, Any]:
    stall = [46, 38, 41, 52, 60, 44, 70, 66, 48, 72, 69, 58, 88, 40]
    live = [0, 0, 0, 84, 0, 0, 148, 0, 0, 121, 0, 0, 196, 0]
    days = [str(day) for day in range(8, 22)]
    months = [date_format(date(2026, month, 1), "M") for month in range(6, 12)]
    return {
        "days": days,
        "orders": [(_("The stall"), stall), (_("Live"), live)],
        "notes": {"20": _("First picking, live")},
        "followers": list(zip(months, [5900, 6030, 6410, 7240, 7900, 8412], strict=True)),
        "boxes": list(zip(days, [0, None, 12, 30, 41, 22, 18, 60, 58, 44, 39, 70, 90, 31], strict=True)),
        "sources": [
            (_("The live at 9:00"), 52),
            (_("Job list"), 21),
            (_("A friend sent it"), 9),
            (_("QR at the gate"), 4),
        ],
        "none": [],
    }
