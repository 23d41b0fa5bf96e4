"""Short videos, made on the spot: moving noise, so that they have some weight, and a tone."""

import io
import math
import struct
from fractions import Fraction
from typing import Any

import av
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageChops

from core.uploads.models import Video
from core.uploads.services.videos import store_video

PLACE = "+31.0200+109.4600/"


def video_bytes(
    *,
    seconds: float = 1.0,
    size: tuple[int, int] = (160, 120),
    codec: str = "libx264",
    container: str = "mp4",
    sound: str | None = "aac",
    rate: int = 10,
    crf: int = 28,
    place: str = PLACE,
) -> bytes:
    buffer = io.BytesIO()
    first = Image.effect_noise(size, 90).convert("RGB")
    # Otherwise mp4 would not carry the place at all.
    options = {"movflags": "use_metadata_tags"} if container == "mp4" else {}
    with av.open(buffer, "w", format=container, options=options) as target:
        target.metadata["location"] = place
        target.metadata["comment"] = "Secret Phone Co"
        stream: Any = target.add_stream(codec, rate=rate)
        stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
        stream.options = {"preset": "ultrafast", "crf": str(crf)} if codec == "libx264" else {"deadline": "realtime"}
        tone: Any = target.add_stream(sound, rate=48_000, layout="stereo") if sound else None
        for number in range(max(1, round(seconds * rate))):
            frame = av.VideoFrame.from_image(ImageChops.offset(first, number * 3, number))
            frame.pts, frame.time_base = number, Fraction(1, rate)
            target.mux(stream.encode(frame))
        target.mux(stream.encode(None))
        if tone is not None:
            for start in range(0, round(seconds * 48_000), 960):
                target.mux(tone.encode(_tone(start)))
            target.mux(tone.encode(None))
    return buffer.getvalue()


def _tone(start: int) -> av.AudioFrame:
    frame = av.AudioFrame(format="s16", layout="stereo", samples=960)
    values = (int(6000 * math.sin((start + at) / 20)) for at in range(960))
    frame.planes[0].update(b"".join(struct.pack("<hh", value, value) for value in values))
    frame.sample_rate, frame.pts, frame.time_base = 48_000, start, Fraction(1, 48_000)
    return frame


def uploaded_video(content: bytes | None = None, name: str = "clip.mp4") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, video_bytes() if content is None else content, content_type="video/mp4")


def VideoFactory(**fields: Any) -> Video:
    """Through the service: received, and transcoded only when the task runs."""
    return store_video(uploaded_by=fields.pop("uploaded_by", None), file=uploaded_video(), **fields)
