from typing import Any

from django.core.management.base import BaseCommand, CommandError

from marketplace.orders.queries.invariants import CHECKS, broken_invariants


class Command(BaseCommand):
    help = "Re-derive stock, orders, payments and ledger from their rows and name everything that does not add up."

    def handle(self, *args: Any, **options: Any) -> None:
        broken = list(broken_invariants())
        for line in broken:
            self.stderr.write(line)
        if broken:
            raise CommandError(f"{len(broken)} broken")
        self.stdout.write(self.style.SUCCESS(f"{len(CHECKS)} invariants hold."))
