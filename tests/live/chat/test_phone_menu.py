"""On a phone a reader taps a line over the video, and no longer reads who wrote it: without leaving the room."""

import re

from playwright.sync_api import Page, expect

from accounts.models import PersonBlock, User
from live.chat.services.messages import post_message
from live.rooms.models import Room
from tests.factories.accounts import UserFactory
from tests.factories.sale_rooms import sale_room_of
from tests.factories.storefronts import FarmFactory, owner_of
from tests.fixtures.browsers import PHONE


def open_room_of_a_farm() -> Room:
    farm = FarmFactory()
    return sale_room_of(farm, host=owner_of(farm), state="open").room


def say(room: Room, author: User, body: str) -> None:
    post_message(room=room, author=author, body=body, client_id=body)


def line_over_the_video(page: Page, words: str):
    return page.locator("room-chat[data-live-part=chat-low] .line", has_text=words)


def test_a_reader_blocks_who_wrote_a_line(new_page, shopper: User) -> None:
    room, loud, kind = open_room_of_a_farm(), UserFactory(name="Loud"), UserFactory(name="Kind")
    say(room, loud, "Buy from me instead")
    page = new_page(user=shopper, viewport=PHONE)
    page.goto(f"/live/{room.pk}/")
    say(room, loud, "And cheaper")  # a line that came by the socket has its menu too
    say(room, shopper, "My own words")
    expect(line_over_the_video(page, "My own words")).to_be_visible()
    expect(line_over_the_video(page, "My own words").get_by_role("link")).to_have_count(0)
    words = line_over_the_video(page, "And cheaper").locator("[data-body]").bounding_box()
    page.touchscreen.tap(words["x"] + words["width"] / 2, words["y"] + words["height"] / 2)  # not on the name
    menu = page.locator(".dialog:popover-open")
    expect(menu.get_by_role("heading")).to_have_text("Loud")
    menu.get_by_role("button", name="Block").click()
    expect(page.get_by_text("You no longer read what Loud writes.")).to_be_visible()
    for words in ("Buy from me instead", "And cheaper"):
        expect(page.locator(".line", has_text=words)).to_have_count(0)
    say(room, loud, "Can you hear me")
    say(room, kind, "Good oranges")
    expect(line_over_the_video(page, "Good oranges")).to_be_visible()
    expect(page.locator(".line", has_text="Can you hear me")).to_have_count(0)
    expect(page).to_have_url(re.compile(rf"/live/{room.pk}/$"))
    assert PersonBlock.objects.get().person == loud


def test_without_a_script_the_name_leads_to_the_person(new_page, shopper: User) -> None:
    room, loud = open_room_of_a_farm(), UserFactory(name="Loud")
    say(room, loud, "Buy from me instead")
    page = new_page(user=shopper, viewport=PHONE, javascript=False)
    page.goto(f"/live/{room.pk}/")
    line_over_the_video(page, "Buy from me instead").get_by_role("link", name="Loud").click()
    expect(page).to_have_url(re.compile(rf"/people/{loud.pk}/$"))
    page.get_by_role("button", name="Block").click()
    page.goto(f"/live/{room.pk}/")
    expect(page.locator(".line", has_text="Buy from me instead")).to_have_count(0)


def test_guests_hosts_and_who_keeps_order_have_no_such_menu(new_page, shopper: User) -> None:
    room = open_room_of_a_farm()
    say(room, shopper, "Hello")
    say(room, room.host, "Welcome")
    guest = new_page(viewport=PHONE)
    guest.goto(f"/live/{room.pk}/")
    expect(line_over_the_video(guest, "Hello")).to_be_visible()
    expect(guest.locator("room-chat[data-live-part=chat-low] a")).to_have_count(0)
    reader = new_page(user=UserFactory(), viewport=PHONE)
    reader.goto(f"/live/{room.pk}/")
    expect(line_over_the_video(reader, "Hello").get_by_role("link")).to_have_count(1)
    expect(line_over_the_video(reader, "Welcome").get_by_role("link")).to_have_count(0)
