from accounts.models import Organization
from accounts.queries import managers_of
from core.events import subscribe
from core.localized import in_every_language
from notifications import tasks
from notifications.receivers.doorbell import tell_and_ring
from recruiting.applications.events import ApplicationMoved, ApplicationSubmitted, LinkWanted
from recruiting.applications.models import Application
from recruiting.applications.states import ApplicationState


@subscribe(ApplicationSubmitted)
def tell_employer(event: ApplicationSubmitted) -> None:
    application = Application.objects.select_related("job").get(pk=event.application_id)
    employer = Organization.objects.get(pk=event.employer_id)
    tell_and_ring(
        users=managers_of(organization=employer),
        kind="application_submitted",
        event_id=event.event_id,
        params={"name": application.name, "job": dict(application.job.title)},
        url="/hire/leads/",
    )


@subscribe(ApplicationMoved)
def tell_worker(event: ApplicationMoved) -> None:
    application = Application.objects.select_related("job", "worker").get(pk=event.application_id)
    if application.worker is None:
        return  # known by a phone number alone: the status page behind their link tells them
    tell_and_ring(
        users=[application.worker],
        kind="application_moved",
        event_id=event.event_id,
        params={"job": dict(application.job.title), "state": in_every_language(ApplicationState(event.state).label)},
        url=application.get_absolute_url(),
    )


@subscribe(LinkWanted)
def send_link(event: LinkWanted) -> None:
    tasks.send_application_link.delay(event.event_id, event.application_id, event.language)
