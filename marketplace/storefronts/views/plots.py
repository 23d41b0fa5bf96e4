from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import current_user
from marketplace.storefronts.forms import PlotForm
from marketplace.storefronts.models import Farm
from marketplace.storefronts.services.plots import add_plot, change_plot
from marketplace.storefronts.views.editing import edit
from marketplace.storefronts.views.seller import for_farm


@for_farm
@require_http_methods(["GET", "HEAD", "POST"])
def plots(request: HttpRequest, farm: Farm) -> HttpResponse:
    """The land, with a form for one more piece of it."""
    return edit(
        request,
        form=PlotForm(request.POST or None),
        save=partial(add_plot, farm=farm, actor=current_user(request)),
        saved=_("The plot is on your list."),
        url=reverse("storefronts:plots"),
        template="marketplace/storefronts/desk_plots.html",
        context={"farm": farm, "plots": farm.plots.all()},
    )


@for_farm
@require_http_methods(["GET", "HEAD", "POST"])
def plot(request: HttpRequest, farm: Farm, pk: int) -> HttpResponse:
    found = get_object_or_404(farm.plots, pk=pk)
    return edit(
        request,
        form=PlotForm(request.POST or None, instance=found),
        save=partial(change_plot, plot=found, actor=current_user(request)),
        saved=_("Saved."),
        url=reverse("storefronts:plots"),
        template="marketplace/storefronts/form.html",
        context={"farm": farm, "title": _("Plot"), "back": reverse("storefronts:plots")},
    )
