import pytest
from django.urls import reverse

from accounts.models import Organization
from accounts.services.follows import follow
from accounts.states import Role
from core.localized import LocalizedText
from marketplace.storefronts.models import Chapter, DiaryEntry, Farm, Plot
from tests.factories.accounts import FollowFactory, MembershipFactory
from tests.factories.storefronts import ChapterFactory, DiaryEntryFactory, FarmFactory, PlotFactory, owner_of
from tests.factories.uploads import PictureFactory, uploaded

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, owner):
    client.force_login(owner)
    return client


def pages(farm: Farm) -> dict[str, str]:
    """Every page of the desk that needs a farm."""
    chapter, entry, plot = ChapterFactory(farm=farm), DiaryEntryFactory(farm=farm), PlotFactory(farm=farm)
    return {
        name: reverse(f"storefronts:{name}", args=args)
        for name, args in {
            "chapters": [], "new-chapter": [], "chapter": [chapter.pk],
            "entries": [], "new-entry": [], "entry": [entry.pk],
            "plots": [], "plot": [plot.pk], "profile": [],
        }.items()
    }  # fmt: skip


VERBS = ["chapter-place", "chapter-deletion", "entry-deletion"]


def verbs(farm: Farm) -> list[str]:
    chapter, entry = ChapterFactory(farm=farm), DiaryEntryFactory(farm=farm)
    return [reverse(f"storefronts:{name}", args=[(entry if "entry" in name else chapter).pk]) for name in VERBS]


def test_every_page_opens_in_both_languages(desk, farm):
    for language in ("en", "zh-hans"):
        for url in [*pages(farm).values(), "/sell/"]:
            response = desk.get(url, headers={"Accept-Language": language})
            assert response.status_code == 200, url


def test_members_without_the_role_and_strangers_find_nothing(client, farm, outsider):
    client.force_login(outsider)
    for url in pages(farm).values():
        assert client.get(url).status_code == 404, url
        assert client.post(url, {}).status_code == 404, url
    for url in verbs(farm):
        assert client.post(url).status_code == 404, url
    assert "You have no stall yet" in client.get("/sell/").text


def test_who_is_not_signed_in_is_asked_to(client, farm):
    for url in [*pages(farm).values(), *verbs(farm), "/sell/"]:
        response = client.post(url)
        assert (response.status_code, response.url) == (302, f"/accounts/login/?next={url}")


def test_another_farms_things_are_not_found(desk):
    elsewhere = FarmFactory()
    theirs = {name: url for name, url in pages(elsewhere).items() if name in ("chapter", "entry", "plot")}
    for url in [*theirs.values(), *verbs(elsewhere)]:
        assert desk.post(url, {"title_en": "Mine"}).status_code == 404, url
    assert elsewhere.chapters.count() == 2


def test_verbs_are_for_posts(desk, farm):
    for url in [*verbs(farm), "/sell/farm/choice/"]:
        assert desk.get(url).status_code == 405


def test_a_new_organisation_opens_its_stall_on_the_first_save(client):
    membership = MembershipFactory()
    client.force_login(membership.user)
    assert client.get("/sell/").url == "/sell/farm/"
    assert client.get("/sell/diary/").url == "/sell/farm/"
    assert not Farm.objects.exists()
    response = client.post("/sell/farm/", {"place_en": "Fengjie", "cover": uploaded(), "cover-alt": "The slope"})
    assert (response.status_code, response.url) == (303, "/sell/")
    farm = Farm.objects.get()
    assert (farm.organization, str(farm.place), str(farm.cover.alt)) == (
        membership.organization,
        "Fengjie",
        "The slope",
    )
    assert farm.cover.uploaded_by == membership.user


def test_the_face_of_the_farm_is_changed(desk, farm):
    form = {
        "tagline_en": "Oranges",
        "tagline_zh_hans": "橙子",
        "place_en": "Fengjie",
        "latitude": "31.02",
        "longitude": "109.4",
    }
    response = desk.post("/sell/farm/", form)
    assert (response.status_code, response.url) == (303, f"/farms/{farm.slug}/")
    farm.refresh_from_db()
    assert (farm.tagline, farm.latitude, farm.longitude) == (LocalizedText.of("Oranges", "橙子"), 31.02, 109.4)


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"latitude": "31"}, "longitude", "A place on the map needs both numbers"),
        ({"latitude": "95", "longitude": "1"}, "latitude", "less than or equal to 90"),
        ({"latitude": "north", "longitude": "1"}, "latitude", "Enter a number"),
        ({"tagline_en": "x" * 141}, "tagline", "at most 140 characters"),
    ],
)
def test_a_wrong_face_is_shown_again_with_what_was_typed(desk, farm, wrong, field, sentence):
    response = desk.post("/sell/farm/", {"place_en": "Typed with care", **wrong})
    assert response.status_code == 422
    assert sentence in response.context["form"].errors[field][0]
    assert 'value="Typed with care"' in response.text
    assert sentence in response.text


def test_a_chapter_is_written_moved_and_taken_out(desk, farm):
    for title in ("One", "Two"):
        response = desk.post("/sell/story/new/", {"title_en": title, "body_en": "Text"})
        assert (response.status_code, response.url) == (303, "/sell/story/")
    two = farm.chapters.get(number=2)
    desk.post(f"/sell/story/{two.pk}/place/", {"to": "earlier"})
    assert [str(chapter.title) for chapter in farm.chapters.all()] == ["Two", "One"]
    desk.post(f"/sell/story/{two.pk}/", {"title_en": "Zwei", "body_en": "Text"})
    assert str(farm.chapters.get(number=1).title) == "Zwei"
    desk.post(f"/sell/story/{two.pk}/deletion/")
    assert [(chapter.number, str(chapter.title)) for chapter in farm.chapters.all()] == [(1, "One")]


def test_a_chapter_without_title_keeps_its_text_and_its_picture(desk, farm):
    response = desk.post("/sell/story/new/", {"body_en": "A long evening’s work", "picture": uploaded()})
    assert response.status_code == 422
    assert "Write it in at least one language." in response.text
    assert "A long evening’s work" in response.text
    kept = response.context["form"]["picture"].value()
    assert kept.url_at(kept.width) in response.text
    assert not Chapter.objects.exists()


def test_a_diary_entry_is_written_with_a_picture_and_a_loss(desk, farm, owner):
    plot = PlotFactory(farm=farm)
    form = {"date": "2026-08-31", "title_en": "Hail", "loss": "on", "plot": plot.pk, "picture": uploaded()}
    assert desk.post("/sell/diary/new/", form).status_code == 303
    entry = DiaryEntry.objects.get()
    assert (entry.farm, entry.plot, entry.loss, entry.written_by) == (farm, plot, True, owner)
    assert entry.picture.uploaded_by == owner
    assert desk.post(f"/sell/diary/{entry.pk}/", {"date": "2026-08-31", "title_en": "Rain"}).status_code == 303
    entry.refresh_from_db()
    assert (str(entry.title), entry.loss, entry.plot, entry.picture) == ("Rain", False, None, None)
    desk.post(f"/sell/diary/{entry.pk}/deletion/")
    assert not DiaryEntry.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"date": "2999-01-01"}, "date", "That day has not come yet."),
        ({"date": "yesterday"}, "date", "Enter a valid date."),
        ({"title_en": ""}, "title", "Write it in at least one language."),
        ({"plot": "999999"}, "plot", "Select a valid choice"),
        ({"picture": uploaded(b"no picture", "x.jpg")}, "picture", "no picture that we can read"),
    ],
)
def test_a_wrong_entry_comes_back_as_typed(desk, farm, wrong, field, sentence):
    response = desk.post(
        "/sell/diary/new/", {"date": "2026-08-31", "title_en": "Hail", "body_en": "Twelve minutes", **wrong}
    )
    assert response.status_code == 422
    assert sentence in response.context["form"].errors[field][0]
    assert "Twelve minutes" in response.text
    assert not DiaryEntry.objects.exists()


def test_another_farms_plot_cannot_be_chosen(desk):
    elsewhere = PlotFactory()
    response = desk.post("/sell/diary/new/", {"date": "2026-08-31", "title_en": "Hail", "plot": elsewhere.pk})
    assert response.status_code == 422


def test_plots_are_listed_added_and_renamed(desk, farm):
    assert desk.post("/sell/plots/", {"name_en": "East slope"}).status_code == 303
    plot = Plot.objects.get()
    desk.post(f"/sell/plots/{plot.pk}/", {"name_en": "West slope"})
    assert "West slope" in desk.get("/sell/plots/").text
    assert farm.plots.count() == 1


def test_a_form_sent_twice_is_done_once(desk, farm):
    form = {"title_en": "One", "body_en": "Text", "idempotency_key": "one-key"}
    first, again = (desk.post("/sell/story/new/", form) for _ in range(2))
    assert (first.status_code, again.status_code, farm.chapters.count()) == (303, 303, 1)
    assert desk.post("/sell/story/new/", {**form, "title_en": "Other"}).status_code == 409


def test_somebody_with_several_farms_chooses_one(desk, owner, farm):
    other = FarmFactory(owner=owner)
    assert desk.get("/sell/").context["farm"] == farm
    desk.post("/sell/farm/choice/", {"farm": other.slug})
    assert desk.get("/sell/").context["farm"] == other
    assert desk.post("/sell/farm/choice/", {"farm": FarmFactory().slug}).status_code == 404
    assert desk.get("/sell/").context["farm"] == other


def test_a_farm_that_was_lost_is_no_longer_chosen(desk, owner, farm):
    other = FarmFactory(owner=owner)
    desk.post("/sell/farm/choice/", {"farm": other.slug})
    other.organization.memberships.update(role=Role.STAFF)
    assert desk.get("/sell/").context["farm"] == farm


def test_today_counts_followers(desk, farm, shopper):
    follow(user=shopper, organization=farm.organization)
    response = desk.get("/sell/")
    assert response.context["followers_count"] == 1
    assert shopper.name in response.text


@pytest.mark.parametrize("url", ["/sell/", "/sell/story/", "/sell/diary/", "/sell/plots/"])
def test_one_or_three_rows_cost_the_same_queries(
    desk, farm, url, django_assert_num_queries, django_assert_max_num_queries
):
    def fill() -> None:
        ChapterFactory(farm=farm, picture=PictureFactory())
        DiaryEntryFactory(farm=farm, picture=PictureFactory(), plot=PlotFactory(farm=farm))
        FollowFactory(organization=farm.organization, user__avatar=PictureFactory())

    fill()
    with django_assert_max_num_queries(14) as captured:
        desk.get(url)
    cost = len(captured.captured_queries)
    fill()
    fill()
    with django_assert_num_queries(cost):
        desk.get(url)


def test_the_owner_fixture_owns(farm, owner):
    assert owner_of(farm) == owner
    assert Organization.objects.filter(memberships__user=owner, memberships__role=Role.OWNER).get() == farm.organization
