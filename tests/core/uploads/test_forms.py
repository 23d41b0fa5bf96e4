import pytest
from django import forms
from django.utils.translation import override

from core.localized import LocalizedText
from core.uploads.forms import PictureField
from core.uploads.models import Picture
from tests.factories.uploads import PictureFactory, uploaded

pytestmark = pytest.mark.django_db


class CardForm(forms.Form):
    title = forms.CharField()
    picture = PictureField(required=False)


class StrictForm(forms.Form):
    picture = PictureField()


def kept_by(form: forms.Form) -> str:
    return form["picture"].field.widget.get_context("picture", form["picture"].value(), {})["widget"]["kept"]


def test_an_upload_becomes_a_stored_picture_with_its_words():
    form = CardForm({"title": "x", "picture-alt": "A basket"}, {"picture": uploaded()})
    assert form.is_valid()
    picture = form.cleaned_data["picture"]
    assert (picture, picture.alt) == (Picture.objects.get(), {"en": "A basket"})


def test_a_refused_file_is_an_error_beside_the_field_and_the_words_stay():
    form = CardForm({"title": "x", "picture-alt": "A basket"}, {"picture": uploaded(b"no picture")})
    assert not form.is_valid()
    assert list(form.errors) == ["picture"]
    assert "JPEG, PNG, WebP or AVIF" in form.errors["picture"][0]
    assert 'value="A basket"' in str(form["picture"])


def test_a_mistake_elsewhere_costs_no_second_upload():
    first = CardForm({"title": "", "picture-alt": "A basket"}, {"picture": uploaded()})
    assert list(first.errors) == ["title"]
    again = CardForm({"title": "x", "picture-kept": kept_by(first), "picture-alt": "A basket"})
    assert again.is_valid()
    assert again.cleaned_data["picture"] == Picture.objects.get()


def test_a_picture_can_stay_be_replaced_and_be_taken_away():
    old = PictureFactory()
    kept = kept_by(CardForm(initial={"picture": old.pk}))
    stays = CardForm({"title": "x", "picture-kept": kept}, initial={"picture": old.pk})
    assert stays.is_valid()
    assert stays.cleaned_data["picture"] == old
    assert "picture" not in stays.changed_data
    replaced = CardForm({"title": "x", "picture-kept": kept}, {"picture": uploaded()}, initial={"picture": old.pk})
    assert replaced.is_valid()
    assert replaced.cleaned_data["picture"] not in (None, old)
    removed = CardForm({"title": "x", "picture-kept": kept, "picture-removed": "on"}, initial={"picture": old.pk})
    assert removed.is_valid()
    assert removed.cleaned_data["picture"] is None
    assert "picture" in removed.changed_data


def test_nobody_names_a_picture_that_the_form_did_not_show():
    picture = PictureFactory()
    form = CardForm({"title": "x", "picture-kept": str(picture.pk)})
    assert form.is_valid()
    assert form.cleaned_data["picture"] is None


def test_a_required_picture_is_asked_for_until_there_is_one():
    assert StrictForm({}).errors == {"picture": ["This is still missing."]}
    assert " required" in str(StrictForm()["picture"])
    picture = PictureFactory()
    assert " required" not in str(StrictForm(initial={"picture": picture.pk})["picture"])


def test_words_go_to_the_language_of_the_page():
    picture = PictureFactory(alt=LocalizedText.of("A basket"))
    kept = kept_by(CardForm(initial={"picture": picture.pk}))
    with override("zh-hans"):
        assert CardForm({"title": "x", "picture-kept": kept, "picture-alt": "一篮橙子"}).is_valid()
    picture.refresh_from_db()
    assert picture.alt == LocalizedText.of("A basket", "一篮橙子")
