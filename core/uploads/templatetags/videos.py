from typing import Any

from django import template

from core.uploads.models import Video

register = template.Library()


@register.inclusion_tag("core/uploads/video.html")
def video(vid: Video | None, title: str = "", captions: str = "", captions_language: str = "") -> dict[str, Any]:
    """`<video>` with its poster; a sentence while it is being prepared; nothing for none or a refused one.

    `title` is what it is called for those who do not see it. `captions` is the address of a WebVTT file in
    `captions_language`. Nothing but the poster is fetched before somebody presses play.
    """
    return {"video": vid, "title": title, "captions": captions, "captions_language": captions_language}
