"""The admin in Chinese: nothing of the library's frame stays English, and nobody is called 您."""

import gettext
from pathlib import Path

import django
import pytest
import unfold
from django.utils import translation
from django.utils.translation import reloader

from config.staff import texts
from config.translations import catalogue
from config.translations.compile import compile_if_stale
from config.translations.extract import Text, texts_of_file

LIBRARY, DJANGO = Path(unfold.__file__).parent, Path(django.__file__).parent
OURS = set(texts_of_file(Path(texts.__file__)))
# Parts of the library that no page of ours shows: editors of rich text, numeric sliders, nested inlines, its own login.
NOT_SHOWN = (
    "unfold_crispy",
    "contrib/forms",
    "contrib/filters/templates/unfold/filters/filters_numeric",
    "mixins/dataset",
    "mixins/formfield",
    "mixins/nested",
    "templates/admin/login",
    "templates/unfold/components",
    "templates/unfold/helpers/unauthenticated",
)
CONTRIBUTED = ("contrib/filters", "contrib/forms")


def chinese_of_django(*names):
    found = {}
    for name in names:
        with (DJANGO / name / "locale/zh_Hans/LC_MESSAGES/django.mo").open("rb") as file:
            for key, value in gettext.GNUTranslations(file)._catalog.items():
                found[key if isinstance(key, str) else key[0]] = value
    return found


def shown_by_the_library():
    for path in sorted(LIBRARY.rglob("*")):
        name = str(path.relative_to(LIBRARY))
        foreign = name.startswith("contrib") and not name.startswith(CONTRIBUTED)
        if path.suffix in (".py", ".html") and not foreign and not name.startswith(NOT_SHOWN):
            yield from texts_of_file(path)


def test_each_word_of_the_library_is_translated_by_django_or_by_us():
    known = chinese_of_django("conf", "contrib/admin", "contrib/auth", "contrib/admindocs", "contrib/contenttypes",
                              "contrib/humanize", "contrib/sites")  # fmt: skip
    shown = set(shown_by_the_library())
    assert len(shown) > 100
    assert {text for text in shown if text.singular not in known} - OURS == set()


def test_nobody_is_called_by_the_formal_word():
    formal = {text for text, chinese in chinese_of_django("contrib/admin", "contrib/auth").items() if "您" in chinese}
    assert formal
    assert formal - {text.singular for text in OURS} == set()


@pytest.fixture
def own_catalogue(tmp_path, settings):
    before = settings.LOCALE_PATHS
    settings.LOCALE_PATHS = [tmp_path, *before]
    path = tmp_path / "zh_Hans" / "LC_MESSAGES" / "django.po"
    catalogue.update(path, [Text("Home"), Text("Type to search")])
    yield path
    settings.LOCALE_PATHS = before
    reloader.translation_file_changed(sender=None, file_path=path.with_suffix(".mo"))


def test_our_catalogue_goes_before_those_of_the_packages(own_catalogue):
    with translation.override("zh-hans"):
        assert translation.gettext("Home") == "首页"
    text = own_catalogue.read_text()
    for word, chinese in (("Home", "大集首页"), ("Type to search", "输入文字来找")):
        text = text.replace(f'msgid "{word}"\nmsgstr ""', f'msgid "{word}"\nmsgstr "{chinese}"')
    own_catalogue.write_text(text)
    assert compile_if_stale() == [own_catalogue.with_suffix(".mo")]
    with translation.override("zh-hans"):
        assert translation.gettext("Home") == "大集首页"
        assert translation.gettext("Type to search") == "输入文字来找"
