from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from accounts.models import User
from accounts.services.texts import TextRefused, claim_text
from core.client_address import current_client_address
from core.events import publish
from recruiting.applications.events import LinkWanted
from recruiting.applications.models import Application


@transaction.atomic
def link_applications(*, user_id: int) -> int:
    """Give a person who has proved their number what was sent with it before they had an account.

    Returns how many; doing it again finds none. A number that is no longer theirs links nothing.
    """
    worker = User.objects.filter(pk=user_id, phone_verified=True, is_active=True).first()
    if worker is None or not worker.phone:
        return 0
    return Application.objects.filter(worker=None, phone=worker.phone).update(worker=worker)


@transaction.atomic
def send_link(*, application: Application) -> None:
    """To the number itself, by text message: who may follow an application is proved by receiving it.

    Nothing is sent, and nobody is told, when the budget of texts is used up: the owner can log in with the number.
    """
    try:
        claim_text(to=str(application.phone), address=current_client_address(), now=timezone.now())
    except TextRefused:
        return
    publish(LinkWanted(application_id=application.pk, language=get_language() or ""))
