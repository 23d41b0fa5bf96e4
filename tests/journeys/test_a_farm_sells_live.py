"""The main job of the marketplace, as three people in three browsers live it."""

import re
from datetime import timedelta

from playwright.sync_api import Page, expect

from live.rooms.models import Room
from live.rooms.states import RoomState
from marketplace.catalogue.models import Batch
from marketplace.orders.models import Order
from tests.fixtures.browsers import PHONE
from tests.fixtures.motion import SHOWS_MOTION
from tests.journeys.camera import FILMS_A_CLOCK, clock_times_seen, seconds_played


def go_live(page: Page, sale_room) -> None:
    page.context.add_init_script(FILMS_A_CLOCK)
    page.goto(f"/studio/{sale_room.pk}/")
    page.get_by_role("button", name="Open the room").click()
    expect(page.locator('live-publisher[data-state="idle"]')).to_be_attached()
    page.get_by_role("button", name="Turn the camera on").click()
    expect(page.locator('live-publisher[data-state="live"]')).to_be_attached(timeout=30_000)


def fill_in_the_address(page: Page) -> None:
    page.get_by_label("Who gets it?").fill("Mei")
    page.get_by_label("Phone for the courier").fill("138 0000 2046")
    page.get_by_label("Province").fill("Zhejiang")
    page.get_by_label("City").fill("Hangzhou")
    page.get_by_label("Street, building, door").fill("Fengqi Road 88, Building 4")


def test_a_host_goes_live_a_shopper_watches_and_buys_and_the_farmer_ships(
    new_page, live_site, farmer, host, follower, sale_room
) -> None:
    at_the_farm = new_page(user=farmer)
    at_the_farm.goto("/sell/")
    bell = at_the_farm.locator("notification-bell [data-count]").first
    expect(bell).to_have_text("1")  # somebody follows

    # The follower hears of it while walking over the fair, and follows the bell into the room.
    at_home = new_page(user=follower, viewport=PHONE)
    at_home.goto("/farms/")
    studio = new_page(user=host)
    go_live(studio, sale_room)
    live_site.wait_for_tasks()
    expect(at_home.locator("notification-bell [data-count]").first).to_have_text("1")
    at_home.goto("/me/notifications/")
    at_home.get_by_role("button", name=re.compile("is live: Picking the east slope")).click()
    expect(at_home).to_have_url(re.compile(f"/live/{sale_room.pk}/$"))

    # The picture moves, and the clock in it is the host's clock of a few seconds ago.
    expect(at_home.locator('live-player[data-state="live"]')).to_be_attached(timeout=30_000)
    assert at_home.evaluate(SHOWS_MOTION)
    first, second, third = clock_times_seen(at_home)
    assert first < second < third
    now = at_home.evaluate("Date.now()")
    assert timedelta(milliseconds=now - third) < timedelta(seconds=30)

    # Words go both ways.
    at_home.get_by_placeholder("Say something…").locator("visible=true").fill("are the small ones sweet too?")
    at_home.keyboard.press("Enter")
    expect(studio.locator("[data-body]", has_text="are the small ones sweet too?").first).to_be_visible()

    # The host shows the crate; the shopper grabs it, pays at the sandbox bank, and finds the order.
    studio.get_by_role("button", name="Show it").click()
    pinned = at_home.locator("[data-sale=pin]")
    expect(pinned.get_by_role("heading", name="Navel oranges")).to_be_visible()
    pinned.get_by_role("button", name="Grab one").click()
    expect(at_home).to_have_url(re.compile("/checkout/$"))
    fill_in_the_address(at_home)
    at_home.get_by_role("button", name=re.compile("^Pay ¥39.90")).click()
    at_home.get_by_role("button", name="Approve").click()
    expect(at_home.get_by_role("heading", name="Thank you. It is yours.")).to_be_visible(timeout=20_000)
    order = Order.objects.get()
    assert (order.total.minor, order.state) == (3990, "paid")
    assert list(Batch.objects.values_list("free", "reserved", "sold")) == [(9, 0, 1)]

    # The farmer's bell rings on the page that was open all the time; the crate goes off.
    live_site.wait_for_tasks()
    expect(bell).to_have_text("2")
    at_the_farm.goto("/me/notifications/")
    at_the_farm.get_by_role("button", name=re.compile(f"Order {order.number} is paid")).click()
    at_the_farm.get_by_role("button", name="Accept").click()
    at_the_farm.get_by_role("button", name="It is packed").click()
    at_the_farm.get_by_label("Carrier").fill("SF Express")
    at_the_farm.get_by_label("Tracking number").fill("SF1029384756")
    at_the_farm.get_by_role("button", name="It is on its way").click()
    at_home.goto("/orders/")
    at_home.get_by_role("link", name=re.compile("^Order of ")).first.click()
    expect(at_home.get_by_text("SF1029384756")).to_be_visible()

    # After the room there is its replay.
    studio.goto(f"/studio/{sale_room.pk}/")
    studio.get_by_role("button", name="Close the room").click()
    studio.get_by_role("button", name="Close it").click()
    replay = new_page(viewport=PHONE)
    wait_for_replay(replay, sale_room)
    assert seconds_played(replay, at_least=1) >= 1
    assert replay.evaluate("document.querySelector('live-player video').duration") > 3


def wait_for_replay(page: Page, sale_room) -> None:
    """The recorder writes the last segments in the background; the room's page says when it is there."""
    page.goto(f"/live/{sale_room.pk}/")
    expect(page.locator('live-player[data-mode="replay"]')).to_be_attached(timeout=30_000)
    assert Room.objects.get(pk=sale_room.pk).state == RoomState.REPLAY
