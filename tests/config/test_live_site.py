from playwright.sync_api import expect

from accounts.models import User


def test_the_site_sees_the_test_database_and_the_browser_sees_the_site(new_page, shopper):
    page = new_page(user=shopper)
    page.goto("/healthz")
    expect(page.locator("body")).to_have_text("ok")
    page.request.post("/theme/", form={"theme": "dark"})
    assert User.objects.get().name == "Mei"
