import pytest
from playwright.sync_api import expect

from core.localized import LocalizedText
from core.money import Money
from marketplace.orders.models import CartLine
from marketplace.storefronts.models import DiaryEntry
from tests.factories.catalogue import BatchFactory, VariantFactory
from tests.factories.storefronts import FarmFactory, owner_of
from tests.factories.uploads import image_bytes
from tests.fixtures.browsers import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_another_size_changes_price_stock_origin_and_what_is_bought(new_page, javascript):
    small = BatchFactory(free=7, variant__name=LocalizedText.of("2 kg"), variant__weight_grams=2000).variant
    large = VariantFactory(product=small.product, name=LocalizedText.of("9 kg"), price=Money(7200), weight_grams=9000)
    BatchFactory(variant=large, free=3, code="LARGE-1")
    page = new_page(viewport=PHONE, javascript=javascript)
    page.goto(small.product.get_absolute_url())
    expect(page.get_by_text("7 left", exact=True)).to_be_visible()
    page.get_by_role("link", name="9 kg").click()
    expect(page.get_by_text("3 left", exact=True)).to_be_visible()
    expect(page.locator("#stickybuy").get_by_role("button", name="Buy now · ¥72.00")).to_be_visible()
    expect(page.get_by_role("heading", name="Batch LARGE-1")).to_be_visible()
    page.locator("#stickybuy").get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("basket")
    assert CartLine.objects.get().variant == large


def test_a_farmer_writes_in_the_diary_with_one_hand_and_no_script(new_page, live_site):
    farm = FarmFactory()
    page = new_page(user=owner_of(farm), viewport=PHONE, javascript=False)
    page.goto("/sell/")
    page.get_by_role("link", name="Write week").click()
    page.locator("[name=title_en]").fill("Hail")
    page.locator("[name=picture]").set_input_files(
        {"name": "hail.jpg", "mimeType": "image/jpeg", "buffer": image_bytes((640, 480), "JPEG")}
    )
    page.locator("[name=loss]").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Loss noted")).to_be_visible()
    entry = DiaryEntry.objects.get()
    assert (str(entry.title), entry.loss, entry.picture.width) == ("Hail", True, 640)
    page.goto(f"/farms/{farm.slug}/")
    expect(page.locator("#diary img")).to_be_visible()
    assert page.locator("#diary img").evaluate("async image => (await image.decode(), image.naturalWidth)") > 0
