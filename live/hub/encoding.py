"""Frames as JSON text. The sequence number is known last, so a body is encoded without it and completed once."""

from datetime import UTC, datetime

import orjson

from live.hub.protocol import Frame


def encode_body(frame: Frame) -> bytes:
    """Everything of the frame but its number: `,"type":…,"at":…,"data":…}`."""
    at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return b"," + orjson.dumps({"type": frame.type, "at": at, "data": frame.data()})[1:]


def complete(seq: int, body: bytes) -> str:
    return f'{{"seq":{seq}{body.decode()}'


def encode_control(frame: Frame) -> str:
    """A frame for one socket, outside the sequence: it has no number."""
    return "{" + encode_body(frame)[1:].decode()
