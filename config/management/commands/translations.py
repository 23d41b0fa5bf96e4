"""`manage.py translations`: find the texts, merge them into locale/, check that all are translated."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import to_locale

from config.translations import catalogue
from config.translations.compile import compile_if_stale
from config.translations.extract import texts_of_project


class Command(BaseCommand):
    help = "Texts and their translations. English is the language of the sources and has no file."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--update", action="store_true", help="write new texts into the .po files, drop those gone")
        what.add_argument("--check", action="store_true", help="fail when a text has no good translation")
        what.add_argument(
            "--compile", action="store_true", help="write .mo files (every process does so when it starts)"
        )

    def handle(self, *, update: bool, check: bool, compile: bool, **options: Any) -> None:
        if compile:
            for path in compile_if_stale():  # none, as a rule: this process has started
                self.stdout.write(f"wrote {path}")
            return
        texts = texts_of_project()
        for language, _name in settings.LANGUAGES:
            if language == settings.LANGUAGE_CODE:
                continue
            path = settings.LOCALE_PATHS[0] / to_locale(language) / "LC_MESSAGES" / "django.po"
            if update:
                left = catalogue.update(path, texts)
                self.stdout.write(f"{path.relative_to(settings.BASE_DIR)}: {len(texts)} texts, {left} to translate")
            elif problems := catalogue.problems(path, texts):
                raise CommandError(
                    "\n".join(problems) + f"\n{language}: {len(problems)} of {len(texts)} texts need work."
                )
