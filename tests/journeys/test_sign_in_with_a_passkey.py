"""Passkeys with Chromium's virtual authenticator, the codes of an app, and a recovery code."""

import re
import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import expect

from accounts.models import User
from tests.accounts.codes import code_in, texts_to
from tests.fixtures.browsers import PHONE

NUMBER = "+8613912340001"


def with_authenticator(page):
    """A telephone that says yes: its own keys, its owner at the screen. On `localhost`, since a key belongs to a name."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    cdp.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {**options, "isUserVerified": True, "automaticPresenceSimulation": True}},
    )
    return page


@pytest.fixture
def home(live_site, settings, tmp_path) -> str:
    settings.DAJI_SMS_FOLDER = tmp_path
    return live_site.url.replace("127.0.0.1", "localhost")


def test_a_worker_joins_with_a_passkey_and_comes_back_with_it(new_page, home: str) -> None:
    page = with_authenticator(new_page(viewport=PHONE))
    page.goto(f"{home}/accounts/signup/")
    page.get_by_role("link", name="Join with a passkey").click()
    page.get_by_label("What should we call you?").fill("Lao Zhou")
    page.get_by_label("Phone number").fill("139 1234 0001")
    page.get_by_role("button", name="Send me a code").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Type the code")
    page.get_by_label("The code").fill(code_in(texts_to(NUMBER)[-1]))
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your passkey")
    page.get_by_role("button", name="Make the passkey").click()
    page.wait_for_url(f"{home}/me/")
    zhou = User.objects.get()
    assert (str(zhou.phone), zhou.phone_verified, zhou.has_usable_password()) == (NUMBER, True, False)
    assert Authenticator.objects.get(user=zhou, type="webauthn").wrap().is_passwordless is True

    page.context.clear_cookies()
    page.goto(f"{home}/accounts/login/")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(f"{home}/me/")
    page.goto(f"{home}/me/security/")
    expect(page.get_by_text("Passkey 1")).to_be_visible()


def test_a_passkey_of_nobody_here_lets_nobody_in(new_page, home: str) -> None:
    page = with_authenticator(new_page())
    page.goto(f"{home}/accounts/login/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_text("That did not work. Nothing has changed; try again, or take another way.")).to_be_visible()


def log_in(page, home: str) -> None:
    page.goto(f"{home}/accounts/login/")
    page.get_by_label("Phone number or e-mail address").fill("wu@example.com")
    page.get_by_label("Password").fill("orange-hill-7")
    page.get_by_role("button", name="Log in", exact=True).click()


def test_a_passkey_is_the_second_step_after_a_password_and_shows_again_who_it_is(new_page, home: str) -> None:
    wu = User.objects.create_user(email="wu@example.com", password="orange-hill-7", name="Wu")
    EmailAddress.objects.create(user=wu, email=wu.email, verified=True, primary=True)
    page = with_authenticator(new_page(viewport=PHONE))
    log_in(page, home)
    page.wait_for_url(f"{home}/me/")
    page.goto(f"{home}/accounts/2fa/webauthn/add/")
    page.get_by_label("Password").fill("orange-hill-7")
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("What is it called?").fill("My telephone")
    page.get_by_role("button", name="Make the passkey").click()
    page.wait_for_url(re.compile("recovery-codes"))
    assert Authenticator.objects.filter(user=wu, type="webauthn").count() == 1

    page.context.clear_cookies()
    log_in(page, home)
    expect(page.get_by_role("heading", level=1)).to_have_text("The second door")
    page.goto(f"{home}/me/security/")  # the control: the password alone opens nothing
    expect(page).to_have_url(f"{home}/accounts/2fa/authenticate/")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(f"{home}/me/")

    page.goto(f"{home}/accounts/2fa/totp/activate/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Is it you?")
    page.get_by_role("link", name="Use a passkey").click()
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(f"{home}/accounts/2fa/totp/activate/")


def test_a_second_factor_is_set_up_and_used_and_a_recovery_code_once(new_page, home: str) -> None:
    wu = User.objects.create_user(email="wu@example.com", password="orange-hill-7", name="Wu")
    EmailAddress.objects.create(user=wu, email=wu.email, verified=True, primary=True)
    page = new_page(viewport=PHONE)
    log_in(page, home)
    page.wait_for_url(f"{home}/me/")
    page.goto(f"{home}/me/security/")
    page.get_by_role("link", name="Set it up Second factor").click()
    page.get_by_role("link", name="Set it up").click()
    page.get_by_label("Password").fill("orange-hill-7")
    page.get_by_role("button", name="Go on").click()
    secret = page.locator("code.secret").inner_text()
    page.get_by_label("The code").fill(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
    page.get_by_role("button", name="Turn it on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    spare = page.locator("ul.secret li").first.inner_text()

    for lets_in in (True, False):
        page.context.clear_cookies()
        log_in(page, home)
        expect(page.get_by_role("heading", level=1)).to_have_text("The second door")
        page.get_by_label("The code").fill(spare)
        page.get_by_role("button", name="Log in", exact=True).click()
        if lets_in:
            page.wait_for_url(f"{home}/me/")
        else:
            expect(page.get_by_text(re.compile("That is not the code"))).to_be_visible()
