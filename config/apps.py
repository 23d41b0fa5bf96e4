from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SiteConfig(AppConfig):
    """The whole site: what starts it, and commands that look at all apps at once."""

    name = "config"

    def ready(self) -> None:
        from config.staff.groups import sync_after_migrations
        from config.translations.compile import compile_at_start

        compile_at_start()  # before any text is read; a worker alone writes e-mails in the reader's language too
        post_migrate.connect(sync_after_migrations, dispatch_uid="staff groups")
