from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from discovery.queries import the_fair


@require_safe
def fair(request: HttpRequest) -> HttpResponse:
    return render(request, "discovery/fair.html", {"fair": the_fair(today=timezone.localdate(), viewer=request.user)})
