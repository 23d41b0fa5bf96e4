import io

import pytest
from django.core.management import CommandError, call_command

from config.protocol import protocol_page
from core.events import DomainEvent
from live.hub.protocol import all_frames


def test_the_page_names_every_frame_and_event():
    page = protocol_page()
    for frame in all_frames():
        if not frame.__module__.startswith(("tests", "benchmarks")):
            assert f"### `{frame.type}`\n" in page
    for name, event in DomainEvent.registry.items():
        if not event.__module__.startswith("tests"):
            assert f"### `{name}`\n" in page


def test_a_stale_page_is_found(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()
    with pytest.raises(CommandError, match="stale"):
        call_command("protocol", check=True)
    call_command("protocol")
    call_command("protocol", check=True)


def test_listing_events():
    out = io.StringIO()
    call_command("list_events", stdout=out)
    assert "accounts.OrganizationFollowed(organization_id: int, user_id: int)" in out.getvalue()
    assert "    -> notifications.receivers." in out.getvalue()
