"""A still of what is on air: the newest key frame, decoded, scaled and kept for a few seconds."""

import asyncio
import io
from weakref import WeakKeyDictionary

import av

from live.video.hub.streams import LiveStream
from live.video.packager.samples import VideoConfig

FRESH_SECONDS = 5
COVER_WIDTH_PIXELS = 360
JPEG_QUALITY = 75


class _Kept:
    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.made_at = float("-inf")
        self.key: tuple[VideoConfig, bytes] | None = None
        self.jpeg: bytes | None = None


_kept: WeakKeyDictionary[LiveStream, _Kept] = WeakKeyDictionary()


async def cover_of(live: LiveStream) -> bytes | None:
    """A JPEG; None before the first key frame. However many ask, one is made every five seconds at most."""
    kept = _kept.setdefault(live, _Kept())
    async with kept.lock:
        key = live.stream.newest_key
        if key is not None and key is not kept.key and live.loop.time() - kept.made_at >= FRESH_SECONDS:
            kept.made_at = live.loop.time()
            kept.key = key
            kept.jpeg = await asyncio.to_thread(draw_cover, *key) or kept.jpeg
    return kept.jpeg


def draw_cover(config: VideoConfig, picture: bytes) -> bytes | None:
    """Decodes with one thread, since a still must not take a core from a live room. None where it cannot be decoded."""
    try:
        decoder = av.CodecContext.create("h264", "r")
        decoder.extradata = config.avcc
        decoder.thread_count = 1
        frames = [*decoder.decode(av.Packet(picture)), *decoder.decode(None)]
    except av.FFmpegError:
        return None
    if not frames:
        return None
    width = min(COVER_WIDTH_PIXELS, config.width)
    image = frames[0].to_image(width=width, height=round(config.height * width / config.width / 2) * 2)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=JPEG_QUALITY)
    return out.getvalue()
