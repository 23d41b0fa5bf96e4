"""`components/_field.html`: label, hint and error belong to the input for those who cannot see them."""

import re

import pytest
from django import forms
from django.template.loader import render_to_string

from core.localized import LocalizedFormField
from core.templatetags.forms import idempotency_key, shape


class SampleForm(forms.Form):
    name = forms.CharField(help_text="The courier reads this out.")
    note = forms.CharField(required=False, widget=forms.Textarea({"class": "diary"}))
    packing = forms.ChoiceField(choices=[("box", "Carton")])
    address = forms.ChoiceField(choices=[("home", "Home"), ("gate", "Gate")], widget=forms.RadioSelect)
    extras = forms.MultipleChoiceField(choices=[("leaf", "Leaf")], widget=forms.CheckboxSelectMultiple, required=False)
    dorm = forms.BooleanField(required=False)
    picture = forms.FileField(required=False)
    title = LocalizedFormField(help_text="One line.")
    secret = forms.CharField(widget=forms.HiddenInput)


def render(name: str, data: dict[str, str] | None = None, **options: object) -> str:
    form = SampleForm(data) if data is not None else SampleForm()
    return render_to_string("components/_field.html", {"field": form[name], **options})


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("name", "single"),
        ("note", "single"),
        ("packing", "single"),
        ("picture", "single"),
        ("address", "choices"),
        ("extras", "choices"),
        ("dorm", "checkbox"),
        ("title", "group"),
    ],
)
def test_shape(name: str, expected: str):
    assert shape(SampleForm()[name]) == expected


def test_hint_describes_the_input():
    html = render("name")
    assert '<label for="id_name">Name</label>' in html
    assert 'aria-describedby="id_name_helptext"' in html
    assert '<span class="hint" id="id_name_helptext">The courier reads this out.</span>' in html
    assert "aria-invalid" not in html


def test_error_describes_the_input_and_typed_text_is_kept():
    html = render("name", {"name": ""})
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_error"' in html
    assert "This is still missing." in html
    assert 'value="Mei"' in render("name", {"name": "Mei"})


def test_a_hint_given_by_the_page_describes_the_input_too():
    assert 'aria-describedby="id_note_helptext"' in render("note", hint="Some with leaves?")


def test_classes_of_the_form_are_kept():
    assert 'class="input diary"' in render("note")
    assert 'class="input input--lg"' in render("name", size="lg")


def test_optional_fields_say_so():
    assert "(if you like)" in render("note")
    assert "(if you like)" not in render("name")


def test_choices_are_a_group_with_a_legend():
    html = render("address", {"address": "moon"})
    assert html.count('class="opt"') == 2
    assert "<legend" in html
    assert 'aria-describedby=" id_address_error"' in html or 'aria-describedby="id_address_error"' in html
    assert html.count('aria-invalid="true"') == 2


def test_checkbox_stands_inside_its_label():
    html = render("dorm", icon="bed")
    assert re.search(r'<label class="opt"><input type="checkbox"[^>]*>', html)
    assert "#bed" in html
    assert 'class="switch"' in render("dorm", switch=True)


def test_localized_field_has_one_box_for_each_language():
    html = render("title", {"title_0": "", "title_1": ""})
    assert html.count('class="input"') == 2
    assert 'lang="zh-hans"' in html
    assert "Write it in at least one language." in html
    assert 'aria-describedby="id_title_helptext id_title_error"' in html


def test_hidden_field_has_no_label():
    assert "<label" not in render("secret")


def test_each_idempotency_key_is_new():
    assert idempotency_key() != idempotency_key()
