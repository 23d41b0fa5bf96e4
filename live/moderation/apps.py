from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ModerationConfig(AppConfig):
    name = "live.moderation"
    label = "moderation"
    verbose_name = _("Moderation")

    def ready(self) -> None:
        from live.moderation import protocol, receivers  # noqa: F401
        from live.moderation.rooms import ModerationPart
        from live.rooms.kinds import register_part

        register_part(ModerationPart())
