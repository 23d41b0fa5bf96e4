"""`manage.py show_settings`: every environment variable, as a table; what is wrong with those that are set."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.settings.checked import mistakes
from config.settings.table import SETTINGS, Setting

PAGE = Path("docs/operations.md")
BEGIN, END = "<!-- settings -->\n", "<!-- /settings -->\n"


class Command(BaseCommand):
    help = "Print the settings table, or (--check, --write) hold the one in docs/operations.md against it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--write", action="store_true", help="put the table into docs/operations.md")
        parser.add_argument("--check", action="store_true", help="fail when the table there is stale")

    def handle(self, *, write: bool, check: bool, **options: Any) -> None:
        if write or check:
            page = PAGE.read_text()
            fresh = page_with_table(page)
            if write:
                PAGE.write_text(fresh)
            elif page != fresh:
                raise CommandError(f"{PAGE} is stale: run `manage.py show_settings --write`.")
            return
        self.stdout.write(settings_table())
        for sentence in mistakes(os.environ, in_production=True):
            self.stderr.write(f"In production: {sentence}")


def settings_table() -> str:
    lines = ["| variable | kind | default | what it is |", "|---|---|---|---|"]
    return "\n".join([*lines, *map(_row, SETTINGS)]) + "\n"


def page_with_table(page: str) -> str:
    before, _, rest = page.partition(BEGIN)
    _old, _, after = rest.partition(END)
    return f"{before}{BEGIN}{settings_table()}{END}{after}"


def _row(setting: Setting) -> str:
    default = "**required**" if setting.is_required else f"`{setting.default}`" if setting.default else ""
    kind = " or ".join(setting.choices) if setting.choices else setting.kind
    help_text = setting.help.replace("|", "\\|")
    return f"| `{setting.name}` | {kind} | {default} | {help_text} |"
