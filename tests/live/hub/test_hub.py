"""Both backends through the hub: numbers, resume, reload, threads."""

import asyncio
import threading

from live.hub.backends.base import Position

from .conftest import TOPIC, Browser, Counted, Pinned, Said, say, until


async def test_a_frame_reaches_every_socket_with_the_next_number(backend, join):
    first, second = await join(), await join()
    assert [say(backend, Pinned(number=n)).seq for n in (7, 8)] == [1, 2]
    await until(lambda: len(second.seqs) == 2 == len(first.seqs))
    assert first.frames[0]["type"] == "hub.welcome"
    assert first.seqs == second.seqs == [1, 2]
    assert [data["number"] for data in second.of("test.pinned")] == [7, 8]


async def test_a_socket_gets_what_it_missed_then_live_frames(backend, join):
    here = backend.position(topic=TOPIC)
    for n in range(5):
        say(backend, Pinned(number=n))
    browser = await join(since=Position(here.epoch, 2))
    say(backend, Pinned(number=5))
    await until(lambda: browser.seqs[-1:] == [6])
    assert browser.seqs == [3, 4, 5, 6]
    assert browser.of("hub.reload") == []


async def test_a_new_socket_gets_no_history(backend, join):
    say(backend, Pinned(number=1))
    browser = await join()
    assert browser.of("hub.welcome")[0]["seq"] == 1
    assert browser.seqs == []


async def test_another_epoch_means_reload(backend, join):
    say(backend, Pinned(number=1))
    browser = await join(since=Position("long-ago", 1))
    assert browser.of("hub.reload") == [backend.position(topic=TOPIC)._asdict()]
    say(backend, Pinned(number=2))
    await until(lambda: browser.seqs == [2])


async def test_a_number_from_the_future_means_reload(backend, join):
    here = say(backend, Pinned(number=1))
    browser = await join(since=Position(here.epoch, 99))
    assert len(browser.of("hub.reload")) == 1


async def test_a_history_that_no_longer_reaches_means_reload(backend, join, monkeypatch):
    here = backend.position(topic=TOPIC)
    for n in range(1005):
        say(backend, Pinned(number=n))
    within = await join(since=Position(here.epoch, 5))
    beyond = await join(since=Position(here.epoch, 4))
    assert within.seqs == list(range(6, 1006))
    assert (beyond.seqs, len(beyond.of("hub.reload"))) == ([], 1)


async def test_may_frames_stand_outside_the_sequence_and_only_the_latest_is_kept(backend, join):
    here = backend.position(topic=TOPIC)
    say(backend, Pinned(number=1))
    for likes in (1, 2, 3):
        say(backend, Counted(likes=likes))
    browser = await join(since=here)
    assert browser.seqs == [1, 1]
    assert browser.of("test.counted") == [{"likes": 3}]
    say(backend, Pinned(number=2))
    await until(lambda: browser.seqs[-1] == 2)


async def test_frames_from_many_threads_come_whole_and_in_order(backend, join):
    browser = await join()

    def speak() -> None:
        for n in range(50):
            say(backend, Said(text=str(n)))

    threads = [threading.Thread(target=speak) for _ in range(4)]
    for thread in threads:
        thread.start()
    await until(lambda: len(browser.seqs) == 200)
    assert browser.seqs == list(range(1, 201))


async def test_resuming_in_the_middle_of_a_stream_has_no_gap_and_no_double(backend, hub, join):
    """Sockets come and go while two threads speak; each goes on from the last number it saw."""
    here = backend.position(topic=TOPIC)

    def speak() -> None:
        for n in range(150):
            say(backend, Said(text=str(n)))

    threads = [threading.Thread(target=speak) for _ in range(2)]
    for thread in threads:
        thread.start()
    seen: list[int] = []
    while not seen or seen[-1] < 300:
        since = Position(here.epoch, seen[-1] if seen else 0)
        browser = await join(since=since)
        await asyncio.sleep(0.003)
        await hub.leave(topic=TOPIC, socket=browser.socket)
        assert browser.of("hub.reload") == []
        seen += browser.seqs
    assert seen == list(range(1, 301))


async def test_without_resume_frames_are_lost(backend, hub, join):
    """The negative control of the test above: whoever comes back without a number misses what came meanwhile."""
    browser = await join()
    say(backend, Said(text="heard"))
    await until(lambda: browser.seqs == [1])
    await hub.leave(topic=TOPIC, socket=browser.socket)
    say(backend, Said(text="missed"))
    again = await join()
    say(backend, Said(text="heard again"))
    await until(lambda: again.seqs[-1:] == [3])
    assert browser.seqs + again.seqs == [1, 3]


async def test_the_last_socket_to_leave_ends_the_subscription(backend, hub, join):
    first, second = await join(), await join()
    await hub.leave(topic=TOPIC, socket=first.socket)
    assert hub.topics() == [TOPIC]
    await hub.leave(topic=TOPIC, socket=second.socket)
    assert hub.topics() == []
    say(backend, Pinned(number=1))
    third = await join()
    say(backend, Pinned(number=2))
    await until(lambda: third.seqs == [2])
    assert first.seqs == second.seqs == []


async def test_sockets_that_join_and_leave_at_once_leave_a_working_topic(backend, hub):
    browsers = [Browser() for _ in range(20)]
    await asyncio.gather(*(hub.join(topic=TOPIC, socket=b.socket, since=None) for b in browsers))
    leaving = [hub.leave(topic=TOPIC, socket=b.socket) for b in browsers[:10]]
    late = Browser()
    await asyncio.gather(*leaving, hub.join(topic=TOPIC, socket=late.socket, since=None))
    say(backend, Pinned(number=1))
    await until(lambda: all(b.seqs == [1] for b in [late, *browsers[10:]]))
    assert all(b.seqs == [] for b in browsers[:10])


def test_one_caller_in_a_second_may_claim(backend):
    assert backend.claim(name="x", seconds=60) is True
    assert backend.claim(name="x", seconds=60) is False
    assert backend.claim(name="y", seconds=60) is True


def test_presence_adds_up_over_processes(backend):
    assert backend.report_presence(topic=TOPIC, process="a", people=3) == 3
    assert backend.report_presence(topic=TOPIC, process="b", people=4) == 7
    assert backend.report_presence(topic=TOPIC, process="a", people=1) == 5
    assert backend.presence(topics=[TOPIC, "room.2"]) == [5, 0]
