"""How a farm gets its badge: papers sent in on a phone, sent back with a reason, put right, approved, and seen by buyers."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.audit.models import AuditEntry
from accounts.models import User
from accounts.verification.models import Verification
from tests.factories.accounts import UserFactory
from tests.factories.orders import farm_of
from tests.factories.uploads import image_bytes
from tests.factories.verification import LICENCE_NUMBER, moderator
from tests.fixtures.browsers import PHONE

PHOTO = {"name": "licence.png", "mimeType": "image/png", "buffer": image_bytes(size=(640, 480))}
NO_PHOTO = {"name": "letter.jpg", "mimeType": "image/jpeg", "buffer": b"Dear fair, here is my licence."}


@pytest.fixture
def admin(transactional_db) -> User:
    return moderator(name="Fair Wang", email="wang@example.com")


def test_sent_in_sent_back_put_right_and_approved(new_page, live_site, farmer, admin, shopper) -> None:
    farm = farm_of(farmer)
    phone, desk = new_page(user=farmer, viewport=PHONE), new_page(user=admin)

    # The farmer writes down what stands on the licence. A file that is no photo is refused; the words stay.
    phone.goto("/me/organizations/")
    phone.get_by_role("link", name="Verification").click()
    phone.get_by_label("Which licence").select_option("Family farm registration")
    phone.get_by_label("Number on it").fill(LICENCE_NUMBER)
    phone.get_by_label("Name on it").fill("Li Dashan")
    phone.get_by_label("Licence, front").set_input_files([PHOTO, NO_PHOTO])
    phone.get_by_role("button", name="Send it in").click()
    expect(phone.get_by_text("letter.jpg:")).to_be_visible()
    expect(phone.get_by_label("Name on it")).to_have_value("Li Dashan")
    expect(phone.get_by_role("img", name="Licence, front")).to_be_visible()
    phone.get_by_role("button", name="Send it in").click()
    expect(phone.get_by_text("Waiting for our look.")).to_be_visible()

    # The admin's bell leads to the papers.
    live_site.wait_for_tasks()
    desk.goto("/me/notifications/")
    desk.get_by_role("button", name=re.compile("sent in papers. Look at them and decide.")).click()
    expect(desk).to_have_url(re.compile(r"/admin/verification/verification/\d+/change/$"))

    # The admin finds it in the queue, sees papers beside facts, asks for the number, and sends it back with a reason.
    desk.goto("/admin/verification/verification/")
    desk.get_by_role("link", name=str(farm.organization)).first.click()
    expect(desk.get_by_role("img", name="1. Licence, front")).to_be_visible()
    expect(desk.get_by_text("••••2L3X")).to_be_visible()
    desk.get_by_role("button", name="Show the whole number").click()
    expect(desk.get_by_text(LICENCE_NUMBER)).to_be_visible()
    desk.get_by_label("Reason").fill("The last line cannot be read.")
    desk.get_by_label("1. Licence, front").check()
    desk.get_by_role("button", name="Send back with this reason").click()
    expect(desk).to_have_url(re.compile("/admin/verification/verification/$"))
    live_site.wait_for_tasks()

    # The bell tells the farmer why; the next round begins with what was right.
    phone.goto("/me/notifications/")
    phone.get_by_role("button", name=re.compile("came back: The last line cannot be read.")).click()
    expect(phone.get_by_label("Name on it")).to_have_value("Li Dashan")
    expect(phone.get_by_role("img", name="Licence, front")).to_have_count(0)
    phone.get_by_label("Licence, front").set_input_files([PHOTO])
    phone.get_by_role("button", name="Send it in").click()
    expect(phone.get_by_text("Waiting for our look.")).to_be_visible()

    # Before: no badge. The admin sees what was said last time, and approves.
    buyer = new_page(user=shopper, viewport=PHONE)
    buyer.goto(f"/farms/{farm.organization.slug}/")
    expect(buyer.get_by_text("Checked by Daji")).to_have_count(0)
    desk.reload()
    desk.get_by_role("link", name=str(farm.organization)).first.click()
    expect(desk.get_by_text("What we said in round 1")).to_be_visible()
    desk.get_by_label("Valid through").fill((timezone.localdate() + timedelta(days=300)).isoformat())
    desk.get_by_label("Look again on").fill((timezone.localdate() + timedelta(days=150)).isoformat())
    desk.get_by_role("button", name="Approve: the badge appears").click()
    expect(desk).to_have_url(re.compile("/admin/verification/verification/$"))
    buyer.reload()
    expect(buyer.get_by_text("Checked by Daji")).to_be_visible()
    live_site.wait_for_tasks()
    phone.goto("/me/notifications/")
    expect(phone.get_by_text("is checked. The badge stays")).to_be_visible()

    assert list(Verification.objects.order_by("round").values_list("state", flat=True)) == ["refused", "approved"]
    actions = set(AuditEntry.objects.values_list("action", flat=True))
    assert {
        "document.viewed",
        "licence_number.revealed",
        "verification.refused",
        "verification.approved",
    } <= actions


def test_a_new_person_is_invited_joins_and_is_a_member(new_page, live_site, farmer, mailoutbox) -> None:
    farm = farm_of(farmer)
    owner = new_page(user=farmer, viewport=PHONE)
    owner.goto(f"/organizations/{farm.organization.slug}/members/")
    owner.get_by_label("Their phone number or e-mail address").fill("lin@example.com")
    owner.get_by_role("combobox", name="Role").select_option("Host")
    owner.get_by_role("button", name="Send the invitation").click()
    expect(owner.get_by_text("l•••@example.com").first).to_be_visible()
    live_site.wait_for_tasks()
    link = re.search(r"/invitations/\S+/", mailoutbox[0].body).group()

    # Somebody else who got hold of the link is told that it is not theirs.
    other = new_page(user=UserFactory(name="Passer-by"))
    other.goto(link)
    expect(other.get_by_text("This invitation is for l•••@example.com.")).to_be_visible()

    guest = new_page()
    guest.goto(link)
    guest.get_by_role("link", name="I am new here").click()
    guest.get_by_label("What should we call you?").fill("Xiao Lin")
    guest.get_by_label("E-mail address").fill("lin@example.com")
    guest.get_by_label("Password").first.fill("apricot-ladder-17")
    guest.locator("main form").get_by_role("button").last.click()
    expect(guest.get_by_label("The code")).to_be_visible()
    guest.get_by_label("The code").fill(re.search(r"\b\d{6}\b", mailoutbox[1].body).group())
    guest.get_by_role("button", name="Go on").click()
    guest.get_by_role("button", name="Join", exact=True).click()
    expect(guest.get_by_role("heading", level=1)).to_have_text(f"Members of {farm.organization}")
    expect(guest.get_by_role("main").get_by_text("Xiao Lin")).to_be_visible()
