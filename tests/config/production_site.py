"""Run with the settings of production: asks the site one thing of each kind and prints what it answered, as JSON."""

import asyncio
import json
import logging
import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.http import HttpRequest, HttpResponse
from django.urls import path

from config.asgi import application, pages
from config.urls import urlpatterns
from tests.fixtures.asgi import Answer, ask

HOST = {"host": "daji.example"}


def breaks(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("on purpose")


async def answers() -> dict[str, Answer]:
    pictures = settings.MEDIA_ROOT / "pictures"
    pictures.mkdir(parents=True, exist_ok=True)
    (pictures / "a.webp").write_bytes(b"RIFF")
    urlpatterns.append(path("breaks/", breaks))

    async def get(path: str, *, scheme: str = "https", method: str = "GET", **headers: str) -> Answer:
        return await ask(
            over(scheme), path, method=method, headers={**HOST, **{k.replace("_", "-"): v for k, v in headers.items()}}
        )

    async def form_token() -> dict[str, str]:
        shown = await get("/accounts/login/")
        cookie = next(value for name, value in shown.messages[0]["headers"] if name == b"Set-Cookie").decode()
        token = cookie.partition("=")[2].partition(";")[0]
        return {"cookie": cookie.partition(";")[0], "x_csrftoken": token, "origin": "https://daji.example"}

    return {
        "page": await get("/"),
        "login": await get("/accounts/login/"),
        "sent to the login": await get("/me/"),
        "no page": await get("/nowhere/"),
        "broken page": await get("/breaks/"),
        "changed by a form": await get("/theme/", method="POST", **await form_token()),
        "wrong host": await ask(over("https"), "/", headers={"host": "evil.example"}),
        "no form token": await get("/theme/", method="POST", origin="https://evil.example"),
        "health": await get("/healthz"),
        "readiness": await get("/readyz"),
        "figures": await get("/metrics"),
        "no figures": await get("/metrics", x_forwarded_for="192.0.2.1"),
        "api": await get("/api/v1/fair/"),
        "api without a person": await get("/api/v1/me/"),
        "no api": await get("/api/v1/nowhere/"),
        "api docs": await get("/api/v1/docs/"),
        "static": await get("/static/css/admin.css"),
        "no static": await get("/static/css/none.css"),
        "media": await get("/media/pictures/a.webp"),
        "no media": await get("/media/pictures/none.webp"),
        "video": await get("/video/1/index.m3u8"),
        "video options": await get("/video/1/index.m3u8", method="OPTIONS"),
        "trace": await get("/", method="TRACE"),
        "too large": await ask(over("https"), "/cart/", method="POST", headers=HOST, body=[b"x" * 1_000_000] * 70),
        "over plain http": await get("/", scheme="http"),
    }


def over(scheme: str) -> Any:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        await application({**scope, "scheme": scheme}, receive, send)

    return app


if __name__ == "__main__":
    logging.disable()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    found = asyncio.run(answers())
    pages.pool.close(wait=True)
    said = {
        kind: {
            "status": answer.status,
            "headers": [(name.decode().lower(), value.decode()) for name, value in answer.messages[0]["headers"]],
        }
        for kind, answer in found.items()
    }
    json.dump(said, sys.stdout)
