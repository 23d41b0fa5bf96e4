import pytest
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError


@pytest.mark.parametrize("typed", ["daji2026!", "Daji-Daji-1", "DajiFarmer88", "大集大集大集2026", "admin-support"])
def test_the_fairs_own_words_are_too_easy(typed):
    with pytest.raises(ValidationError) as refused:
        validate_password(typed)
    assert "password_too_common" in [error.code for error in refused.value.error_list]


@pytest.mark.parametrize(
    "typed", ["daji-orange-hill", "tractor-on-the-farm", "orange-hill-7", "一篮子橙子和三只鹅", "x" * 64, "ab cd ef gh"]
)
def test_others_are_taken_whatever_they_are_made_of(typed):
    assert validate_password(typed) is None


@pytest.mark.parametrize(("length", "is_taken"), [(7, False), (8, True), (64, True), (128, True)])
def test_from_eight_characters_on(length, is_taken):
    typed = ("qzvwkyxj" * 16)[:length]
    if is_taken:
        validate_password(typed)
    else:
        with pytest.raises(ValidationError):
            validate_password(typed)


def test_it_is_explained_once():
    texts = [text for text in password_validators_help_texts() if text]
    assert len(texts) == len(set(texts)) == 4
