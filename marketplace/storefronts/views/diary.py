from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import current_user
from core.http import see_other
from core.idempotency import idempotent
from marketplace.storefronts import queries
from marketplace.storefronts.forms import DiaryEntryForm
from marketplace.storefronts.models import Farm
from marketplace.storefronts.services import diary as services
from marketplace.storefronts.views.editing import edit
from marketplace.storefronts.views.seller import for_farm

ENTRIES_PER_PAGE = 20


@for_farm
@require_safe
def diary(request: HttpRequest, farm: Farm) -> HttpResponse:
    page = Paginator(queries.diary_of(farm=farm), ENTRIES_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "marketplace/storefronts/desk_diary.html", {"farm": farm, "page": page})


@for_farm
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, farm: Farm) -> HttpResponse:
    user = current_user(request)
    return edit(
        request,
        form=DiaryEntryForm(request.POST or None, request.FILES or None, user=user, farm=farm),
        save=partial(services.write_entry, farm=farm, actor=user),
        saved=_("It stands in your diary."),
        url=reverse("storefronts:entries"),
        template="marketplace/storefronts/form.html",
        context={"farm": farm, "title": _("Write in the diary"), "back": reverse("storefronts:entries")},
    )


@for_farm
@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: HttpRequest, farm: Farm, pk: int) -> HttpResponse:
    found, user = get_object_or_404(farm.diary, pk=pk), current_user(request)
    return edit(
        request,
        form=DiaryEntryForm(request.POST or None, request.FILES or None, instance=found, user=user, farm=farm),
        save=partial(services.change_entry, entry=found, actor=user),
        saved=_("Saved."),
        url=reverse("storefronts:entries"),
        template="marketplace/storefronts/form.html",
        context={
            "farm": farm,
            "title": _("Diary, week %(week)s") % {"week": found.iso_week[1]},
            "back": reverse("storefronts:entries"),
            "deletion": reverse("storefronts:entry-deletion", args=[found.pk]),
        },
    )


@for_farm
@require_POST
@idempotent
def deletion(request: HttpRequest, farm: Farm, pk: int) -> HttpResponse:
    services.delete_entry(entry=get_object_or_404(farm.diary, pk=pk), actor=current_user(request))
    messages.success(request, _("The entry is gone."))
    return see_other(reverse("storefronts:entries"))
