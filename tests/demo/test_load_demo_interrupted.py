import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from core.encryption import new_key
from core.uploads.models import Picture
from demo.loading import is_loaded, loader
from demo.models import LoadedPart
from live.rooms.models import Room
from marketplace.orders.models import Order
from marketplace.storefronts.models import Farm

ROOT = Path(__file__).resolve().parents[2]


def test_what_a_kill_interrupts_begins_again_at_the_unfinished_part(
    transactional_db: None, cheap_pictures: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def killed_at(label: str, *, steps: int):
        seen = 0

        def on_step(now: str) -> None:
            nonlocal seen
            seen += now == label
            if seen == steps:
                raise Killed

        return on_step

    with pytest.raises(Killed):
        loader.load_fair(on_step=killed_at("farm li-dashan", steps=3))
    assert not Farm.objects.exists()
    assert not is_loaded()
    with pytest.raises(Killed):
        loader.load_fair(on_step=killed_at("orders", steps=2))
    people, paid = User.objects.count(), Order.objects.count()
    assert paid

    loader.load_fair()

    assert is_loaded()
    assert User.objects.count() == people
    assert (Farm.objects.count(), Order.objects.count(), Room.objects.count()) == (4, 6, 8)
    assert LoadedPart.objects.count() == len(loader.all_parts())


def test_a_site_that_is_no_demo_refuses(db: None, settings) -> None:
    settings.DAJI_DEMO = False
    with pytest.raises(CommandError, match="logins are public"):
        call_command("load_demo")
    assert not Picture.objects.exists()


def test_production_settings_do_not_know_the_demo() -> None:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "SECRET_KEY": "x" * 60,
        "ALLOWED_HOSTS": "a",
        "DAJI_SITE_URL": "https://a",
        "DAJI_FIELD_KEYS": new_key(),
        "EMAIL_URL": "smtp://localhost",
    }
    environment.pop("DAJI_DEMO", None)
    done = subprocess.run(
        [sys.executable, "manage.py", "load_demo"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "Unknown command: 'load_demo'" in done.stderr
