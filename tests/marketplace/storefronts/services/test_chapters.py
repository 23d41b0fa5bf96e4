import pytest

from core.errors import NotAllowed
from core.localized import LocalizedText
from marketplace.storefronts.models import Farm
from marketplace.storefronts.services.chapters import add_chapter, change_chapter, delete_chapter, move_chapter
from tests.factories.storefronts import ChapterFactory

pytestmark = pytest.mark.django_db


def words(text: str) -> dict:
    return {"title": LocalizedText.of(text), "body": LocalizedText.of("Body")}


def story(farm: Farm) -> list[tuple[int, str]]:
    return [(chapter.number, str(chapter.title)) for chapter in farm.chapters.all()]


@pytest.fixture
def told(farm, owner) -> Farm:
    for title in "abc":
        add_chapter(farm=farm, actor=owner, **words(title))
    return farm


def test_chapters_follow_each_other(told):
    assert story(told) == [(1, "a"), (2, "b"), (3, "c")]


@pytest.mark.parametrize(
    ("title", "by", "after"),
    [("b", -1, "bac"), ("b", 1, "acb"), ("a", -1, "abc"), ("c", 1, "abc"), ("a", 1, "bac"), ("c", -1, "acb")],
)
def test_a_chapter_moves_and_stays_within_the_story(told, owner, title, by, after):
    move_chapter(chapter=told.chapters.get(title__en=title), actor=owner, by=by)
    assert story(told) == list(enumerate(after, start=1))


def test_deleting_leaves_no_gap(told, owner):
    delete_chapter(chapter=told.chapters.get(number=1), actor=owner)
    assert story(told) == [(1, "b"), (2, "c")]


def test_a_chapter_is_rewritten_in_place(told, owner):
    change_chapter(chapter=told.chapters.get(number=2), actor=owner, **words("new"))
    assert story(told) == [(1, "a"), (2, "new"), (3, "c")]


def test_others_write_nothing(farm, outsider):
    chapter = ChapterFactory(farm=farm)
    before = story(farm)
    for verb, arguments in [
        (add_chapter, {"farm": farm, **words("x")}),
        (change_chapter, {"chapter": chapter, **words("x")}),
        (move_chapter, {"chapter": chapter, "by": 1}),
        (delete_chapter, {"chapter": chapter}),
    ]:
        with pytest.raises(NotAllowed):
            verb(actor=outsider, **arguments)
    assert story(farm) == before
