"""Dialogs, sheets, toasts and the offline banner, by keyboard, with and without a script, with less motion."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from accounts.models import User
from core.models import Event
from notifications.services.tell import tell
from tests.factories.accounts import UserFactory
from tests.factories.orders import cart_with, variant_of
from tests.factories.recruiting import JobFactory, employer_of
from tests.fixtures.browsers import PHONE

pytestmark = pytest.mark.browser
FOCUSED = "() => document.activeElement.textContent.trim()"
IN_DIALOG = "() => document.activeElement.closest('dialog') !== null || document.activeElement === document.body"


@pytest.mark.parametrize(
    ("opener", "title"), [("Close the stall", "Close the stall?"), ("Open a sheet", "Share this box")]
)
def test_a_dialog_takes_the_keyboard_and_gives_it_back(page, opener: str, title: str):
    page.goto("/design/")
    page.get_by_role("button", name=opener, exact=True).first.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name=title)
    expect(dialog).to_be_visible()
    assert page.evaluate("() => document.querySelector('dialog:modal') !== null")
    for _step in range(5):
        page.keyboard.press("Tab")
        assert page.evaluate(IN_DIALOG)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert page.evaluate(FOCUSED) == opener


def test_a_dialog_is_closed_by_its_own_button_and_by_a_press_beside_it(page):
    page.goto("/design/")
    opener = page.get_by_role("button", name="Close the stall", exact=True).first
    dialog = page.get_by_role("dialog", name="Close the stall?")
    opener.click()
    dialog.get_by_role("button", name="Stay live").click()
    expect(dialog).to_be_hidden()
    opener.click()
    expect(dialog).to_be_visible()
    page.mouse.click(5, 450)
    expect(dialog).to_be_hidden()


def test_without_a_script_it_opens_as_a_popover(new_page):
    page = new_page(javascript=False)
    page.goto("/design/")
    page.get_by_role("button", name="Close the stall", exact=True).first.click()
    expect(page.get_by_role("heading", name="Close the stall?", exact=True).first).to_be_visible()


def test_a_sheet_lies_at_the_foot_of_a_phone(new_page):
    page = new_page(viewport=PHONE, reduced_motion="reduce")
    page.goto("/design/")
    page.get_by_role("button", name="Open a sheet").first.click()
    box = page.get_by_role("dialog", name="Share this box").bounding_box()
    assert (box["x"], box["width"], round(box["y"] + box["height"])) == (0, PHONE["width"], PHONE["height"])


def test_who_wants_less_motion_gets_none(new_page):
    moving = "() => document.getAnimations().filter((a) => a.effect.getComputedTiming().duration > 1).length"
    page = new_page()
    page.goto("/design/")
    assert page.evaluate(moving) > 0
    page = new_page(reduced_motion="reduce")
    page.goto("/design/")
    assert page.evaluate(moving) == 0


def test_no_signal_is_said_for_as_long_as_there_is_none(page):
    page.goto("/design/")
    note = page.locator("offline-note")
    expect(note).to_be_hidden()
    page.context.set_offline(True)
    expect(note).to_contain_text("No signal on the hill.")
    page.context.set_offline(False)
    expect(note).to_be_hidden()


def test_what_was_taken_out_of_the_basket_comes_back_by_undo(new_page, shopper: User, transactional_db: None):
    variant = variant_of(stock=5)
    cart_with((variant, 2), user=shopper)
    page = new_page(user=shopper)
    page.goto("/cart/")
    page.get_by_role("button", name=f"Take out {variant.product.name}").click()
    toast = page.get_by_role("status").filter(has_text="Taken out of your basket.")
    expect(toast).to_be_visible()
    expect(page.locator("main").get_by_text(str(variant.product.name))).to_have_count(0)
    toast.get_by_role("button", name="Undo").click()
    expect(page.locator("main").get_by_text(str(variant.product.name)).first).to_be_visible()
    assert shopper.cart.lines.get().quantity == 2


def test_the_bell_opens_the_newest_with_bones_until_they_come(new_page, shopper: User, transactional_db: None):
    happened = Event.objects.create(name="test.Happened", data={})
    params = {"number": "D7", "total": "¥39.90"}
    tell(users=[shopper], kind="order_paid", event_id=happened.pk, params=params, url="/orders/")
    page = new_page(user=shopper)
    held: list = []
    page.goto("/design/")
    page.route("**/me/notifications/bell/", lambda route: held.append(route))
    bell = page.get_by_role("link", name="Notifications 1")
    bell.click()
    dialog = page.get_by_role("dialog", name="Notifications")
    expect(dialog.locator(".bone").first).to_be_visible()
    held[0].continue_()
    expect(dialog.get_by_role("button", name="D7")).to_be_visible()
    expect(dialog.locator(".bone").first).to_be_hidden()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(bell).to_be_focused()


def test_without_an_answer_the_bell_leads_to_the_list(new_page, shopper: User, transactional_db: None):
    page = new_page(user=shopper)
    page.goto("/design/")
    page.route("**/me/notifications/bell/", lambda route: route.abort())
    page.get_by_role("link", name="Notifications").click()
    expect(page).to_have_url(re.compile("/me/notifications/$"))


def test_without_a_script_the_bell_leads_to_the_list(new_page, shopper: User, transactional_db: None):
    page = new_page(user=shopper, javascript=False)
    page.goto("/design/")
    page.get_by_role("link", name="Notifications").click()
    expect(page).to_have_url(re.compile("/me/notifications/$"))


def test_what_takes_its_time_shows_the_bones_of_what_comes(page):
    held: list = []
    page.goto("/jobs/")
    bones = page.locator("#results-bones")
    expect(bones).to_be_hidden()
    page.route("**/jobs/?*", lambda route: held.append(route))
    page.get_by_role("button", name="Show jobs").click()
    expect(bones.locator(".bone").first).to_be_visible()
    held[0].continue_()
    expect(bones).to_be_hidden()


def test_a_form_that_htmx_sends_says_so_and_is_sent_once(new_page, transactional_db: None):
    job = JobFactory(employer=employer_of(UserFactory()))
    page = new_page()
    held: list = []
    page.goto(f"/jobs/{job.slug}/apply/")
    page.route("**/apply/", lambda route: held.append(route))
    page.get_by_label("Your name").fill("Xiao Wang")
    page.get_by_label("Your phone number").fill("1380013")
    page.get_by_role("button", name="Apply").click()
    busy = page.get_by_role("button", name="Sending…")
    expect(busy).to_be_visible()
    page.get_by_label("Your name").press("Enter")
    assert len(held) == 1
    held[0].continue_()
    expect(page.get_by_text("11 in all")).to_be_visible()
    expect(busy).to_be_hidden()
    assert page.get_by_role("button", name="Apply").get_attribute("aria-busy") is None


def test_a_form_that_got_no_answer_can_be_sent_again(new_page, transactional_db: None):
    job = JobFactory(employer=employer_of(UserFactory()))
    page = new_page()
    page.goto(f"/jobs/{job.slug}/apply/")
    page.route("**/apply/", lambda route: route.abort())
    button = page.get_by_role("button", name="Apply")
    with page.expect_event("requestfailed"):
        button.click()
    expect(button).to_be_enabled()
    with page.expect_event("requestfailed"):
        button.click()
