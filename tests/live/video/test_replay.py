"""What was on air is there again after the room has ended, and after the server was started anew."""

import asyncio
import re
from pathlib import Path

import pytest
from channels.db import database_sync_to_async
from django.core.files.storage import default_storage
from django.db import OperationalError, transaction

from core.events import publish
from live.rooms.events import RoomEnded
from live.rooms.models import Room
from live.rooms.services.life import end_room
from live.rooms.states import RoomState
from live.video.asgi.access import forget_rooms
from live.video.hub import forget_stream, open_stream, save_streams
from live.video.models import Recording, RecordingSegment
from live.video.services.recordings import end_recordings

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


async def broadcast(room, items):
    live = open_stream(room.pk)
    live.stream._clock = lambda: live.stream._origin + 60
    live.feed(items)
    return live


async def end(room, live):
    await database_sync_to_async(end_room)(room=room, actor=room.host)
    while not live.stream.window.ended:
        await asyncio.sleep(0.01)
    await live.recorder.wait()
    forget_rooms()


async def test_replay_plays_after_the_room_has_ended(make_room, recorded, get, decode):
    room = await database_sync_to_async(make_room)()
    live = await broadcast(room, recorded.items())
    assert (await get(f"/video/{room.pk}/replay/index.m3u8")).status == 404
    await end(room, live)
    forget_stream(room.pk)
    await database_sync_to_async(room.refresh_from_db)()
    assert room.state == RoomState.REPLAY

    playlist = await get(f"/video/{room.pk}/replay/index.m3u8")
    assert playlist.text.endswith("#EXT-X-ENDLIST\n")
    base = f"/video/{room.pk}/replay"
    (init,) = re.findall(r'MAP:URI="([^"]+)"', playlist.text)
    segments = re.findall(r"^\d+/\d+\.m4s", playlist.text, re.M)
    assert len(segments) == 4
    film = b"".join([(await get(f"{base}/{name}")).body for name in (init, *segments)])
    assert len(decode(film)["video"]) == len(recorded.pictures)
    assert (await get(f"{base}/{segments[0]}")).headers["cache-control"].endswith("immutable")
    state = await get(f"/video/{room.pk}/state.json")
    assert state.text == '{"state": "ended", "replay": true}'


async def test_a_camera_that_takes_over_from_a_loop_is_kept_from_then_on(make_room, recorded, get):
    room = await database_sync_to_async(make_room)()
    looped = open_stream(room.pk, record=False)
    looped.stream._clock = lambda: looped.stream._origin + 60
    looped.feed(recorded.items())
    assert looped.recorder is None
    looped.begin()
    live = await broadcast(room, recorded.items())
    assert live is looped
    await end(room, live)
    playlist = await get(f"/video/{room.pk}/replay/index.m3u8")
    assert playlist.text.count("#EXTINF") == 4  # of the camera's picture alone


async def test_publishing_again_and_a_restart_leave_one_replay(make_room, recorded, get):
    room = await database_sync_to_async(make_room)()
    live = await broadcast(room, recorded.items())
    live.begin()
    live.feed(recorded.items())
    await save_streams()
    forget_stream(room.pk)
    live = await broadcast(room, recorded.items())
    await end(room, live)
    text = (await get(f"/video/{room.pk}/replay/index.m3u8")).text
    assert text.count("#EXTINF") == 12
    assert text.count("#EXT-X-DISCONTINUITY\n") == 2
    assert text.count("#EXT-X-MAP") == 3


async def test_a_room_without_picture_has_no_replay(make_room, get):
    room = await database_sync_to_async(make_room)()
    await database_sync_to_async(end_room)(room=room, actor=room.host)
    assert (await get(f"/video/{room.pk}/replay/index.m3u8")).status == 404
    assert await database_sync_to_async(lambda: Room.objects.get(pk=room.pk).state)() == RoomState.ENDED


async def test_other_rooms_segments_are_not_reached_through_this_one(make_room, recorded, get):
    room, other = [await database_sync_to_async(make_room)() for _ in range(2)]
    await end(room, await broadcast(room, recorded.items()))
    recording = await database_sync_to_async(Recording.objects.get)()
    assert (await get(f"/video/{room.pk}/replay/{recording.pk}/0.m4s")).status == 200
    assert (await get(f"/video/{other.pk}/replay/{recording.pk}/0.m4s")).status == 404


async def test_a_disk_that_fails_costs_segments_but_not_the_stream(make_room, recorded, monkeypatch, get):
    room = await database_sync_to_async(make_room)()
    save, failed = default_storage.save, []

    def fail_once(name, content):
        if not failed:
            failed.append(name)
            raise OSError("disk full")
        return save(name, content)

    monkeypatch.setattr(default_storage, "save", fail_once)
    live = await broadcast(room, recorded.items())
    live.recorder._batch_seconds = 0.01
    while live.is_kept:
        await asyncio.sleep(0.01)
    assert failed
    assert [path for path in Path(default_storage.location).rglob("*") if path.is_file()] == []
    live.feed(recorded.items(shift=4_000_000)[2:])
    await end(room, live)
    assert live.is_kept
    text = (await get(f"/video/{room.pk}/replay/index.m3u8")).text
    first = re.findall(r'MAP:URI="\d+/init-(\d+).mp4"', text)
    assert len(first) == 1
    assert re.search(rf"^\d+/{first[0]}\.m4s", text, re.M)


async def test_a_replay_that_cannot_be_published_is_when_there_is_room(make_room, recorded, monkeypatch, get):
    """SQLite shares the disk: the rows that end the recording may be refused too."""
    room = await database_sync_to_async(make_room)()
    refused = []

    def refuse_twice(*, room_id):
        if len(refused) < 2:
            refused.append(room_id)
            raise OperationalError("database or disk is full")
        end_recordings(room_id=room_id)

    monkeypatch.setattr("live.video.hub.recorder.end_recordings", refuse_twice)
    live = await broadcast(room, recorded.items())
    live.recorder._batch_seconds = 0.01
    await end(room, live)
    assert refused == [room.pk, room.pk]
    await database_sync_to_async(room.refresh_from_db)()
    assert room.state == RoomState.REPLAY
    assert (await get(f"/video/{room.pk}/replay/index.m3u8")).status == 200


def test_end_of_a_room_may_be_heard_twice(make_room):
    room = make_room()
    recording = Recording.objects.create(room=room, started_at=room.opened_at)
    RecordingSegment.objects.create(
        recording=recording, number=0, init_number=0, starts_at=room.opened_at, duration_ms=1000, size=1
    )
    end_room(room=room, actor=room.host)
    with transaction.atomic():
        publish(RoomEnded(room_id=room.pk, organization_id=room.organization_id))
    room.refresh_from_db()
    assert room.state == RoomState.REPLAY


@pytest.mark.parametrize("count", [1, 3])
def test_replay_is_one_query_however_long(make_room, django_assert_num_queries, count):
    from live.video.queries import replay_of

    room = make_room(RoomState.REPLAY)
    recording = Recording.objects.create(room=room, started_at=room.opened_at)
    for number in range(count):
        RecordingSegment.objects.create(
            recording=recording, number=number, init_number=0, starts_at=room.opened_at, duration_ms=1000, size=1
        )
    with django_assert_num_queries(1):
        assert len(replay_of(room_id=room.pk)) == count
