import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import connection
from django.template import engines
from django.utils import translation

from accounts.models import Organization
from accounts.states import OrganizationKind
from core.localized import LocalizedText, LocalizedTextField, LocalizedWidget

HONEY = LocalizedText.of("Honey", "蜂蜜")


def test_speaks_the_language_of_the_reader():
    assert str(HONEY) == "Honey"
    assert HONEY.language == "en"
    with translation.override("zh-hans"):
        assert str(HONEY) == "蜂蜜"
        assert HONEY.language == "zh-hans"


def test_speaks_another_language_rather_than_none():
    only_chinese = LocalizedText.of(chinese="蜂蜜")
    assert str(only_chinese) == "蜂蜜"
    assert only_chinese.language == "zh-hans"
    with translation.override("fr"):
        assert str(HONEY) == "Honey"
    with translation.override(None):
        assert str(HONEY) == "Honey"


def test_nothing_is_nothing():
    empty = LocalizedText()
    assert not empty
    assert not LocalizedText({"en": ""})
    assert str(empty) == ""
    assert empty.language == "en"


def test_equal_texts_have_equal_hashes():
    assert len({HONEY, LocalizedText.of("Honey", "蜂蜜"), LocalizedText.of("Tea")}) == 2


def test_is_escaped_like_any_text():
    template = engines["django"].from_string("{{ text }}")
    assert template.render({"text": LocalizedText.of("<b>")}) == "&lt;b&gt;"


@pytest.fixture
def farm(db):
    return Organization.objects.create(kind=OrganizationKind.FARM, slug="honey", name=HONEY)


def test_the_column(farm):
    row = Organization.objects.get(slug="honey")
    assert type(row.name) is LocalizedText
    assert row.name == HONEY
    assert Organization.objects.filter(name__en="Honey").exists()
    assert list(Organization.objects.values_list("name__en", "name__fr")) == [("Honey", None)]


def test_the_column_keeps_characters_readable(farm):
    with connection.cursor() as cursor:
        cursor.execute("SELECT CAST(name AS text) FROM accounts_organization")
        assert set(LocalizedText(__import__("json").loads(cursor.fetchone()[0]))) == {"en", "zh-hans"}


@pytest.mark.parametrize("value", [{"fr": "Miel"}, {"en": 3}, "Honey", ["Honey"]])
def test_the_column_takes_texts_in_our_languages_only(value):
    with pytest.raises(ValidationError):
        LocalizedTextField().clean(value, None)


def test_the_column_wants_one_language_unless_it_may_be_blank():
    with pytest.raises(ValidationError):
        LocalizedTextField().clean(LocalizedText(), None)
    assert LocalizedTextField(blank=True).clean({}, None) == {}
    assert type(LocalizedTextField().clean({"en": "Honey"}, None)) is LocalizedText


def test_survives_migrations():
    _name, _path, args, kwargs = LocalizedTextField(max_length=80).deconstruct()
    assert LocalizedTextField(*args, **kwargs).text_max_length == 80


class NameForm(forms.Form):
    name = LocalizedTextField(max_length=10).formfield()
    about = LocalizedTextField(blank=True).formfield()


def test_the_form_has_a_box_for_each_language():
    form = NameForm(initial={"name": HONEY})
    html = str(form["name"])
    assert 'name="name_en"' in html
    assert 'name="name_zh_hans"' in html
    assert 'value="蜂蜜"' in html
    assert 'lang="zh-hans"' in html
    assert str(form["about"]).count("<textarea") == 2
    assert isinstance(form.fields["name"].widget, LocalizedWidget)


def test_the_form_gives_a_text():
    form = NameForm({"name_en": " Honey ", "name_zh_hans": ""})
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"name": LocalizedText.of("Honey"), "about": LocalizedText()}
    assert type(form.cleaned_data["name"]) is LocalizedText


def test_the_form_wants_one_language_and_no_monsters():
    assert NameForm({"name_en": " "}).errors["name"] == ["Write it in at least one language."]
    assert "name" in NameForm({"name_zh_hans": "蜜" * 11}).errors
    assert NameForm({"name_zh_hans": "蜜" * 10}).is_valid()


def test_the_form_knows_what_changed():
    same = {"name_en": "Honey", "name_zh_hans": "蜂蜜"}
    assert not NameForm(same, initial={"name": HONEY}).has_changed()
    assert NameForm({**same, "name_en": "Tea"}, initial={"name": HONEY}).has_changed()
