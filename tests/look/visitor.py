"""One Chromium for a module, and in it a phone for each person and language that looks at pages."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core import mail
from django.test import Client

from demo.content.people import DOMAIN
from tests.fixtures.browsers import ARGUMENTS, CHROMIUM, PHONE
from tests.look import world
from tests.look.pages import Page

# A picture of the demo fair that is a row alone, and video that nobody sends, are no complaint.
NOT_SERVED = ("/media/", "/video/")
# Emptied and sent past the browser's own checks, as by a browser that makes none.
SEND = """(fields) => {
  const form = [...document.querySelectorAll("main form[method=post i]")]
    .map((form) => [form.querySelectorAll("input:not([type=hidden]), select, textarea").length, form])
    .sort(([most], [more]) => more - most)[0][1];
  for (const e of form.querySelectorAll("input:not([type=hidden]), textarea")) {
    if (["checkbox", "radio"].includes(e.type)) e.checked = false;
    else e.value = fields[e.name] ?? "";
  }
  HTMLFormElement.prototype.submit.call(form);
}"""


@dataclass
class Visitor:
    browser: Any
    url: str
    users: dict[str, Any]
    values: dict[str, object]
    phones: dict[tuple[str, str, bool], Any] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)

    def path(self, page: Page) -> str:
        return page.path.format_map(self.values)

    def open(self, page: Page, language: str) -> Any:
        """The page on the phone of its person; `complaints` are those of this page alone."""
        for other in self.phones.values():
            if other.url != "about:blank":
                other.goto("about:blank")  # what moves on a page nobody looks at takes the processor all the same
        phone = self._phone(page, language)
        self.complaints.clear()
        response = self._send(phone, page) if page.is_sent else phone.goto(self.path(page), wait_until="load")
        assert response.status == page.status, f"{self.path(page)} answered {response.status}"
        assert phone.url == self.url + self.path(page), f"{self.path(page)} led to {phone.url}"
        return phone

    def _phone(self, page: Page, language: str) -> Any:
        """Half-way of one thing is no place to begin another, so that has a phone of its own each time."""
        key = (page.role, language, page.is_half_way)
        if page.is_half_way and key in self.phones:
            self.phones.pop(key).context.close()
        if key not in self.phones:
            self.phones[key] = self._new_phone(page.role, language)
        return self.phones[key]

    def _send(self, phone: Any, page: Page) -> Any:
        """The form of the page before, with what the page's line says and nothing else, whatever the browser thinks."""
        if page.after:
            self._send(phone, page.after)
        else:
            phone.goto(page.sent_from.format_map(self.values), wait_until="load")
        new = uuid4()
        values = self.values | {
            "code": _code_mailed(),
            "new_email": f"{new}@{DOMAIN}",
            "new_phone": f"139{new.int % 10**8:08}",
        }
        fields = {name: value.format_map(values) for name, value in page.fields}
        with phone.expect_navigation(wait_until="load") as navigation:
            phone.evaluate(SEND, fields)
        return navigation.value

    def _new_phone(self, role: str, language: str) -> Any:
        context = self.browser.new_context(
            base_url=self.url,
            viewport=PHONE,
            has_touch=True,
            is_mobile=True,
            locale={"zh-hans": "zh-CN"}.get(language, "en-GB"),
        )
        cookies = {settings.LANGUAGE_COOKIE_NAME: language}
        if role:
            client = Client()
            client.force_login(self.users[role])
            # As if they had just typed their password and a code, which some account pages ask for again.
            session = client.session
            now = time.time() + 3600  # allauth asks again after five minutes
            session["account_authentication_methods"] = [
                {"method": "password", "at": now, "reauthenticated": True},
                {"method": "mfa", "type": "totp", "at": now, "reauthenticated": True},
            ]
            session["account_authentication_methods_user"] = str(self.users[role].pk)
            session.save()
            cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": name, "value": value, "url": self.url} for name, value in cookies.items()])
        phone = context.new_page()
        phone.on("pageerror", lambda error: self.complaints.append(str(error)))
        phone.on("console", lambda message: self._listen(phone, message))
        return phone

    def _listen(self, phone: Any, message: Any) -> None:
        address = message.location.get("url", "")
        if message.type != "error" or any(part in address for part in NOT_SERVED):
            return
        if address == phone.url and "Failed to load resource" in message.text:
            return  # the page itself, whose status the table knows
        self.complaints.append(f"{message.text} ({address})")


def _code_mailed() -> str:
    """In the newest e-mail, whatever its language."""
    found = re.search(r"\b\d{6}\b", mail.outbox[-1].body if mail.outbox else "")
    return found.group() if found else ""


@contextmanager
def visiting(url: str) -> Iterator[Visitor]:
    from playwright.sync_api import sync_playwright

    users, values = world.people(), world.values()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=ARGUMENTS, ignore_default_args=["--headless"]
        )
        yield Visitor(browser=browser, url=url, users=users, values=values)
        browser.close()
