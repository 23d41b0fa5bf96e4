from accounts.events import OrganizationFollowed
from accounts.models import Organization, User
from accounts.queries import managers_of
from core.events import subscribe
from notifications.receivers.doorbell import tell_and_ring


@subscribe(OrganizationFollowed)
def tell_organization(event: OrganizationFollowed) -> None:
    organization = Organization.objects.get(pk=event.organization_id)
    follower = User.objects.get(pk=event.user_id)
    tell_and_ring(
        users=managers_of(organization=organization).exclude(pk=follower.pk),
        kind="organization_followed",
        event_id=event.event_id,
        params={"name": follower.get_short_name(), "organization": dict(organization.name)},
        url="/sell/" if organization.kind == "farm" else "/hire/",
    )
