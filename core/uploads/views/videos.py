from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from core.uploads.models import Video


@require_safe
@login_required
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the person's own video has come: a fragment that asks for itself again until it is done."""
    video = get_object_or_404(Video.objects.select_related("poster"), pk=pk, uploaded_by=request.user)
    return render(request, "core/uploads/_video_progress.html", {"video": video, "polls": True})
