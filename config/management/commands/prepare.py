"""`manage.py prepare`: what a start needs that only one process should do. `serve` begins with it unless told not to."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from config.collect import collect_if_stale


class Command(BaseCommand):
    help = "Migrate the database, collect static files and, in the demo, load its fair. Safe to run again."
    requires_system_checks: list[str] = []

    def handle(self, **options: Any) -> None:
        try:
            call_command("migrate", interactive=False, verbosity=0)
        except DatabaseError as error:
            raise CommandError(f"The database cannot be made ready: {str(error).strip()}") from error
        if collect_if_stale():
            self.stdout.write("Static files collected.")
            self.stdout.flush()
        if settings.DAJI_DEMO:
            call_command("load_demo", stdout=self.stdout)
