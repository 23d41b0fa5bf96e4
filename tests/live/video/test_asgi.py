import asyncio
import io
import json
import re

import pytest
from PIL import Image

from live.rooms.states import RoomState
from live.video.asgi import live as answers
from live.video.hub import open_stream


@pytest.fixture(autouse=True)
def short_waits(monkeypatch):
    """A blocked request that nobody answers gives up at once."""
    monkeypatch.setattr(answers, "WAIT_SECONDS", 0.02)


async def test_playlists_lead_to_everything_that_they_name(get, on_air, decode):
    await on_air()
    index = await get("/video/7/index.m3u8")
    assert (index.status, index.text.splitlines()[-1]) == (200, "media.m3u8")
    media = await get("/video/7/media.m3u8")
    assert media.headers["content-type"] == "application/vnd.apple.mpegurl"
    names = re.findall(r'URI="([^"]+)"', media.text)[:-1] + re.findall(r"^seg-.*", media.text, re.M)
    bodies = {}
    for name in names:
        answer = await get(f"/video/7/{name}")
        assert (answer.status, answer.headers["content-type"]) == (200, "video/mp4"), name
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        bodies[name] = answer.body
    init = next(body for name, body in bodies.items() if name.startswith("init"))
    segment = next(name for name in names if name.startswith("seg"))
    assert len(decode(init + bodies[segment])["video"]) == 30
    number = segment[4:-4]
    assert b"".join(bodies[f"part-{number}-{k}.m4s"] for k in range(5)) == bodies[segment]


async def test_a_blocked_playlist_comes_with_the_part_that_it_waited_for(get, on_air, recorded, monkeypatch):
    monkeypatch.setattr(answers, "WAIT_SECONDS", 5)
    live = await on_air(items=recorded.items()[:80])
    number, part = live.stream.window.hint()
    waiting = asyncio.create_task(get(f"/video/7/media.m3u8?_HLS_msn={number}&_HLS_part={part}"))
    hinted = asyncio.create_task(get(f"/video/7/part-{number}-{part}.m4s"))
    for _ in range(5):
        await asyncio.sleep(0)
    assert not waiting.done() and not hinted.done()
    live.feed(recorded.items()[80:110])
    answer = await waiting
    assert f'URI="part-{number}-{part}.m4s"' in answer.text
    assert answer.headers["cache-control"] == "public, max-age=6"
    assert (await hinted).body == live.stream.window.segment(number).parts[part].data


async def test_a_playlist_that_does_not_come_in_time_is_503(get, on_air):
    live = await on_air()
    number, part = live.stream.window.hint()
    answer = await get(f"/video/7/media.m3u8?_HLS_msn={number}&_HLS_part={part}")
    assert (answer.status, answer.headers["cache-control"]) == (503, "no-store")
    assert (await get(f"/video/7/part-{number}-{part}.m4s")).status == 503


@pytest.mark.parametrize("query", ["_HLS_msn=x", "_HLS_part=1", "_HLS_msn=-1", "_HLS_msn=99999999999", "_HLS_msn="])
async def test_impossible_questions_are_400(get, on_air, query):
    await on_air()
    assert (await get(f"/video/7/media.m3u8?{query}")).status == 400


async def test_delta_update(get, on_air, make_recording):
    await on_air(items=make_recording(12).items())
    assert "#EXT-X-SKIP" in (await get("/video/7/media.m3u8?_HLS_skip=YES")).text
    assert "#EXT-X-SKIP" not in (await get("/video/7/media.m3u8")).text


@pytest.mark.parametrize(
    "name",
    [
        "part-1-0.m4s",
        "seg-1.m4s",
        "init-1.mp4",
        "nothing",
        "../../etc/passwd",
        "part-1-.m4s",
        "seg-٣.m4s",
        "replay/index.m3u8",
    ],
)
@pytest.mark.django_db(transaction=True)
async def test_what_is_not_there_is_404(get, on_air, name):
    await on_air()
    answer = await get(f"/video/7/{name}")
    assert (answer.status, answer.headers["cache-control"]) == (404, "no-store")


@pytest.mark.django_db(transaction=True)
async def test_rooms_that_nobody_may_watch_yet_are_404(get, make_room):
    scheduled = await asyncio.to_thread(make_room, RoomState.SCHEDULED)
    for room_id in (scheduled.pk, 987_654):
        for name in ("index.m3u8", "media.m3u8", "state.json", "cover.jpg", "replay/index.m3u8"):
            assert (await get(f"/video/{room_id}/{name}")).status == 404


@pytest.mark.django_db(transaction=True)
async def test_state_of_an_open_room_without_picture(get, make_room):
    room = await asyncio.to_thread(make_room)
    answer = await get(f"/video/{room.pk}/state.json")
    assert json.loads(answer.text) == {"state": "waiting", "replay": False}


async def test_state_of_a_room_on_air(get, on_air):
    live = await on_air()
    assert json.loads((await get("/video/7/state.json?not=waiting")).text)["state"] == "live"
    live._part_at -= 10
    assert json.loads((await get("/video/7/state.json")).text)["state"] == "paused"


@pytest.mark.django_db(transaction=True)
async def test_end_of_a_room_reaches_those_who_wait(get, on_air, monkeypatch):
    monkeypatch.setattr(answers, "WAIT_SECONDS", 5)
    live = await on_air()
    number, part = live.stream.window.hint()
    waiting = asyncio.create_task(get(f"/video/7/media.m3u8?_HLS_msn={number + 1}&_HLS_part=0"))
    await asyncio.sleep(0)
    live.finish()
    assert (await waiting).text.endswith("#EXT-X-ENDLIST\n")
    assert json.loads((await get("/video/7/state.json")).text)["state"] == "ended"


async def test_a_viewer_who_leaves_is_not_waited_for(get, on_air, monkeypatch):
    monkeypatch.setattr(answers, "WAIT_SECONDS", 600)
    live = await on_air()
    number, part = live.stream.window.hint()
    leave = asyncio.Event()
    waiting = asyncio.create_task(get(f"/video/7/media.m3u8?_HLS_msn={number}&_HLS_part={part}", leave=leave))
    await asyncio.sleep(0)
    leave.set()
    assert await waiting is None


async def test_methods_and_headers(get, on_air):
    await on_air()
    head, whole = await get("/video/7/media.m3u8", method="HEAD"), await get("/video/7/media.m3u8")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == str(len(whole.body))
    assert whole.headers["x-content-type-options"] == "nosniff"
    options = await get("/video/7/media.m3u8", method="OPTIONS")
    assert (options.status, options.headers["allow"]) == (204, "GET, HEAD, OPTIONS")
    assert (await get("/video/7/media.m3u8", method="POST")).status == 405


async def test_cover_is_a_small_still_and_made_once(get, on_air, make_recording, monkeypatch):
    live = await on_air(items=make_recording(2, width=640, height=360).items())
    answer = await get("/video/7/cover.jpg")
    assert answer.headers["content-type"] == "image/jpeg"
    assert Image.open(io.BytesIO(answer.body)).size == (360, 202)
    live.feed(make_recording(2, width=640, height=360).items(shift=2_000_000)[2:])
    assert (await get("/video/7/cover.jpg")).body == answer.body


async def test_no_cover_before_the_first_picture(get):
    open_stream(7, record=False)
    assert (await get("/video/7/cover.jpg")).status == 404


async def test_a_new_stream_is_waited_for(get):
    open_stream(7, record=False)
    assert (await get("/video/7/index.m3u8")).status == 503
    assert (await get("/video/7/media.m3u8")).status == 503


async def test_playlist_is_made_once_for_all_who_ask(get, on_air, monkeypatch):
    live = await on_air()
    made = []
    monkeypatch.setattr("live.video.hub.streams.media_playlist", lambda *a, **k: made.append(1) or "#EXTM3U\n")
    for _ in range(20):
        await get("/video/7/media.m3u8")
    assert len(made) == 1
    live.finish()
    await get("/video/7/media.m3u8")
    assert len(made) == 2
