"""A script: looks into a stranger's video or makes an mp4 and a poster of it. Imports nothing but PyAV and Pillow.

Its work comes as one line of JSON on standard input; it answers in lines of JSON: `{"percent": 40}`, and at the end
`{"refused": "too_long"}` or `{"width": …, "height": …, "duration_ms": …}`. It ends when nobody reads them any more.
"""

import json
import sys
import time
from fractions import Fraction
from typing import Any

import av
from av.video.frame import VideoFrame

VIDEO_CODECS = {"h264", "hevc", "vp8", "vp9", "av1"}
AUDIO_CODECS = {"aac", "opus", "vorbis", "mp3"}
DECODERS = "h264,hevc,vp8,libvpx,vp9,libvpx-vp9,av1,libdav1d,aac,opus,libopus,vorbis,mp3float,mp3"
MOST_STREAMS = 8
MOST_PIXELS = 2560 * 1440  # decoding 4K HEVC holds more than 250 MB
MOST_FRAMES_A_SECOND = 30
SHORT_EDGE = 720
TIME_BASE = Fraction(1, 90_000)
SOUND_RATE = 48_000
REPORT_EVERY_SECONDS = 1.0


class Refusal(Exception):
    pass


def report(**answer: Any) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def opened(job: dict[str, Any]) -> Any:
    options = {
        "protocol_whitelist": "file",
        "codec_whitelist": DECODERS,
        "max_streams": str(MOST_STREAMS),
        "probesize": "4000000",
    }
    try:
        return av.open(job["path"], format=job["format"], options=options)
    except (av.error.FFmpegError, ValueError, OverflowError):
        raise Refusal("damaged") from None


def looked_at(container: Any, most_seconds: int) -> tuple[Any, Any, float]:
    """The picture, the sound or None, and how many seconds the file says it lasts."""
    # A cover is a picture of one frame: it is no video, and its decoder is none of ours.
    pictures = [stream for stream in container.streams.video if stream.codec_context is not None]
    if not container.streams.video:
        raise Refusal("no_picture")
    picture = next((stream for stream in pictures if stream.codec_context.name in _names(VIDEO_CODECS)), None)
    if picture is None:
        raise Refusal("codec")
    sounds = [stream for stream in container.streams.audio if stream.codec_context is not None]
    sound = next((stream for stream in sounds if stream.codec_context.name in _names(AUDIO_CODECS)), None)
    width, height = picture.codec_context.width, picture.codec_context.height
    if width < 2 or height < 2:
        raise Refusal("damaged")
    if width * height > MOST_PIXELS or max(width, height) > 8 * SHORT_EDGE:
        raise Refusal("too_large")
    seconds = (container.duration or 0) / av.time_base
    if seconds > most_seconds + 1:
        raise Refusal("too_long")
    return picture, sound, seconds


def _names(codecs: set[str]) -> set[str]:
    return codecs | {"libdav1d", "libvpx", "libvpx-vp9", "libopus", "mp3float"}


class Picture:
    """Frames upright, small enough, at most thirty a second, in the colours every player knows."""

    def __init__(self) -> None:
        self.graph: Any = None
        self.like: tuple[Any, ...] = ()
        self.size = (0, 0)

    def prepared(self, frame: VideoFrame) -> VideoFrame:
        if frame.width * frame.height > MOST_PIXELS:
            raise Refusal("too_large")
        like = (frame.width, frame.height, frame.format.name, frame.rotation)
        if like != self.like:
            self._configure(frame)
            self.like = like
        self.graph.push(frame)
        return self.graph.pull()

    def _configure(self, frame: VideoFrame) -> None:
        turned = frame.rotation % 360
        width, height = (frame.height, frame.width) if turned in (90, 270) else (frame.width, frame.height)
        if self.size == (0, 0):
            shrink = min(1.0, SHORT_EDGE / min(width, height), 2 * SHORT_EDGE / max(width, height))
            self.size = (max(2, int(width * shrink) // 2 * 2), max(2, int(height * shrink) // 2 * 2))
        width, height = (self.size[1], self.size[0]) if turned in (90, 270) else self.size
        graph = av.filter.Graph()
        graph.threads = 1
        last = graph.add_buffer(
            width=frame.width, height=frame.height, format=frame.format, time_base=frame.time_base or TIME_BASE
        )
        steps = [("scale", f"{width}:{height}")]
        steps += {90: [("transpose", "2")], 180: [("hflip", ""), ("vflip", "")], 270: [("transpose", "1")]}.get(
            turned, []
        )
        for name, arguments in [*steps, ("setsar", "1"), ("format", "yuv420p"), ("buffersink", "")]:
            step = graph.add(name, arguments) if arguments else graph.add(name)
            last.link_to(step)
            last = step
        graph.configure()
        self.graph = graph


def transcode(job: dict[str, Any]) -> dict[str, int]:
    with opened(job) as source:
        picture, sound, seconds = looked_at(source, job["most_seconds"])
        for stream in (picture, sound):
            if stream is not None:
                stream.codec_context.thread_count = 1
        picture.codec_context.options = {"max_pixels": str(MOST_PIXELS)}
        return _written(job, source, picture, sound, seconds)


def _written(job: dict[str, Any], source: Any, picture: Any, sound: Any, seconds: float) -> dict[str, int]:
    prepare, video, audio = Picture(), None, None
    resampler = av.AudioResampler(format="fltp", layout="stereo", rate=SOUND_RATE) if sound else None
    begun, latest, said, broken, sound_at = None, -1.0, 0.0, 0, -1
    with av.open(job["output"], "w", format="mp4", options={"movflags": "+faststart", "fflags": "+bitexact"}) as target:
        for packet in source.demux([stream for stream in (picture, sound) if stream is not None]):
            try:
                frames = packet.decode()
            except av.error.FFmpegError:
                broken += 1
                if broken > 10:
                    raise Refusal("damaged") from None
                continue
            for frame in frames:
                at = float(frame.time or 0)
                begun = at if begun is None else begun
                at = max(0.0, at - begun)
                if at > job["most_seconds"] + 1:
                    raise Refusal("too_long")
                if isinstance(frame, VideoFrame):
                    if at < latest + 0.9 / MOST_FRAMES_A_SECOND and latest >= 0:
                        continue
                    latest = at
                    frame = prepare.prepared(frame)
                    if video is None:
                        frame.to_image().save(job["poster"], "JPEG", quality=90)
                        video = _video_stream(target, *prepare.size)
                        # Both streams must be there before the first packet is written.
                        audio = _audio_stream(target) if sound else None
                    frame.pts, frame.time_base, frame.pict_type = round(at / TIME_BASE), TIME_BASE, 0
                    target.mux(video.encode(frame))
                elif audio is not None and resampler is not None:
                    sound_at = round(at * SOUND_RATE) if sound_at < 0 else sound_at
                    for piece in resampler.resample(frame):
                        piece.pts, piece.time_base = sound_at, Fraction(1, SOUND_RATE)
                        sound_at += piece.samples
                        target.mux(audio.encode(piece))
                if time.monotonic() - said > REPORT_EVERY_SECONDS:
                    said = time.monotonic()
                    report(percent=min(99, int(100 * at / seconds)) if seconds else 0)
        if video is None:
            raise Refusal("damaged")
        target.mux(video.encode(None))
        if audio is not None and sound_at >= 0:
            target.mux(audio.encode(None))
    return {"width": prepare.size[0], "height": prepare.size[1], "duration_ms": round(latest * 1000)}


def _video_stream(target: Any, width: int, height: int) -> Any:
    stream = target.add_stream("libx264", rate=MOST_FRAMES_A_SECOND)
    stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
    stream.codec_context.time_base = TIME_BASE
    stream.codec_context.thread_count = 1
    stream.options = {
        "preset": "veryfast",
        "crf": "24",
        "profile": "main",
        "maxrate": "2500k",
        "bufsize": "5000k",
        "x264-params": "threads=1:rc-lookahead=10:keyint=120:info=0",
    }
    return stream


def _audio_stream(target: Any) -> Any:
    stream = target.add_stream("aac", rate=SOUND_RATE, layout="stereo")
    stream.bit_rate = 96_000
    return stream


def main() -> None:
    av.logging.set_level(av.logging.PANIC)
    job = json.loads(sys.stdin.readline())
    try:
        if job["output"]:
            report(**transcode(job))
        else:
            with opened(job) as container:
                looked_at(container, job["most_seconds"])
            report()
    except Refusal as refusal:
        report(refused=str(refusal))
    except (av.error.FFmpegError, ValueError, OverflowError):
        report(refused="damaged")


if __name__ == "__main__":
    main()
