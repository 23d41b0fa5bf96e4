import json
from dataclasses import dataclass
from typing import ClassVar

import pytest

from live.hub.encoding import complete, encode_body, encode_control
from live.hub.inbox import parse
from live.hub.protocol import Frame, Pong, all_frames, frame

from .conftest import Pinned


def test_a_frame_on_the_wire():
    sent = json.loads(complete(812, encode_body(Pinned(number=3))))
    at = sent.pop("at")
    assert sent == {"seq": 812, "type": "test.pinned", "data": {"number": 3}}
    assert len(at) == len("2026-11-21T08:00:00.000Z") and at.endswith("Z")


def test_a_control_frame_has_no_number():
    assert json.loads(encode_control(Pong())).keys() == {"type", "at", "data"}


def test_frames_are_listed_by_type_and_unique():
    types = [declared.type for declared in all_frames()]
    assert {"hub.welcome", "hub.reload", "room.chat", "room.chat_deleted", "room.counters", "room.state"} <= set(types)
    assert types == sorted(set(types))
    with pytest.raises(RuntimeError):

        @frame
        @dataclass(frozen=True, kw_only=True)
        class Impostor(Frame):
            type: ClassVar[str] = "room.chat"


def test_what_a_browser_says_is_taken_apart():
    said = parse('{"type": "chat.post", "client_id": "c", "data": {"body": "hi"}}')
    assert (said.type, said.client_id, said.data) == ("chat.post", "c", {"body": "hi"})
