"""My data: what I agreed to, the archive of everything, how long what is kept."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.privacy.forms import ConsentForm
from accounts.privacy.queries import consents_of, how_long_what_is_kept, latest_export
from accounts.privacy.services.consents import AT_MY_DATA, record_consent
from accounts.privacy.services.exports import request_export
from accounts.privacy.states import ExportState
from accounts.requests import current_user
from core.errors import Refused
from core.http import is_htmx, see_other
from core.personal_data import registry


@require_safe
@login_required
@never_cache
def data(request: HttpRequest) -> HttpResponse:
    user = current_user(request)
    context = {
        "export": latest_export(user=user),
        "consents": consents_of(user=user),
        "kept": how_long_what_is_kept(),
        "kinds": list(registry),
    }
    return render(request, "accounts/privacy/data.html", context)


@require_POST
@login_required
def consents(request: HttpRequest) -> HttpResponse:
    form = ConsentForm(request.POST)
    if not form.is_valid():
        raise Http404
    record_consent(user=current_user(request), place=AT_MY_DATA, **form.cleaned_data)
    messages.success(request, _("Written down."))
    return see_other(reverse("privacy:data"))


@require_POST
@login_required
def exports(request: HttpRequest) -> HttpResponse:
    try:
        export = request_export(user=current_user(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return see_other(reverse("privacy:data"))
    if is_htmx(request):
        return render(request, "accounts/privacy/_export.html", {"export": export})
    return see_other(f"{reverse('privacy:data')}#archive")


@require_safe
@login_required
@never_cache
def progress(request: HttpRequest, export_id: int) -> HttpResponse:
    """The fragment that asks for itself again while the archive is being packed."""
    export = get_object_or_404(current_user(request).exports, pk=export_id)
    return render(request, "accounts/privacy/_export.html", {"export": export})


@require_safe
@login_required
@never_cache
def file(request: HttpRequest, export_id: int) -> HttpResponseBase:
    """Its owner's alone: a stranger, whatever rights they have, finds nothing."""
    ready: dict[str, Any] = {"state": ExportState.READY, "expires_at__gt": timezone.now()}
    export = get_object_or_404(current_user(request).exports.filter(**ready), pk=export_id)
    try:
        handle = export.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    name = f"daji-{export.requested_at:%Y-%m-%d}.zip"
    response = FileResponse(handle, as_attachment=True, filename=name, content_type="application/zip")
    response["X-Content-Type-Options"] = "nosniff"
    return response
