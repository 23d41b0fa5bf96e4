"""The icon sprite, from @phosphor-icons/core: bold, which reads on cheap screens; `NAME-fill` is its filled twin."""

import re
from pathlib import Path

NOTICE = "<!-- Phosphor Icons 2.1.1, MIT, (c) 2023 Phosphor Icons -->"
ICONS = """
house storefront broadcast briefcase basket user magnifying-glass bell heart heart-fill chat-circle-dots share-network
map-pin map-pin-fill clock calendar-blank plant leaf tree sun cloud-rain dog paw-print truck package seal-check
seal-check-fill shield-check star star-fill thumbs-up gift lightning lightning-fill gavel x plus minus check
check-circle check-circle-fill caret-right caret-left caret-down caret-up arrow-right arrow-left dots-three phone
phone-call phone-fill bed bowl-food coins money hand-coins bus users users-three speaker-high speaker-high-fill
microphone microphone-slash video-camera camera-rotate play play-fill pause stop-circle eye qr-code question warning
warning-circle info funnel sliders-horizontal translate moon sun-horizon list bookmark-simple bookmark-simple-fill
hand-waving hand-palm trash prohibit push-pin push-pin-fill flag coffee wifi-high cell-signal-full chart-bar
chart-line-up trend-up currency-cny tag scales handshake identification-card hard-hat factory image paper-plane-right
paper-plane-right-fill smiley drop thermometer-simple shopping-bag wallet lock-simple clipboard-text note-pencil
book-open repeat cooking-pot fan shower t-shirt door-open wechat-logo credit-card arrow-counter-clockwise crown
download-simple ear
""".split()  # noqa: SIM905  a hundred quoted lines read worse


def save_sprite(*, icons: Path, destination: Path) -> None:
    """`icons` is the package's `assets` folder. A missing icon raises FileNotFoundError."""
    symbols = "".join(_symbol(name, icons) for name in ICONS)
    destination.write_text(f'<svg xmlns="http://www.w3.org/2000/svg">{NOTICE}{symbols}</svg>')


def _symbol(name: str, icons: Path) -> str:
    filled = name.endswith("-fill")
    weight, base = ("fill", name.removesuffix("-fill")) if filled else ("bold", name)
    svg = (icons / weight / f"{base}-{weight}.svg").read_text().strip()
    shapes = re.sub(r"^<svg[^>]*>|</svg>$", "", svg)
    return f'<symbol id="{name}" viewBox="0 0 256 256">{shapes}</symbol>'
