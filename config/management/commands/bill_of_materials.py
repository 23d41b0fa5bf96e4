"""`manage.py bill_of_materials`: writes requirements/base.cdx.json from the lock."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.bill_of_materials import BILL, bill_of_materials


class Command(BaseCommand):
    help = f"Write {BILL} (CycloneDX); with --check, fail when it is stale."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *, check: bool, **options: Any) -> None:
        path = settings.BASE_DIR / BILL
        bill = bill_of_materials(settings.BASE_DIR)
        if not check:
            path.write_text(bill)
        elif not path.exists() or path.read_text() != bill:
            raise CommandError(f"{BILL} is stale. `make lock` writes it anew.")
