"""Pages of one person: no copy is kept on the way to them or in their browser, and logging out clears what is."""

import pytest


@pytest.mark.parametrize(
    "path", ["/me/", "/me/security/", "/accounts/email/", "/orders/", "/cart/", "/hire/", "/sell/"]
)
def test_what_belongs_to_one_person_is_kept_nowhere(client, shopper, path):
    client.force_login(shopper)
    kept = client.get(path)["Cache-Control"]
    assert "no-store" in kept
    assert "private" in kept


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/farms/", "/jobs/"])
def test_what_everybody_sees_may_be_kept_by_a_browser(client, path):
    assert "no-store" not in client.get(path).get("Cache-Control", "")


def test_nothing_stays_behind_on_logging_out(client, shopper):
    client.force_login(shopper)
    assert "Clear-Site-Data" not in client.get("/accounts/logout/")
    assert client.post("/accounts/logout/")["Clear-Site-Data"] == '"storage"'
    assert "Clear-Site-Data" not in client.post("/accounts/logout/")
