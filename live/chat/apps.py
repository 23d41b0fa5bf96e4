from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChatConfig(AppConfig):
    name = "live.chat"
    label = "chat"
    verbose_name = _("Chat")

    def ready(self) -> None:
        from live.chat import consumers, protocol, receivers  # noqa: F401
        from live.chat.rooms import ChatPart
        from live.rooms.kinds import register_part

        register_part(ChatPart())
