from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import current_user
from core.http import see_other
from core.idempotency import idempotent
from marketplace.storefronts import queries
from marketplace.storefronts.forms import ChapterForm
from marketplace.storefronts.models import Farm
from marketplace.storefronts.services import chapters
from marketplace.storefronts.views.editing import edit
from marketplace.storefronts.views.seller import for_farm


@for_farm
@require_safe
def story(request: HttpRequest, farm: Farm) -> HttpResponse:
    context = {"farm": farm, "chapters": queries.story_of(farm=farm)}
    return render(request, "marketplace/storefronts/desk_story.html", context)


@for_farm
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, farm: Farm) -> HttpResponse:
    user = current_user(request)
    return edit(
        request,
        form=ChapterForm(request.POST or None, request.FILES or None, user=user),
        save=partial(chapters.add_chapter, farm=farm, actor=user),
        saved=_("The chapter is in your story."),
        url=reverse("storefronts:chapters"),
        template="marketplace/storefronts/form.html",
        context={"farm": farm, "title": _("A new chapter"), "back": reverse("storefronts:chapters")},
    )


@for_farm
@require_http_methods(["GET", "HEAD", "POST"])
def chapter(request: HttpRequest, farm: Farm, pk: int) -> HttpResponse:
    found, user = get_object_or_404(farm.chapters, pk=pk), current_user(request)
    return edit(
        request,
        form=ChapterForm(request.POST or None, request.FILES or None, instance=found, user=user),
        save=partial(chapters.change_chapter, chapter=found, actor=user),
        saved=_("Saved."),
        url=reverse("storefronts:chapters"),
        template="marketplace/storefronts/form.html",
        context={
            "farm": farm,
            "title": _("Chapter %(number)s") % {"number": found.number},
            "back": reverse("storefronts:chapters"),
            "deletion": reverse("storefronts:chapter-deletion", args=[found.pk]),
        },
    )


@for_farm
@require_POST
@idempotent
def move(request: HttpRequest, farm: Farm, pk: int) -> HttpResponse:
    """`to=earlier` or `to=later`."""
    found = get_object_or_404(farm.chapters, pk=pk)
    chapters.move_chapter(
        chapter=found, actor=current_user(request), by=-1 if request.POST.get("to") == "earlier" else 1
    )
    return see_other(reverse("storefronts:chapters"))


@for_farm
@require_POST
@idempotent
def deletion(request: HttpRequest, farm: Farm, pk: int) -> HttpResponse:
    chapters.delete_chapter(chapter=get_object_or_404(farm.chapters, pk=pk), actor=current_user(request))
    messages.success(request, _("The chapter is gone."))
    return see_other(reverse("storefronts:chapters"))
