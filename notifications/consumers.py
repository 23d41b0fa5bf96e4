from live.hub.broadcast import user_topic
from live.hub.consumers import Seat, TopicConsumer


class BellConsumer(TopicConsumer):
    """What is told to one person, on whatever page they are."""

    async def authorise(self) -> Seat | None:
        user = self.scope["user"]
        if not user.is_authenticated:
            return None
        return Seat(topic=user_topic(user.pk), person=f"user:{user.pk}", counted=False)
