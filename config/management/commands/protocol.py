"""`manage.py protocol`: writes docs/protocol.md from what the code declares."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.protocol import protocol_page


class Command(BaseCommand):
    help = "Write docs/protocol.md; with --check, fail when it is stale."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *, check: bool, **options: Any) -> None:
        path = settings.BASE_DIR / "docs" / "protocol.md"
        page = protocol_page()
        if not check:
            path.write_text(page)
        elif not path.exists() or path.read_text() != page:
            raise CommandError("docs/protocol.md is stale. `make protocol` writes it anew.")
