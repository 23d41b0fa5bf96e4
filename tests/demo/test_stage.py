import asyncio
from collections.abc import Iterator
from dataclasses import replace

import pytest

from accounts.models import User
from demo.content.rooms import ROOMS
from demo.stage import acts as acts_module
from demo.stage import rooms
from demo.stage.acts import Acts
from demo.stage.show import Show
from demo.stage.stage import Stage
from live.chat.models import Message
from live.chat.services.messages import post_message
from live.hub.broadcast import room_topic
from live.hub.hub import get_hub
from live.hub.sockets import Socket
from live.rooms.models import Room
from live.rooms.services import end_room
from live.video.hub import stream_of
from marketplace.sale_rooms.models import FlashDeal
from recruiting.recruitment_sessions.models import Question

ROUND_SECONDS = 0.05


@pytest.fixture
def staged(fair: None) -> Iterator[dict[str, rooms.StagedRoom]]:
    yield {room.content.key: room for room in rooms.open_rooms()}


async def until(condition) -> None:
    async with asyncio.timeout(60):
        while not condition():
            await asyncio.sleep(0.02)


async def _silent(event: dict) -> None:
    pass


async def _closed(code: int) -> None:
    pass


def test_nothing_is_said_until_somebody_real_comes(staged, monkeypatch: pytest.MonkeyPatch) -> None:
    oranges = staged["oranges"]
    monkeypatch.setattr("demo.stage.show.COMPANY_LOOKED_FOR_EVERY_SECONDS", ROUND_SECONDS)
    monkeypatch.setattr("demo.stage.show.PAUSE_SECONDS", (ROUND_SECONDS, ROUND_SECONDS))
    done: list[str] = []

    async def do(work) -> None:
        await asyncio.to_thread(work)

    async def play() -> None:
        show = Show(oranges, do)
        show._acts.talk = lambda **facts: done.append("talk")  # type: ignore[method-assign]
        show._acts.do_something = lambda **facts: done.append("act")  # type: ignore[method-assign]
        show._acts.chores = lambda **facts: done.append("chores")  # type: ignore[method-assign]
        await show.start()
        await until(lambda: done)
        for _round in range(10):
            await asyncio.sleep(ROUND_SECONDS)
        assert done == ["chores"]
        visitor = Socket(_silent, on_stuck=_closed, person="visitor")
        await get_hub().join(topic=room_topic(oranges.room_id), socket=visitor, since=None)
        await until(lambda: "talk" in done and "act" in done)
        await get_hub().leave(topic=room_topic(oranges.room_id), socket=visitor)
        await show.stop()

    asyncio.run(play())


def test_a_real_host_takes_the_scripted_ones_place(staged) -> None:
    acts = Acts(staged["factory"])
    host = staged["factory"].host_id
    for _line in range(2 * len(acts_module.SCRIPTS["factory"])):
        who, _words = acts._line(host_is_scripted=False)
        assert who != acts_module.HOST
    before = Question.objects.now().get()
    acts.chores(host_is_scripted=False, has_company=True)
    assert Question.objects.now().get() == before
    said = Message.objects.filter(room=staged["factory"].room_id, author=host).count()
    assert said


def test_the_scripts_words_do_not_pile_up_and_real_ones_stay(staged, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(acts_module, "MESSAGES_KEPT", 10)
    oranges = staged["oranges"]
    shopper = User.objects.get(email="shopper@daji.example")
    kept = post_message(room=Room.objects.get(pk=oranges.room_id), author=shopper, body="hello", client_id="mine")
    scripted = Message.objects.filter(room=oranges.room_id, client_id__startswith="demo-")
    assert scripted.count() > 10
    newest = list(scripted.order_by("-pk").values_list("pk", flat=True)[:10])

    Acts(oranges).trim()

    assert list(scripted.order_by("-pk").values_list("pk", flat=True)) == newest
    assert Message.objects.filter(pk=kept.pk).exists()


def test_a_deal_begins_again_when_it_is_over(staged) -> None:
    oranges = staged["oranges"]
    acts = Acts(oranges)
    FlashDeal.objects.update(ended_at=FlashDeal.objects.get().ends_at)
    acts.chores(host_is_scripted=True, has_company=False)
    acts.chores(host_is_scripted=True, has_company=False)
    assert FlashDeal.objects.filter(ended_at=None).count() == 1
    assert FlashDeal.objects.count() == 2


def test_rooms_that_the_fair_did_not_bring_or_that_have_no_loop_are_left_alone(staged) -> None:
    assert set(staged) == {"oranges", "tea", "factory"}
    assert {room.loop.name for room in staged.values()} == {"oranges.mp4", "tea.mp4", "factory.mp4"}
    assert all(room.loop.exists() for room in staged.values())
    assert replace(staged["oranges"], content=next(room for room in ROOMS if room.key == "honey")).content.loop == ""


def test_open_rooms_get_pictures_and_people_and_lose_them_again(staged) -> None:
    oranges, tea = staged["oranges"], staged["tea"]

    async def play() -> None:
        stage = Stage(round_seconds=ROUND_SECONDS)
        running = asyncio.create_task(stage.run())
        await until(lambda: len(stage.shows) == 3 and all(show.audience.size for show in stage.shows.values()))
        await until(
            lambda: get_hub().people_in(room_topic(oranges.room_id), now=asyncio.get_running_loop().time()) >= 12
        )
        await until(lambda: stream_of(oranges.room_id).stream.changes > 0)
        await asyncio.to_thread(_end, tea)
        await until(lambda: tea.room_id not in stage.shows)
        assert get_hub().sockets_in(room_topic(tea.room_id)) == 0
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        assert stage.shows == {}
        assert get_hub().sockets_in(room_topic(oranges.room_id)) == 0
        assert stream_of(oranges.room_id) is None
        # The pulse belongs to live.rooms and stays with its loop.
        mine = {task for task in asyncio.all_tasks() if task.get_name().startswith("demo")}
        assert mine == set()

    asyncio.run(play())


def _end(room: rooms.StagedRoom) -> None:
    end_room(room=Room.objects.get(pk=room.room_id), actor=User.objects.get(pk=room.host_id))
