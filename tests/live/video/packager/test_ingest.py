import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from live.video.packager.errors import BadMedia
from live.video.packager.ingest import HEADER, Kind, read_message, write_message
from live.video.packager.samples import AudioChunk, VideoChunk
from live.video.packager.stream import Stream


def test_messages_carry_what_was_written(recorded):
    assert [read_message(message) for message in recorded.messages()] == recorded.items()


def test_header_is_sixteen_bytes_in_network_order():
    message = write_message(Kind.AUDIO, b"\xf8", timestamp=0x0102030405, duration=20_000)
    assert message == bytes.fromhex("0103000000004e200000000102030405f8")


@pytest.mark.parametrize(
    "message",
    [b"", bytes(16), HEADER.pack(2, 2, 0, 0, 0) + b"x", HEADER.pack(1, 9, 0, 0, 0) + b"x",
     HEADER.pack(1, 2, 0, 0, 1 << 60) + b"x", HEADER.pack(1, 2, 0, 0, 0) + bytes(2 * 1024 * 1024)],
)  # fmt: skip
def test_bad_messages_are_refused(message):
    with pytest.raises(BadMedia):
        read_message(message)


@given(st.binary(max_size=200))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_an_item_or_refused(message):
    try:
        read_message(message)
    except BadMedia as refusal:
        assert str(refusal).endswith(".")


def test_five_hundred_spoilt_recordings_end_or_go_on_but_never_hang(recorded, output):
    """Bytes changed, messages cut, swapped, repeated or lost: only BadMedia comes out, and memory stays bounded."""
    whole = recorded.messages()
    chance = random.Random(7)
    refused = 0
    for _ in range(500):
        messages = list(whole[: chance.choice((40, 150, len(whole)))])
        for _ in range(chance.choice((1, 5, 50))):
            index = chance.randrange(len(messages))
            message = bytearray(messages[index] or b"\0")
            match chance.randrange(5):
                case 0 | 1:
                    message[chance.randrange(min(len(message), chance.choice((16, 60, 1 << 20))))] = chance.randrange(
                        256
                    )
                case 2:
                    del message[chance.randrange(len(message)) :]
                case 3:
                    other = chance.randrange(len(messages))
                    messages[other], message = bytes(message), bytearray(messages[other])
                case 4:
                    message = message * 2
            messages[index] = bytes(message)
        clock = type(output.clock)()
        stream = Stream(clock=clock)
        try:
            for message in messages:
                clock.now += 0.02
                stream.take(read_message(message))
        except BadMedia:
            refused += 1
        stream.finish()
        assert len(stream.window._kept) <= 32
    assert 100 < refused < 500


def test_work_for_one_message_is_bounded(output, recorded):
    """The worst a timestamp may ask for is five seconds of silence; one further off is dropped."""
    output.feed(recorded.items()[:100])
    dropped = output.stream.dropped
    output.stream.take(AudioChunk(recorded.sounds[20].timestamp + 4_900_000, b"\xf8\xff\xfe"))
    assert len(output.stream._run.sound._queue) < 300
    output.stream.take(AudioChunk(1 << 52, b"\xf8\xff\xfe"))
    assert output.stream.dropped == dropped + 1
    with pytest.raises(BadMedia):
        for number in range(40):
            output.stream.take(VideoChunk(number * 60_000_000, recorded.pictures[0].data))
