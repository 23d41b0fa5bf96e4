"""A browser that reads slowly costs nobody else anything, and is told what it did not get."""

import pytest

from live.hub.backends.base import Message
from live.hub.protocol import Weight
from live.hub.sockets import CLOSE_RESUME, LONGEST_DROPPED_LIST, QUEUE_FRAMES, event_of

from .conftest import Browser, Counted, Pinned, Said, say, settle


@pytest.fixture
def backend():
    from live.hub.backends.memory import MemoryBackend

    return MemoryBackend()


async def test_one_that_never_reads_does_not_delay_the_others(backend, join):
    stuck, quick = await join(), await join()
    stuck.slow()
    for n in range(QUEUE_FRAMES * 3):
        say(backend, Said(text=str(n)))
    await settle()
    assert quick.seqs == list(range(1, QUEUE_FRAMES * 3 + 1))
    assert stuck.seqs == []


async def test_should_frames_are_left_out_with_a_marker_that_names_them(backend, join):
    browser = await join()
    browser.slow()
    total = QUEUE_FRAMES + 50
    for n in range(total):
        say(backend, Said(text=str(n)) if n % 10 else Pinned(number=n))
    await settle()
    await browser.read()
    left_out = [seq for data in browser.of("hub.dropped") for seq in data["seqs"]]
    assert left_out, "nothing was left out: the test proves nothing"
    assert browser.closed_with is None
    assert sorted(browser.seqs + left_out) == list(range(1, total + 1))
    assert browser.seqs == sorted(browser.seqs)
    assert len(browser.of("test.pinned")) == (total + 9) // 10
    first_marker = next(i for i, frame in enumerate(browser.frames) if frame["type"] == "hub.dropped")
    after = [frame["seq"] for frame in browser.frames[first_marker:] if "seq" in frame]
    assert min(left_out) < min(after), "the marker comes before the gap that it explains"


async def test_a_queue_within_its_bound_loses_nothing(backend, join):
    """The negative control: the same frames, fewer of them, all arrive late."""
    browser = await join()
    browser.slow()
    for n in range(QUEUE_FRAMES):
        say(backend, Said(text=str(n)))
    await settle()
    await browser.read()
    assert browser.seqs == list(range(1, QUEUE_FRAMES + 1))
    assert browser.of("hub.dropped") == []


async def test_may_frames_are_coalesced_to_the_latest(backend, join):
    browser = await join()
    browser.slow()
    say(backend, Pinned(number=1))  # waits in the server's send
    for likes in range(1000):
        say(backend, Counted(likes=likes))
    await settle()
    await browser.read()
    assert browser.of("test.counted") == [{"likes": 999}]


async def test_a_socket_that_cannot_take_must_frames_is_closed_and_told_to_resume(backend, hub, join):
    browser, other = await join(), await join()
    browser.slow()
    for n in range(QUEUE_FRAMES + 1):
        say(backend, Pinned(number=n))
    await settle()
    assert browser.closed_with is None
    say(backend, Pinned(number=-1))
    await settle()
    assert browser.closed_with == CLOSE_RESUME
    assert len(other.seqs) == QUEUE_FRAMES + 2
    assert other.closed_with is None

    here = say(backend, Pinned(number=-2))
    again = Browser()
    await hub.join(topic="room.1", socket=again.socket, since=here._replace(seq=0))
    assert again.seqs == list(range(1, QUEUE_FRAMES + 4))


async def test_a_list_of_left_out_frames_does_not_grow_for_ever(backend, join):
    browser = await join()
    browser.slow()
    for n in range(QUEUE_FRAMES + LONGEST_DROPPED_LIST + QUEUE_FRAMES + 2):
        say(backend, Said(text=str(n)))
    await settle()
    assert browser.closed_with == CLOSE_RESUME


async def test_a_server_that_lost_the_browser_does_not_hurt_the_rest(backend, join):
    gone, here = await join(), await join()

    async def broken(event):
        raise ConnectionResetError

    gone.socket._send = broken
    say(backend, Pinned(number=1))
    say(backend, Pinned(number=2))
    await settle()
    assert gone.socket.closed
    assert here.seqs == [1, 2]


async def test_a_frame_that_the_socket_has_is_not_given_again():
    browser = Browser()
    browser.socket.held = None
    message = Message("e", 4, Weight.MUST, "test.pinned", '{"seq":4,"type":"test.pinned","data":{}}')
    for _ in range(3):
        browser.socket.deliver(message, event_of(message))
    assert browser.seqs == [4]
