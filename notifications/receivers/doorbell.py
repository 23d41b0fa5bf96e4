from collections.abc import Iterable
from typing import Any

from accounts.models import User
from notifications import tasks
from notifications.services.tell import tell


def tell_and_ring(*, users: Iterable[User], kind: str, event_id: int, params: dict[str, Any], url: str) -> None:
    """Write it down, then wake a worker for each delivery. A ring that gets lost is made good by the sweep."""
    for delivery_id in tell(users=users, kind=kind, event_id=event_id, params=params, url=url):
        tasks.deliver.delay(delivery_id)
