"""Short moving pictures for demo rooms: 12 seconds of H.264 baseline and AAC that repeat without a seam."""

import fractions
import zlib
from pathlib import Path

import av
import numpy as np
from PIL import Image

from demo.art.motion import Air, FlatMotion, HostMotion, Motion
from demo.art.moves import HEIGHT, WIDTH
from demo.art.sound import SAMPLE_RATE, Samples, courtyard, workplace
from demo.art.stills import Layers

FRAME_RATE = 25
SECONDS = 12
AUDIO_BITS_PER_SECOND = 40_000
AAC_FRAME = 1024  # samples

AIRS = {
    "live-oranges": Air(leaf_colors=("#7fae4a", "#5f8f3a", "#e9a23a"), birds_at=70),
    "live-tea": Air(leaf_colors=("#6fa860", "#4f8c46", "#8fc070"), birds_at=58, hand_steams=True),
    "live-chili": Air(leaf_colors=("#e3b24a", "#c98a3a", "#7f9a4a"), birds_at=84),
    "live-factory": Air(steam_at=(78, 336), indoors=True),
    "live-canteen": Air(steam_at=(78, 336), hand_steams=True, indoors=True),
}
LOOPS = {"oranges": "live-oranges", "tea": "live-tea", "factory": "live-factory", "chili": "live-chili"}


def loop_seed(name: str) -> int:
    return zlib.crc32(f"loop:{name}".encode())


def render_loop(*, still: Path, destination: Path, seed: int, layers: Layers | None = None) -> None:
    """With the still's `layers` the host moves; a flat picture drifts. Same seed, same movement."""
    rng = np.random.default_rng(seed)
    air = AIRS.get(still.stem, Air())
    motion: Motion
    if layers is not None:
        motion = HostMotion(layers, air, rng)
    else:
        with Image.open(still) as picture:
            motion = FlatMotion(picture, air, rng)
    sound = (workplace if air.indoors else courtyard)(SECONDS, rng)
    _encode(motion, sound, destination)


def _encode(motion: Motion, sound: Samples, destination: Path) -> None:
    """One closed group of pictures a second and no B-frames, so that a live stream can be cut at any second."""
    count = FRAME_RATE * SECONDS
    options = {
        "preset": "fast",
        "profile": "baseline",
        "crf": "25",
        "maxrate": "330k",
        "bufsize": "330k",
        "g": str(FRAME_RATE),
        "keyint_min": str(FRAME_RATE),
        "sc_threshold": "0",
        "bf": "0",
        "flags": "+cgop",
        "threads": "1",  # threads would change the bytes from machine to machine
    }
    with av.open(str(destination), "w", format="mp4", options={"movflags": "+faststart"}) as container:
        video = container.add_stream("libx264", rate=FRAME_RATE, options=options)
        video.width, video.height, video.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        audio = container.add_stream("aac", rate=SAMPLE_RATE, layout="mono")
        audio.bit_rate = AUDIO_BITS_PER_SECOND
        for number in range(count):
            frame = av.VideoFrame.from_image(motion.frame(number / count))
            frame.pts, frame.time_base = number, fractions.Fraction(1, FRAME_RATE)
            container.mux(video.encode(frame))
        container.mux(video.encode(None))
        for start in range(0, len(sound), AAC_FRAME):
            samples = av.AudioFrame.from_ndarray(sound[None, start : start + AAC_FRAME], format="fltp", layout="mono")
            samples.sample_rate, samples.pts = SAMPLE_RATE, start
            samples.time_base = fractions.Fraction(1, SAMPLE_RATE)
            container.mux(audio.encode(samples))
        container.mux(audio.encode(None))
