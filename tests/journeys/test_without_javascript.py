"""The same jobs on a phone without JavaScript, wherever moving pictures are not the point."""

import re

import pytest
from playwright.sync_api import expect

from live.chat.models import Message
from live.rooms.services import open_room
from marketplace.orders.models import Order
from marketplace.sale_rooms.services.shelf import pin
from tests.fixtures.browsers import PHONE
from tests.journeys.test_a_farm_sells_live import fill_in_the_address


@pytest.fixture
def open_sale_room(sale_room, farmer):
    open_room(room=sale_room.room, actor=farmer)
    pin(item=sale_room.shelf.get(), actor=farmer)
    sale_room.room.refresh_from_db()
    return sale_room


def test_a_guest_buys_the_pinned_crate(new_page, live_site, open_sale_room) -> None:
    page = new_page(viewport=PHONE, javascript=False)
    page.goto("/")
    page.get_by_role("link", name="Picking the east slope").first.click()
    page.locator("[data-sale=pin]").get_by_role("button", name="Grab one").click()
    fill_in_the_address(page)
    page.get_by_role("button", name=re.compile("^Pay ¥39.90")).click()
    page.get_by_role("button", name="Approve").click()
    live_site.wait_for_tasks()
    page.reload()
    expect(page.get_by_role("heading", name="Thank you. It is yours.")).to_be_visible()
    assert Order.objects.get().state == "paid"


def test_a_wrong_phone_number_keeps_what_was_typed_and_says_what_is_missing(new_page, open_sale_room) -> None:
    page = new_page(viewport=PHONE, javascript=False)
    page.goto(f"/live/{open_sale_room.pk}/")
    page.locator("[data-sale=pin]").get_by_role("button", name="Grab one").click()
    fill_in_the_address(page)
    page.get_by_label("Phone for the courier").fill("138 0000 204")
    page.get_by_role("button", name=re.compile("^Pay")).click()
    expect(page.get_by_text("One number is missing. 11 in all.")).to_be_visible()
    expect(page.get_by_label("Street, building, door")).to_have_value("Fengqi Road 88, Building 4")
    assert not Order.objects.exists()


def test_a_shopper_speaks_in_the_room_and_the_host_deletes_it(new_page, open_sale_room, shopper, farmer) -> None:
    page = new_page(user=shopper, viewport=PHONE, javascript=False)
    page.goto(f"/live/{open_sale_room.pk}/")
    page.get_by_placeholder("Say something…").locator("visible=true").first.fill("<b>hello</b> Doudou")
    page.get_by_role("button", name="Send").locator("visible=true").first.click()
    said = page.get_by_text("<b>hello</b> Doudou")  # as it was typed: text, not markup
    expect(said.first).to_be_visible()

    at_the_farm = new_page(user=farmer, javascript=False)
    at_the_farm.goto(f"/live/{open_sale_room.pk}/")
    panel = at_the_farm.locator(".room__chatpanel")
    panel.get_by_role("button", name="Moderate this message").click()
    panel.get_by_role("button", name="Take away").click()
    expect(at_the_farm.get_by_text("Doudou")).to_have_count(0)
    page.goto(f"/live/{open_sale_room.pk}/")
    expect(said).to_have_count(0)
    message = Message.objects.get()
    assert (message.body, message.deleted_by) == ("<b>hello</b> Doudou", farmer)


def test_following_and_switching_the_language(new_page, open_sale_room, shopper) -> None:
    page = new_page(user=shopper, viewport=PHONE, javascript=False)
    farm = open_sale_room.room.organization
    page.goto(f"/farms/{farm.slug}/")
    page.get_by_role("button", name="Follow", exact=True).first.click()
    expect(page.get_by_role("button", name="Following").first).to_be_visible()
    assert shopper.follows.count() == 1
