import pytest
from django.template import Context, Template
from django.test import RequestFactory

from core.templatetags.components import current, first_sign, icon


@pytest.mark.parametrize(
    ("path", "prefixes", "here"),
    [
        ("/", ("/",), True),
        ("/live/", ("/",), False),
        ("/live/7/", ("/live/",), True),
        ("/products/honey/", ("/farms/", "/products/"), True),
        ("/liveliness/", ("/live/",), False),
    ],
)
def test_current_marks_the_section_of_the_page(path: str, prefixes: tuple[str, ...], here: bool):
    marked = current({"request": RequestFactory().get(path)}, *prefixes)
    assert marked == (' aria-current="page"' if here else "")


def test_current_without_a_request_marks_nothing():
    assert current({}, "/") == ""


@pytest.mark.parametrize(("name", "sign"), [("mei", "M"), ("李大山", "李"), ("  ada", "A"), ("", "")])
def test_first_sign(name: str, sign: str):
    assert first_sign(name) == sign


def test_icon_is_hidden_from_screen_readers_and_escaped():
    assert 'aria-hidden="true"' in icon("bed")
    assert "<script>" not in icon("<script>")


def test_avatar_without_a_picture_shows_the_first_sign():
    html = Template('{% include "components/_avatar.html" with name="Mei" size="l" live=True only %}').render(Context())
    assert '<span class="avatar avatar--l is-live"><span aria-hidden="true">M</span></span>' in html


def test_text_in_components_is_escaped():
    html = Template('{% include "components/_banner.html" with text=text only %}').render(Context({"text": "<b>x</b>"}))
    assert "&lt;b&gt;x&lt;/b&gt;" in html
