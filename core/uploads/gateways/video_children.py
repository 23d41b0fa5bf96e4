"""Asks the script `video_transcoder.py`, in a process of its own, about a video that a stranger sent."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Timer
from typing import IO, Any, cast

from core.uploads.gateways import children

MEBIBYTE = 1024 * 1024
LOOK_LIMITS = children.Limits(memory_bytes=160 * MEBIBYTE, cpu_seconds=10, wall_seconds=20)
# A second of 1080p takes half a second of one core.
WORK_LIMITS = children.Limits(memory_bytes=240 * MEBIBYTE, cpu_seconds=900, wall_seconds=1800, file_bytes=64 * MEBIBYTE)
# The first bytes tell the family of containers; FFmpeg is held to it and tries no other.
BEGINNINGS = {"mov": (4, (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip")), "matroska": (0, (b"\x1aE\xdf\xa3",))}


@dataclass(frozen=True, kw_only=True)
class Job:
    path: str
    format: str
    most_seconds: int
    output: str = ""
    poster: str = ""


class VideoRefused(Exception):
    """`str()` is the `VideoRefusal`."""


def container_format(path: Path) -> str:
    """By content: "mov" (MP4 and QuickTime) or "matroska" (WebM). Raises `VideoRefused` for all else."""
    with path.open("rb") as file:
        head = file.read(16)
    for name, (offset, marks) in BEGINNINGS.items():
        if any(head[offset:].startswith(mark) for mark in marks):
            return name
    raise VideoRefused("unreadable")


def look_into(*, path: Path, most_seconds: int) -> None:
    """Raises `VideoRefused` for what its headers already show to be none of ours."""
    job = Job(path=str(path), format=container_format(path), most_seconds=most_seconds)
    try:
        answer = children.ask("video_transcoder.py", question=_line(job), limits=LOOK_LIMITS)
    except children.ChildFailed:
        raise VideoRefused("damaged") from None
    _last(json.loads(answer.splitlines()[-1]))


def transcode(
    *, path: Path, output: Path, poster: Path, most_seconds: int, on_percent: Callable[[int], None]
) -> dict[str, int]:
    """Writes the mp4 and its poster; returns width, height and duration_ms. Raises `VideoRefused`.

    `on_percent` is called about once a second; when it raises, the work is broken off.
    """
    job = Job(
        path=str(path),
        format=container_format(path),
        most_seconds=most_seconds,
        output=str(output),
        poster=str(poster),
    )
    process = children.start("video_transcoder.py", limits=WORK_LIMITS)
    alarm = Timer(WORK_LIMITS.wall_seconds, process.kill)
    alarm.start()
    try:
        answer: dict[str, Any] = {}
        _send(cast("IO[bytes]", process.stdin), _line(job))
        for line in cast("IO[bytes]", process.stdout):
            answer = json.loads(line)
            if "percent" in answer:
                on_percent(answer["percent"])
        if process.wait() != 0 or "percent" in answer or not answer:
            raise VideoRefused("damaged")
        return _last(answer)
    finally:
        alarm.cancel()
        children.end(process)


def _line(job: Job) -> bytes:
    return json.dumps(asdict(job)).encode() + b"\n"


def _send(pipe: IO[bytes], line: bytes) -> None:
    try:
        pipe.write(line)
        pipe.flush()
    except BrokenPipeError:
        raise VideoRefused("damaged") from None


def _last(answer: dict[str, Any]) -> dict[str, int]:
    if "refused" in answer:
        raise VideoRefused(answer["refused"])
    return answer
