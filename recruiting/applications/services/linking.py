from django.db import transaction

from accounts.models import User
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
