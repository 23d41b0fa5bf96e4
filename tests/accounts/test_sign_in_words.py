"""What the pages of sign-in say: the fair's words in both languages, and minutes that are the settings'."""

import html
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from accounts.adapters import AccountAdapter, SecondFactorAdapter
from config.translations.extract import texts_of_project
from tests.factories.accounts import UserFactory

MINUTES = {"five minutes": 5, "ten minutes": 10}


@pytest.mark.parametrize(
    ("template", "seconds"),
    [
        ("confirm_login_code", settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT),
        ("confirm_email_verification_code", settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT),
        ("confirm_phone_verification_code", settings.ACCOUNT_PHONE_VERIFICATION_TIMEOUT),
        ("confirm_password_reset_code", settings.ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT),
    ],
)
def test_a_page_says_how_long_a_code_is_good(template: str, seconds: int) -> None:
    said = re.findall(r"It is good for (.+?)\.", Path(f"templates/account/{template}.html").read_text())
    assert said
    assert {MINUTES[words] * 60 for words in said} == {seconds}


def test_every_sentence_of_the_adapters_is_in_the_catalogue() -> None:
    """They stand in tables, where the wrong function around them would keep them from being found, without a sound."""
    known = {text.singular for text in texts_of_project()}
    with translation.override("en"):
        for adapter in (AccountAdapter, SecondFactorAdapter):
            theirs = adapter.__mro__[1].error_messages
            ours = {str(text) for code, text in adapter.error_messages.items() if text is not theirs.get(code)}
            assert ours
            assert ours <= known


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    ["/accounts/login/", "/accounts/signup/?by=email", "/accounts/login/code/?by=email", "/accounts/password/reset/"],
)
def test_no_placeholder_says_the_label_again(client: Client, path: str) -> None:
    page = client.get(path).content.decode()
    form = page[page.index("<main") : page.index("</main>")]
    assert "<input" in form
    assert "placeholder=" not in form


@pytest.mark.django_db
def test_a_new_password_has_one_hint(client: Client) -> None:
    client.force_login(UserFactory())
    response = client.get("/accounts/password/change/")
    assert {name: str(field.label) for name, field in response.context["form"].fields.items()} == {
        "oldpassword": "Your password now",
        "password1": "New password",
        "password2": "The new password once more",
    }
    assert response.context["form"].fields["password1"].help_text == (
        "At least 8 characters, and not only digits. Not your name, and nothing that many people use."
    )


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/accounts/signup/", "/accounts/signup/passkey/", "/accounts/login/code/"])
@pytest.mark.parametrize("is_sent", [False, True])
def test_choosing_the_other_way_in_forgets_nobodys_way(client: Client, path: str, is_sent: bool) -> None:
    if is_sent:  # with a mistake in it
        page = client.post(path, {"by": "phone", "next": "/invitations/x/"}).content.decode()
    else:
        page = client.get(path, {"next": "/invitations/x/"}).content.decode()
    nav = page[page.index('<nav class="seg"') :]
    links = re.findall(r'<a href="([^"]+)"', nav[: nav.index("</nav>")])
    ways = [parse_qs(urlsplit(html.unescape(link)).query) for link in links]
    assert ways == [{"next": ["/invitations/x/"]}, {"by": ["email"], "next": ["/invitations/x/"]}]
    shown = client.get(path + html.unescape(links[1]))
    assert shown.context["form"].way_in == "email"
    assert '<input type="hidden" name="next" value="/invitations/x/">' in shown.content.decode()


@pytest.mark.django_db
def test_the_page_of_login_leads_on_with_the_same_aim(client: Client) -> None:
    page = client.get("/accounts/login/", {"next": "/invitations/x/"}).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    for path in ("/accounts/signup/", "/accounts/login/code/"):
        assert f'href="{path}?next=%2Finvitations%2Fx%2F"' in main
