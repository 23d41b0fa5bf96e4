"""`manage.py list_events`: every domain event, its fields and who hears it."""

from typing import Any

from django.core.management.base import BaseCommand

from config.protocol import event_types, fields_of
from core.events import receivers_of


class Command(BaseCommand):
    help = "Domain events with their fields and receivers."
    requires_system_checks: list[str] = []

    def handle(self, **options: Any) -> None:
        for name, event_type in event_types():
            fields = ", ".join(f"{field}: {kind}" for field, kind in fields_of(event_type))
            self.stdout.write(f"{name}({fields})")
            for receiver in receivers_of(event_type):
                self.stdout.write(f"    -> {receiver.__module__}.{receiver.__qualname__}")
