import datetime

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from core.localized import LocalizedText
from marketplace.storefronts.models import Chapter
from tests.factories.accounts import UserFactory
from tests.factories.orders import batch_of, farm_of, placed, variant_of
from tests.factories.sale_rooms import shelf_item

pytestmark = pytest.mark.django_db


def stock_the_fair(rows: int) -> None:
    for _row in range(rows):
        item = shelf_item(host=UserFactory())
        farm = item.variant.product.farm
        Chapter.objects.create(
            farm=farm, number=1, title=LocalizedText.of("One"), body=LocalizedText.of("I came home.")
        )
        batch_of(variant_of(farm, stock=0), stock=3, harvested_on=timezone.localdate())


@pytest.mark.parametrize("rows", [1, 3])
def test_the_front_page_costs_the_same_with_one_of_each_and_with_three(
    client: Client, rows: int, django_assert_num_queries
) -> None:
    stock_the_fair(rows)
    client.get("/")
    with django_assert_num_queries(FAIR_QUERIES):
        response = client.get("/")
    fair = response.context["fair"]
    assert (len(fair.rooms), len(fair.stories), fair.pulse.live) == (rows, rows, rows)


FAIR_QUERIES = 10


def test_an_empty_fair_shows_no_empty_shelves(client: Client) -> None:
    html = client.get("/").content.decode()
    assert "The fair is open." in html
    assert "Fresh this week" not in html
    assert "0 rooms live" in html


def test_only_this_weeks_harvests_that_are_still_there_are_counted(client: Client) -> None:
    today = timezone.localdate()
    farm = farm_of()
    batch_of(variant_of(farm, stock=0), stock=3, harvested_on=today)
    batch_of(variant_of(farm, stock=0), stock=0, harvested_on=today)
    batch_of(variant_of(farm, stock=0), stock=3, harvested_on=today - datetime.timedelta(days=7))
    assert client.get("/").context["fair"].pulse.harvests == 1


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_front_page_in_both_languages(client: Client, language: str) -> None:
    stock_the_fair(1)
    html = client.get("/", headers={"Accept-Language": language}).content.decode()
    assert ("东坡摘果" if language == "zh-hans" else "Picking the east slope") in html


def test_me_shows_my_things_and_asks_a_guest_to_log_in(client: Client, shopper: User, stranger: User) -> None:
    assert client.get("/me/").url == "/accounts/login/?next=/me/"
    group = placed((variant_of(), 1), buyer=shopper)
    client.force_login(stranger)
    assert group.number not in client.get("/me/").content.decode()
    client.force_login(shopper)
    assert group.number in client.get("/me/").content.decode()
