from accounts.access_tokens.events import AccessTokenMade
from accounts.access_tokens.models import AccessToken
from accounts.models import User
from core.events import subscribe
from notifications.receivers.doorbell import tell_and_ring


@subscribe(AccessTokenMade)
def tell_owner(event: AccessTokenMade) -> None:
    """Also to who made it: if it was somebody else at their screen, this is how they learn of it."""
    token = AccessToken.objects.filter(pk=event.token_id).first()
    if token is None:
        return
    tell_and_ring(
        users=User.objects.filter(pk=event.user_id, is_active=True),
        kind="access_token_made",
        event_id=event.event_id,
        params={"name": token.name},
        url="/me/tokens/",
    )
