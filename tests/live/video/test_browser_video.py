"""The publisher's and the player's elements in real browsers, on the site but apart from any page's template."""

import asyncio

import pytest
from playwright.sync_api import TimeoutError

from live.rooms.models import Room
from live.rooms.services.life import end_room
from live.rooms.states import RoomState
from live.video.asgi.access import forget_rooms
from live.video.hub import stream_of
from tests.fixtures.motion import SHOWS_MOTION, wait_until


def open_bare_page(page):
    """A page of the site, under the site's policy, emptied of what its templates brought."""
    page.goto("/terms/")
    page.evaluate("document.body.replaceChildren()")


def publisher(page, room):
    open_bare_page(page)
    page.evaluate(
        """async (url) => {
            document.body.innerHTML = `<live-publisher data-url="${url}"><video></video>
                <meter data-level></meter><button data-action="start">start</button>
                <p data-when="live">on air</p></live-publisher>`;
            window.reasons = [];
            document.addEventListener("publisher:state", ({ detail }) => window.reasons.push(detail));
            await import("/static/js/elements/live-publisher.js");
        }""",
        f"/ws/rooms/{room.pk}/publish/",
    )
    page.get_by_role("button", name="start").click()
    return page


def player(page, room, mode="live"):
    open_bare_page(page)
    page.evaluate(
        """async ([base, mode]) => {
            document.body.innerHTML = `<live-player data-base="${base}" data-mode="${mode}">
                <video muted playsinline width="640"></video><img data-cover hidden alt=""></live-player>`;
            await import("/static/js/elements/live-player.js");
        }""",
        [f"/video/{room.pk}/", mode],
    )
    return page


def wait_for_state(page, element, state):
    try:
        page.wait_for_selector(f'{element}[data-state="{state}"]', state="attached", timeout=30_000)
    except TimeoutError as error:
        found = page.eval_on_selector(element, "element => [element.dataset.state, window.reasons]")
        raise AssertionError(f"{element} is {found}, not {state}") from error


def drop(room):
    """As when the phone changes from one network to another."""
    live = stream_of(room.pk)
    asyncio.run_coroutine_threadsafe(live.publisher.close(code=1012), live.loop).result(5)
    return live


def test_from_a_camera_to_a_viewer_over_a_lost_connection_to_the_replay(live_site, new_page, make_room):
    room = make_room()
    host = publisher(new_page(user=room.host), room)
    wait_for_state(host, "live-publisher", "live")
    assert host.get_by_text("on air").is_visible()

    viewer = player(new_page(), room)
    wait_for_state(viewer, "live-player", "live")
    assert viewer.evaluate(SHOWS_MOTION)

    before = viewer.evaluate("document.querySelector('video').currentTime")
    live = drop(room)
    wait_for_state(host, "live-publisher", "reconnecting")
    wait_for_state(host, "live-publisher", "live")
    wait_until(viewer, f"video.currentTime > {before} + 4")
    wait_for_state(viewer, "live-player", "live")
    assert viewer.evaluate(SHOWS_MOTION)

    end_room(room=room, actor=room.host)
    wait_for_state(host, "live-publisher", "ended")
    wait_for_state(viewer, "live-player", "ended")
    asyncio.run_coroutine_threadsafe(live.recorder.wait(), live.loop).result(10)
    assert Room.objects.get(pk=room.pk).state == RoomState.REPLAY

    forget_rooms()
    replay = player(new_page(), room, mode="replay")
    wait_until(replay, "video.duration > 3")
    replay.evaluate("document.querySelector('video').play()")
    wait_for_state(replay, "live-player", "playing")
    assert replay.evaluate(SHOWS_MOTION)


def test_a_stranger_is_told_and_gets_no_further(live_site, new_page, make_room, stranger):
    room = make_room()
    page = publisher(new_page(user=stranger), room)
    wait_for_state(page, "live-publisher", "refused")
    assert stream_of(room.pk) is None


@pytest.mark.parametrize("name", ["NotAllowedError", "NotFoundError"])
def test_no_camera_is_said_and_can_be_tried_again(live_site, new_page, make_room, name):
    room = make_room()
    page = new_page(user=room.host)
    page.add_init_script(
        f"navigator.mediaDevices.getUserMedia = async () => {{ throw new DOMException('no', '{name}'); }};"
    )
    publisher(page, room)
    expected = {"NotAllowedError": "denied", "NotFoundError": "missing"}[name]
    wait_for_state(page, "live-publisher", expected)
    page.get_by_role("button", name="start").click()
    wait_until(page, f"window.reasons.filter(({{ state }}) => state === '{expected}').length === 2")
    states = [reason["state"] for reason in page.evaluate("window.reasons")]
    assert [state for state in states if state != "idle"] == ["asking", expected] * 2
