from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import current_user
from core.http import see_other
from marketplace.storefronts import panels, queries
from marketplace.storefronts.forms import FarmForm
from marketplace.storefronts.models import Farm
from marketplace.storefronts.services.farms import change_farm, open_farm
from marketplace.storefronts.views.editing import edit
from marketplace.storefronts.views.seller import SESSION_KEY, chosen_organization


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Today first: what must leave, what there is to do, how it goes."""
    organization = chosen_organization(request)
    if organization is None:
        return render(request, "marketplace/storefronts/no_stall.html")
    if not hasattr(organization, "farm"):
        return see_other(reverse("storefronts:profile"))
    farm = organization.farm
    now = timezone.localtime()
    context = {
        "farm": farm,
        "organizations": queries.organizations_managed_by(user=current_user(request)),
        "now": now,
        "week": now.isocalendar().week,
        "figures": panels.desk_figures(farm=farm),
        "tasks": panels.desk_tasks(farm=farm),
        "followers_count": organization.follows.count(),
        "newest_fans": organization.follows.select_related("user__avatar").order_by("-since", "-pk")[:3],
        "room": queries.open_room_of(farm=farm),
    }
    return render(request, "marketplace/storefronts/home.html", context)


@login_required
@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Work for another of one's farms."""
    mine = queries.organizations_managed_by(user=current_user(request))
    organization = get_object_or_404(mine, slug=request.POST.get("farm", ""))
    request.session[SESSION_KEY] = organization.pk
    return see_other(reverse("storefronts:desk"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """The farm's face. Saving it for the first time opens the stall."""
    organization, user = chosen_organization(request), current_user(request)
    if organization is None:
        raise Http404
    is_open = hasattr(organization, "farm")
    farm = organization.farm if is_open else Farm(organization=organization)
    form = FarmForm(request.POST or None, request.FILES or None, instance=farm, user=user)

    def save(**face: object) -> Farm:
        if is_open:
            return change_farm(farm=farm, actor=user, **face)
        return open_farm(organization=organization, actor=user, **face)

    return edit(
        request,
        form=form,
        save=save,
        saved=_("Saved. This is how your farm looks now.") if is_open else _("Your stall is open."),
        url=farm.get_absolute_url() if is_open else reverse("storefronts:desk"),
        template="marketplace/storefronts/form.html",
        context={
            "farm": farm,
            "title": _("Your farm’s face") if is_open else _("Open your stall"),
            "back": reverse("storefronts:desk"),
        },
    )
