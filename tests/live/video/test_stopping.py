"""The server ends in the middle of a broadcast: what was on air is in the replay."""

import asyncio

import pytest
from django.apps import apps

from live.video import hub


async def test_what_is_on_air_is_written_down_when_the_server_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    saved = []

    async def save() -> None:
        saved.append("saved")

    monkeypatch.setattr(hub, "save_streams", save)
    beside = asyncio.create_task(apps.get_app_config("video").accompany())
    await asyncio.sleep(0)
    assert saved == []
    beside.cancel()
    await asyncio.wait([beside])
    assert saved == ["saved"]
