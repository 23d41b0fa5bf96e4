from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from core.uploads.models import Picture

register = template.Library()


@register.simple_tag
def picture(
    pic: Picture | None, sizes: str = "100vw", css_class: str = "", alt: str | None = None, loading: str = "lazy"
) -> SafeString:
    """`<img>` with all renditions, inside a `<picture>` once there are other formats; nothing for no picture.

    `sizes` says how wide it will stand, as in HTML. `alt` is the picture's own description unless given; give `alt=""`
    for decoration. `loading="eager"` is for the one picture that everybody sees first.
    """
    if pic is None:
        return SafeString("")
    described = str(pic.alt) if alt is None else alt
    plain = pic.url_at(pic.widths[min(1, len(pic.widths) - 1)])
    source_set = "" if pic.more_formats_at else format_html(' srcset="{}" sizes="{}"', _source_set(pic, ".webp"), sizes)
    image = format_html(
        '<img{} src="{}"{} width="{}" height="{}" alt="{}" loading="{}" decoding="async"{}>',
        format_html(' class="{}"', css_class) if css_class else "",
        pic.url_at(pic.jpeg_width, ".jpg") if pic.more_formats_at else plain,
        source_set,
        pic.width,
        pic.height,
        described,
        loading,
        mark_safe(' fetchpriority="high"') if loading == "eager" else "",
    )
    if not pic.more_formats_at:
        return image
    # The browser takes the first that it can read.
    return format_html(
        '<picture><source type="image/avif" srcset="{}" sizes="{}">'
        '<source type="image/webp" srcset="{}" sizes="{}">{}</picture>',
        _source_set(pic, ".avif"),
        sizes,
        _source_set(pic, ".webp"),
        sizes,
        image,
    )


def _source_set(pic: Picture, suffix: str) -> str:
    return ", ".join(f"{pic.url_at(width, suffix)} {width}w" for width in pic.widths)
