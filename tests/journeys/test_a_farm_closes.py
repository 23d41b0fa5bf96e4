"""A farmer gives up: blocks somebody on the way, closes the farm, and then leaves the fair."""

import re

from playwright.sync_api import expect

from accounts.models import Exclusion, Organization, User
from core.localized import LocalizedText
from marketplace.orders.models import Order
from marketplace.orders.services.cancelling import cancel_unpaid
from tests.factories.accounts import UserFactory
from tests.factories.orders import farm_of, paid, placed, variant_of
from tests.fixtures.browsers import PHONE


def test_from_the_last_order_to_the_account(new_page, shopper: User) -> None:
    owner = UserFactory(name="Dashan")
    farm = farm_of(owner)
    Organization.objects.filter(pk=farm.pk).update(slug="dashan", name=LocalizedText.of("Dashan Oranges", "大山脐橙"))
    variant = variant_of(farm)
    waiting = placed((variant, 1), buyer=shopper)
    page = new_page(user=owner, viewport=PHONE)

    page.goto("/me/data/erasure/")
    page.get_by_role("link", name=re.compile("only owner of Dashan Oranges")).click()
    page.get_by_role("link", name="Close Dashan Oranges for good").click()
    expect(page.get_by_role("link", name="1 order is not finished.")).to_be_visible()
    expect(page.get_by_role("button", name="Close it for good")).to_have_count(0)

    cancel_unpaid(group=waiting, actor=None, reason="not paid in time")
    page.reload()
    page.get_by_label("Type its name to close it").fill("Dashan")
    page.get_by_role("button", name="Close it for good").click()
    expect(page.get_by_text("That is not its name. It is called Dashan Oranges.")).to_be_visible()
    expect(page.get_by_label("Type its name to close it")).to_have_value("Dashan")
    page.get_by_label("Type its name to close it").fill("Dashan Oranges")
    page.get_by_role("button", name="Close it for good").click()
    expect(page).to_have_url(re.compile("/me/organizations/$"))
    expect(page.get_by_text(re.compile("^Closed on "))).to_be_visible()

    buyer = new_page(user=shopper, viewport=PHONE)
    gone = buyer.goto(f"/products/{variant.product.slug}/")
    assert gone.status == 410
    expect(buyer.get_by_role("heading", level=1)).to_have_text("Dashan Oranges has closed.")
    buyer.goto(f"/orders/{waiting.number}/")
    expect(buyer.get_by_text("Dashan Oranges").first).to_be_visible()

    page.goto("/me/data/erasure/")
    expect(page.get_by_text(re.compile("only owner"))).to_have_count(0)
    assert Order.objects.get().seller.closed_by == owner


def test_a_buyer_is_blocked_from_an_order_and_let_back(new_page, shopper: User) -> None:
    owner = UserFactory(name="Dashan")
    farm = farm_of(owner)
    variant = variant_of(farm)
    order = paid((variant, 1), buyer=shopper).orders.get()
    page = new_page(user=owner, viewport=PHONE)
    page.goto(f"/sell/orders/{order.number}/")
    page.get_by_text("Block this buyer").click()
    page.get_by_label("Why? They read it.").fill("Never picks up")
    page.get_by_role("button", name="Block", exact=True).click()

    buyer = new_page(user=shopper, viewport=PHONE)
    buyer.goto(f"/products/{variant.product.slug}/")
    buyer.get_by_role("button", name="Add", exact=True).click()
    expect(buyer.get_by_text(re.compile("blocked you: Never picks up"))).to_be_visible()

    page.get_by_role("link", name="You blocked this buyer").click()
    page.get_by_role("button", name="Unblock Mei").click()
    expect(page.get_by_text("Mei may write, apply and order again.")).to_be_visible()
    assert not Exclusion.objects.exists()
