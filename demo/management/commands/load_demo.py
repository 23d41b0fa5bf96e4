import time
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, OutputWrapper

from demo.loading import is_loaded, load_fair, steps_to_load

BAR_CHARACTERS = 30


class Command(BaseCommand):
    help = "Build the demo fair: farms, jobs, people, open rooms. What is there already stays as it is."
    requires_system_checks: list[str] = []

    def handle(self, **options: Any) -> None:
        if not settings.DAJI_DEMO:
            raise CommandError(
                "The demo fair is for demo sites: its logins are public. Set DAJI_DEMO=1 on such a site."
            )
        if is_loaded():
            return
        if getattr(staticfiles_storage, "manifest_hash", None) == "":
            # Rooms render parts of their pages for the sockets, and those name pictures and icons.
            call_command("collectstatic", interactive=False, verbosity=0)
        began = time.monotonic()
        progress = Progress(self.stdout, total=steps_to_load())
        self.stdout.write("Building the demo fair. This happens once.")
        load_fair(on_step=progress.step)
        progress.finish()
        self.stdout.write(f"The demo fair stands ({time.monotonic() - began:.0f} s).")


class Progress:
    """A bar on a terminal; elsewhere a line for each part."""

    def __init__(self, out: OutputWrapper, *, total: int) -> None:
        self.out = out
        self.total = total
        self.done = 0
        self.is_terminal = out.isatty()
        self.label = ""

    def step(self, label: str) -> None:
        self.done += 1
        if self.is_terminal:
            filled = BAR_CHARACTERS * self.done // self.total
            bar = "#" * filled + "." * (BAR_CHARACTERS - filled)
            self._write(f"\r  [{bar}] {100 * self.done // self.total:3} %  {label:<32}")
        elif label != self.label:
            self._write(f"  {label}\n")
        self.label = label

    def finish(self) -> None:
        if self.is_terminal:
            self._write("\n")

    def _write(self, words: str) -> None:
        self.out.write(words, ending="")
        self.out.flush()
