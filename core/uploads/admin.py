from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.admin import ModelAdmin
from unfold.decorators import display

from core.admin import ReadOnlyAdmin
from core.uploads.forms.moderation import TakeDownForm
from core.uploads.models import Picture, Video
from core.uploads.services import videos
from core.uploads.states import VideoState


@admin.register(Picture)
class PictureAdmin(ModelAdmin):
    """Pictures come in through the pages that check them; here they are looked at and described."""

    list_display = ["thumbnail", "__str__", "size", "uploaded_by", "created_at"]
    list_display_links = ["thumbnail", "__str__"]
    list_filter = ["created_at"]
    search_fields = ["file", "alt", "uploaded_by__name", "uploaded_by__email"]
    list_select_related = ["uploaded_by"]
    date_hierarchy = "created_at"
    fields = ["thumbnail", "alt", "size", "file", "uploaded_by", "created_at"]
    readonly_fields = ["thumbnail", "size", "file", "uploaded_by", "created_at"]

    @admin.display(description=_("picture"))
    def thumbnail(self, picture: Picture) -> SafeString:
        return format_html('<img src="{}" alt="" width="96" loading="lazy">', picture.url_at(picture.widths[0]))

    @admin.display(description=_("pixels"), ordering="width")
    def size(self, picture: Picture) -> str:
        return f"{picture.width} × {picture.height}"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(Video)
class VideoAdmin(ReadOnlyAdmin):
    """Looked at here, and taken down with a reason by who has the right to change."""

    list_display = ["poster_shown", "__str__", "shown_state", "seconds", "uploaded_by", "created_at"]
    list_display_links = ["poster_shown", "__str__"]
    list_filter = ["state", "refusal", "created_at"]
    list_select_related = ["uploaded_by", "poster"]
    search_fields = ["=id", "uploaded_by__name", "uploaded_by__email"]
    date_hierarchy = "created_at"
    actions = ["take_down"]
    fields = [
        "player",
        "state",
        "refusal",
        "taken_down_because",
        "percent",
        "width",
        "height",
        "seconds",
        "attempts",
        "progressed_at",
        "uploaded_by",
        "created_at",
    ]

    @admin.display(description=_("first picture"))
    def poster_shown(self, video: Video) -> SafeString | str:
        if video.poster is None:
            return "–"
        url = video.poster.url_at(video.poster.widths[0])
        return format_html('<img src="{}" alt="" width="96" loading="lazy">', url)

    @display(
        description=_("state"),
        ordering="state",
        label={
            VideoState.READY: "success",
            VideoState.REFUSED: "warning",
            VideoState.TAKEN_DOWN: "danger",
            VideoState.TRANSCODING: "info",
        },
    )
    def shown_state(self, video: Video) -> tuple[str, str]:
        return video.state, video.get_state_display()

    @admin.display(description=_("video"))
    def player(self, video: Video) -> SafeString | str:
        if not video.is_ready:
            return "–"
        return format_html(
            '<video src="{}" poster="{}" controls preload="none" width="360" aria-label="{}"></video>',
            video.file.url,
            video.poster.url if video.poster else "",
            video,
        )

    @admin.display(description=_("seconds"), ordering="duration_ms")
    def seconds(self, video: Video) -> str:
        return f"{video.duration_ms / 1000:.1f}"

    @admin.action(description=_("Take down"), permissions=["act"])
    def take_down(self, request: HttpRequest, queryset: QuerySet[Video]) -> HttpResponse | None:
        """Asks why first. What nobody sees is left alone."""
        shown = list(queryset.filter(state=VideoState.READY).select_related("uploaded_by", "poster").order_by("pk"))
        form = TakeDownForm(request.POST if "confirmed" in request.POST else None)
        if not shown or not form.is_valid():
            return self._ask(request, form=form, shown=shown, chosen=queryset.count())
        for video in shown:
            videos.take_down(video=video, actor=request.user, reason=form.cleaned_data["reason"])
        said = ngettext("%(count)s video was taken down.", "%(count)s videos were taken down.", len(shown))
        self.message_user(request, said % {"count": len(shown)}, messages.SUCCESS)
        return None

    def _ask(self, request: HttpRequest, *, form: TakeDownForm, shown: list[Video], chosen: int) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": _("Take videos down"),
            "opts": self.opts,
            "form": form,
            "shown": shown,
            "left_alone": chosen - len(shown),
            "across": request.POST.get("select_across", "0"),
        }
        status = 422 if form.errors else 200
        return TemplateResponse(request, "admin/uploads/video/take_down.html", context, status=status)
