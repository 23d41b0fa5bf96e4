from live.moderation.services.messages import delete_message
from live.moderation.services.mutes import mute, unmute

__all__ = ["delete_message", "mute", "unmute"]
