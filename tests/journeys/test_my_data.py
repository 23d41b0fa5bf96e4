"""A person takes everything along and leaves: not while an order is open, and then without a trace of the name."""

import json
import re
import zipfile
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import User
from marketplace.orders.models import Order
from marketplace.orders.services.fulfilment import accept, complete_delivered, confirm_arrival, pack, ship
from tests.factories.orders import farm_of, paid, variant_of
from tests.fixtures.browsers import PHONE

LATER = timedelta(days=30)


@pytest.fixture
def order(farmer: User, shopper: User) -> Order:
    return paid((variant_of(farm_of(farmer)), 1), buyer=shopper).orders.get()


@pytest.fixture
def other_order(farmer: User, stranger: User) -> Order:
    return paid((variant_of(farm_of(farmer)), 1), buyer=stranger).orders.get()


def bring_home(order: Order, farmer: User) -> None:
    accept(order=order, actor=farmer)
    pack(order=order, actor=farmer)
    ship(order=order, actor=farmer, carrier="SF", tracking_number="SF1")
    confirm_arrival(order=order, actor=order.group.buyer)
    assert complete_delivered(now=timezone.now() + LATER) == 1


def test_a_person_takes_everything_along_and_leaves(
    new_page, live_site, farmer, shopper, order, other_order, tmp_path
) -> None:
    # Everything, in one archive: packed in the background while the page waits for it.
    mine = new_page(user=shopper, viewport=PHONE)
    mine.goto("/me/")
    mine.get_by_role("link", name="My data").click()
    mine.get_by_role("button", name="Pack my archive").click()
    expect(mine.get_by_text("Your archive is ready.")).to_be_visible(timeout=20_000)
    with mine.expect_download() as download:
        mine.get_by_role("link", name="Download the ZIP").click()
    file = tmp_path / "daji.zip"
    download.value.save_as(file)
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        [bought] = json.loads(archive.read("daji/orders.json"))
        whole = b"".join(archive.read(name) for name in archive.namelist()).decode()
    assert bought["number"] == order.group.number and bought["phone"] == "+8613800002046"
    assert other_order.number not in whole and "stranger@example.com" not in whole

    # While an order is open, the page says why not, and there is no button to press.
    mine.get_by_role("link", name="Erase my account").click()
    expect(mine.get_by_text(f"Order {order.number} is not done yet: Paid.")).to_be_visible()
    expect(mine.get_by_role("button", name="Erase my account")).to_have_count(0)

    # The farm sees whom to send it to, and the number only behind a button.
    seller = new_page(user=farmer)
    seller.goto(f"/sell/orders/{order.number}/")
    expect(seller.get_by_role("heading", level=1)).to_have_text("Mei · Hangzhou")
    seller.get_by_role("button", name=re.compile("^Show")).click()
    expect(seller.get_by_role("link", name="138 0000 2046")).to_be_visible()

    # It arrives, and the account goes: read, ticked, and the password once more.
    bring_home(order, farmer)
    live_site.wait_for_tasks()
    mine.reload()
    mine.get_by_label("I have read this. Erase my account for good.").check()
    mine.get_by_role("button", name="Erase my account").click()
    mine.get_by_label("Password").fill("pass-word-1")
    mine.get_by_role("button", name="Go on").click()
    expect(mine.get_by_text("Your account is gone.")).to_be_visible()
    live_site.wait_for_tasks()

    # Nobody gets in any more, and the farm's order has lost the name and kept the sum.
    mine.goto("/accounts/login/")
    mine.get_by_label("Phone number or e-mail address").fill("shopper@example.com")
    mine.get_by_label("Password", exact=True).fill("pass-word-1")
    mine.get_by_role("button", name="Log in", exact=True).click()
    expect(mine.get_by_text("The address or the password is wrong.")).to_be_visible()
    seller.goto(f"/sell/orders/{order.number}/")
    expect(seller.get_by_role("heading", level=1)).to_have_text("Someone who left · Hangzhou")
    expect(seller.get_by_text("Mei", exact=True)).to_have_count(0)
    expect(seller.get_by_text(str(order.total)).first).to_be_visible()


def test_without_javascript_the_archive_is_a_reload_away(new_page, live_site, shopper) -> None:
    page = new_page(user=shopper, viewport=PHONE, javascript=False)
    page.goto("/me/data/")
    page.get_by_role("button", name="Pack my archive").click()
    live_site.wait_for_tasks()
    page.goto("/me/data/")
    expect(page.get_by_text("Your archive is ready.")).to_be_visible()
