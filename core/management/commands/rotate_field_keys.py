from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.encryption import EncryptedField, field_keys
from core.field_rotation import PLAIN, count_by_key, encrypted_fields, rotate_rows, sealed, stored_values
from core.file_rotation import count_files_by_key, rotate_files, sealed_file_fields


class Command(BaseCommand):
    help = (
        "Puts every encrypted value and file under the first of DAJI_FIELD_KEYS. The site may run meanwhile; stopped in "
        "the middle, it goes on where it was. Prints what remains under which key: a key that nothing stands under may be "
        "taken away."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="only count what stands under which key")

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"The first key is {field_keys()[0].id}.")
        left = 0
        for field in encrypted_fields():
            if not options["check"]:
                self._rotate(field)
            left += self._report(field.place.decode(), count_by_key(field))
        for values in sealed.values():
            if not options["check"]:
                self.stdout.write(f"{values.label}: {values.move()} moved")
            left += self._report(values.label, values.count())
        for files in sealed_file_fields():
            label = f"files of {files.model._meta.label_lower}.{files.name}"
            if not options["check"]:
                self.stdout.write(f"{label}: {rotate_files(files)} moved")
            left += self._report(label, count_files_by_key(files))
        if left and not options["check"]:
            raise CommandError(
                f"{left} values are not under the first key yet. Keep the other keys and run this again."
            )
        self.stdout.write("Everything is under the first key." if not left else f"{left} values are under other keys.")

    def _rotate(self, field: EncryptedField) -> None:
        place, done = field.place.decode(), 0
        for rows in stored_values(field):
            for pk in rotate_rows(field, rows):
                self.stderr.write(f"{place}: row {pk} has the same value as another row. Merge the two by hand.")
            done += len(rows)
            self.stdout.write(f"{place}: {done} rows seen")

    def _report(self, place: str, counts: Counter[str]) -> int:
        """Says what stands under which key; returns how much of it not under the first."""
        known = {PLAIN, *(key.id for key in field_keys())}
        for key_id, count in sorted(counts.items()):
            missing = "" if key_id in known else " (NOT in DAJI_FIELD_KEYS)"
            self.stdout.write(f"{place}: {count} under {key_id}{missing}")
        return counts.total() - counts[field_keys()[0].id]
