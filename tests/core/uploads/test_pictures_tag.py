import pytest
from django.template import Context, Template

from core.localized import LocalizedText
from core.uploads.models import Picture
from core.uploads.services.formats import make_more_formats
from core.uploads.services.pictures import store_picture
from tests.factories.uploads import image_bytes, uploaded

pytestmark = pytest.mark.django_db


def render(source: str, picture: Picture | None) -> str:
    return Template("{% load pictures %}" + source).render(Context({"pic": picture}))


@pytest.fixture
def picture() -> Picture:
    content = image_bytes((1000, 500))
    return store_picture(uploaded_by=None, file=uploaded(content), alt=LocalizedText.of('A "big" basket'))


def test_the_browser_may_choose_among_all_renditions(picture):
    html = render('{% picture pic sizes="50vw" css_class="thumb" %}', picture)
    stem = picture.url.removesuffix(".webp")
    assert f'srcset="{stem}-320.webp 320w, {stem}-640.webp 640w, {stem}.webp 1000w"' in html
    assert f'src="{stem}-640.webp"' in html
    for part in ('sizes="50vw"', 'width="1000" height="500"', 'loading="lazy"', 'decoding="async"', 'class="thumb"'):
        assert part in html
    assert 'alt="A &quot;big&quot; basket"' in html


def test_decoration_has_an_empty_alt(picture):
    assert 'alt=""' in render('{% picture pic alt="" %}', picture)


def test_the_first_picture_is_fetched_first(picture):
    assert 'loading="eager" decoding="async" fetchpriority="high"' in render(
        '{% picture pic loading="eager" %}', picture
    )


def test_no_picture_is_nothing(picture):
    assert render("{% picture pic %}", None) == ""


def test_once_there_are_other_formats_the_browser_takes_the_first_it_can_read(picture, django_assert_num_queries):
    make_more_formats(picture_id=picture.pk)
    picture.refresh_from_db()
    stem = picture.url.removesuffix(".webp")
    with django_assert_num_queries(0):
        html = render('{% picture pic sizes="50vw" css_class="thumb" %}', picture)
    sources = "".join(
        f'<source type="image/{kind}" srcset="{stem}-320.{kind} 320w, {stem}-640.{kind} 640w, {stem}.{kind} 1000w"'
        ' sizes="50vw">'
        for kind in ("avif", "webp")
    )
    assert html == (
        f'<picture>{sources}<img class="thumb" src="{stem}.jpg" width="1000" height="500"'
        ' alt="A &quot;big&quot; basket" loading="lazy" decoding="async"></picture>'
    )
