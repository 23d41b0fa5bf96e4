import datetime
import json
import re

import pytest
from django.utils import timezone

from accounts.services.follows import follow
from core.localized import LocalizedText
from live.rooms.models import Room
from live.rooms.states import RoomState
from marketplace.storefronts.models import Farm
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.catalogue import BatchFactory, ProductFactory, VariantFactory
from tests.factories.storefronts import ChapterFactory, DiaryEntryFactory, FarmFactory, PlotFactory
from tests.factories.uploads import PictureFactory

pytestmark = pytest.mark.django_db


def open_room(farm: Farm) -> Room:
    now = timezone.now()
    return Room.objects.create(
        organization=farm.organization,
        host=UserFactory(),
        kind="sale",
        title=LocalizedText.of("Cutting one open"),
        state=RoomState.OPEN,
        starts_at=now,
        opened_at=now,
    )


def fill(farm: Farm) -> None:
    plot = PlotFactory(farm=farm)
    ChapterFactory(farm=farm, picture=PictureFactory())
    DiaryEntryFactory(farm=farm, plot=plot, picture=PictureFactory())
    MembershipFactory(organization=farm.organization, user__avatar=PictureFactory())
    product = ProductFactory(farm=farm, picture=PictureFactory())
    BatchFactory(variant=VariantFactory(product=product), plot=plot)


def structured_data(html: str) -> dict:
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1])


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("path", ["/farms/", "/farms/{}/", "/farms/{}/story/", "/farms/{}/diary/"])
def test_pages_speak_both_languages(client, farm, path, language):
    fill(farm)
    response = client.get(path.format(farm.slug), headers={"Accept-Language": language})
    assert response.status_code == 200
    assert farm.organization.name.in_language(language) in response.text


def test_an_unknown_farm_is_not_found(client):
    for path in ("/farms/nobody/", "/farms/nobody/story/", "/farms/nobody/diary/"):
        assert client.get(path).status_code == 404


def test_pages_of_a_farm_that_has_written_nothing(client, farm):
    for path in ("", "story/", "diary/"):
        assert client.get(f"/farms/{farm.slug}/{path}").status_code == 200


def test_the_farm_page_tells_all(client, farm):
    fill(farm)
    html = client.get(f"/farms/{farm.slug}/").text
    for text in (farm.tagline, farm.place, farm.chapters.get().title, farm.diary.get().title, farm.plots.get().name):
        assert str(text) in html
    assert farm.organization.memberships.get().user.name in html
    assert str(farm.products.get().name) in html
    assert farm.products.get().variants.get().batches.get().code in html


def test_a_loss_is_told(client, farm):
    DiaryEntryFactory(farm=farm, loss=False)
    assert "Loss noted" not in client.get(f"/farms/{farm.slug}/").text
    DiaryEntryFactory(farm=farm, loss=True)
    assert "Loss noted" in client.get(f"/farms/{farm.slug}/").text


def test_being_live_shows_and_links_to_the_room(client, farm):
    assert "Live now" not in client.get(f"/farms/{farm.slug}/").text.split("<footer")[0]
    room = open_room(farm)
    html = client.get(f"/farms/{farm.slug}/").text
    assert "badge--live" in html
    assert f'href="{room.get_absolute_url()}"' in html
    assert "badge--live" in client.get("/farms/").text


def test_live_farms_stand_first(client, farm):
    other = FarmFactory()
    open_room(other)
    assert list(client.get("/farms/").context["page"]) == [other, farm]


def test_the_follow_button_knows_who_follows(client, farm, shopper):
    assert "/accounts/login/?next=/farms/" in client.get(f"/farms/{farm.slug}/").text
    client.force_login(shopper)
    assert 'name="follow" value="1"' in client.get(f"/farms/{farm.slug}/").text
    follow(user=shopper, organization=farm.organization)
    html = client.get(f"/farms/{farm.slug}/").text
    assert 'name="follow" value="0"' in html
    assert "<b>1</b> follower" in html


def test_structured_data_says_what_the_page_says(client, farm):
    Farm.objects.update(
        tagline=LocalizedText.of("</script><script>alert(1)</script>"),
        latitude=31.02,
        longitude=109.46,
        cover=PictureFactory(),
    )
    farm.refresh_from_db()
    html = client.get(f"/farms/{farm.slug}/").text
    assert "<script>alert(1)" not in html
    assert structured_data(html) == {
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": str(farm.organization.name),
        "url": f"http://testserver/farms/{farm.slug}/",
        "slogan": "</script><script>alert(1)</script>",
        "image": f"http://testserver{farm.cover.url}",
        "location": {
            "@type": "Place",
            "name": "Fengjie, Chongqing",
            "geo": {"@type": "GeoCoordinates", "latitude": 31.02, "longitude": 109.46},
        },
    }


def test_what_farmers_write_is_shown_as_text(client, farm):
    attack = LocalizedText.of("<img src=x onerror=alert(1)>")
    ChapterFactory(farm=farm, title=attack, body=attack)
    DiaryEntryFactory(farm=farm, title=attack, body=attack, crop=attack, weather=attack)
    for path in ("", "story/", "diary/"):
        assert "<img src=x" not in client.get(f"/farms/{farm.slug}/{path}").text


def test_the_diary_has_pages_newest_first(client, farm):
    for number in range(25):
        DiaryEntryFactory(farm=farm, date=datetime.date(2026, 1, 1) + datetime.timedelta(days=number))
    first = list(client.get(f"/farms/{farm.slug}/diary/").context["page"])
    second = list(client.get(f"/farms/{farm.slug}/diary/?page=2").context["page"])
    assert (len(first), len(second)) == (20, 5)
    assert [entry.date for entry in first + second] == sorted((e.date for e in farm.diary.all()), reverse=True)
    assert client.get(f"/farms/{farm.slug}/diary/?page=nonsense").status_code == 200


@pytest.mark.parametrize("path", ["/farms/{}/", "/farms/{}/story/", "/farms/{}/diary/"])
def test_one_or_three_of_everything_cost_the_same_queries(client, farm, path, django_assert_num_queries):
    url = path.format(farm.slug)
    costs = {"/farms/{}/": 7, "/farms/{}/story/": 2, "/farms/{}/diary/": 3}
    open_room(farm)
    fill(farm)
    with django_assert_num_queries(costs[path]):
        client.get(url)
    fill(farm)
    fill(farm)
    with django_assert_num_queries(costs[path]):
        client.get(url)


def test_one_or_three_farms_cost_the_same_queries(client, farm, django_assert_num_queries):
    with django_assert_num_queries(2):
        client.get("/farms/")
    for _ in range(2):
        open_room(FarmFactory(cover=PictureFactory()))
    with django_assert_num_queries(2):
        client.get("/farms/")
