from django.conf import settings
from django.urls import reverse

from accounts.models import User
from accounts.privacy.events import ExportReady
from core.events import subscribe
from notifications.receivers.doorbell import tell_and_ring


@subscribe(ExportReady)
def tell_whose_it_is(event: ExportReady) -> None:
    tell_and_ring(
        users=User.objects.filter(pk=event.user_id),
        kind="export_ready",
        event_id=event.event_id,
        params={"days": settings.DAJI_KEEP_DAYS["exports"]},
        url=reverse("privacy:data"),
    )
