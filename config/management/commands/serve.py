"""`manage.py serve`: makes everything ready and serves the site. `make run` ends here."""

import os
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from config.in_use import InUse, in_use
from config.server import CannotListen, listen, port_of, run

DEMO_PASSWORD = "daji-demo"  # noqa: S105
DEMO_LOGINS = ("shopper", "farmer", "host", "worker", "employer", "moderator", "admin")


class Command(BaseCommand):
    help = "Serve the site at HOST:PORT (localhost:8000): pages, sockets, video, tasks and schedules in one process."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default=os.environ.get("HOST", "localhost"))
        parser.add_argument("--port", default=os.environ.get("PORT", "8000"))
        parser.add_argument("--no-worker", action="store_true", help="tasks run elsewhere: celery -A config worker -B")
        parser.add_argument("--no-prepare", action="store_true", help="`manage.py prepare` was run before")

    def handle(self, *, host: str, port: str, no_worker: bool, no_prepare: bool, **options: Any) -> None:
        started = time.monotonic()
        if not port.isdigit() or int(port) > 65535:
            raise CommandError(f"PORT={port} is no port number.")
        if no_worker and settings.CELERY_BROKER_URL.startswith("memory"):
            raise CommandError("--no-worker needs REDIS_URL: without it no other process can be given tasks.")
        self._check_folder(settings.DATA_DIR)
        try:
            sockets = listen(host=host, port=int(port))
        except CannotListen as error:
            raise CommandError(str(error)) from None
        try:
            with in_use(settings.DATA_DIR, alone=False):
                if not no_prepare:
                    call_command("prepare", stdout=self.stdout)

                def on_ready() -> None:
                    self._greet(host=host, port=port_of(sockets), seconds=time.monotonic() - started)

                run(sockets=sockets, with_worker=not no_worker, on_ready=on_ready)
        except InUse:
            raise CommandError(f"{settings.DATA_DIR} is being restored. Start again when that is done.") from None
        self._say("Stopped.")

    def _check_folder(self, folder: Path) -> None:
        probe = folder / f".writable-{os.getpid()}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            probe.touch()
            probe.unlink()
        except OSError as error:
            raise CommandError(
                f"{folder} cannot be written to ({error.strerror}). Set DAJI_DATA_DIR to a folder that can."
            ) from None

    def _greet(self, *, host: str, port: int, seconds: float) -> None:
        shown = f"[{host}]" if ":" in host else host
        self._say(f"Daji is open at http://{shown}:{port} (ready in {seconds:.1f} s; Ctrl-C closes it)")
        if settings.DAJI_DEMO:
            self._say(f"Demo logins, password {DEMO_PASSWORD}:")
            self._say("  " + "  ".join(f"{name}@daji.example" for name in DEMO_LOGINS))

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        sys.stdout.flush()
