from accounts.events import PhoneVerified
from core.events import subscribe
from recruiting.applications.services.linking import link_applications


@subscribe(PhoneVerified)
def give_them_their_applications(event: PhoneVerified) -> None:
    link_applications(user_id=event.user_id)
