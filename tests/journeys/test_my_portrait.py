"""A person chooses a portrait, sees it before it is sent, and takes it away again."""

import pytest
from playwright.sync_api import expect

from accounts.models import User
from tests.factories.uploads import image_bytes
from tests.fixtures.browsers import PHONE

FILE = {"name": "me.png", "mimeType": "image/png", "buffer": image_bytes((400, 300))}
NO_PICTURE = {"name": "me.png", "mimeType": "image/png", "buffer": b"no picture"}


@pytest.mark.parametrize("javascript", [True, False])
def test_a_person_chooses_a_portrait_and_takes_it_away(new_page, live_site, shopper: User, javascript: bool) -> None:
    mine = new_page(user=shopper, viewport=PHONE, javascript=javascript)
    mine.goto("/me/profile/")
    portrait = mine.locator(".portrait .avatar")
    expect(portrait).to_have_text("M")
    mine.get_by_label("Portrait").set_input_files(NO_PICTURE)
    mine.get_by_role("button", name="Save").click()
    expect(mine.get_by_text("This is no picture that we can read.")).to_be_visible()
    expect(portrait).to_have_text("M")

    mine.get_by_label("Portrait").set_input_files(FILE)
    if javascript:
        expect(portrait.locator("img[src^='blob:']")).to_be_visible()
    mine.get_by_role("button", name="Save").click()
    expect(mine.get_by_text("Saved.")).to_be_visible()
    expect(portrait.locator("img:not([src^='blob:'])")).to_be_visible()

    mine.goto("/me/")
    expect(mine.locator("main .avatar img")).to_be_visible()

    mine.goto("/me/profile/")
    mine.get_by_label("Take my portrait away").check()
    mine.get_by_role("button", name="Save").click()
    expect(portrait).to_have_text("M")
