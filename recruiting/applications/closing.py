"""Whoever applied must have an answer before the employer closes."""

from django.urls import reverse
from django.utils.translation import ngettext

from accounts.kinds import Business, register_business
from accounts.models import Organization
from core.personal_data import Blocker
from recruiting.applications.models import Application


def _open_applications(organization: Organization) -> list[Blocker]:
    count = Application.objects.live().filter(job__employer__organization=organization).count()
    if not count:
        return []
    sentence = ngettext("%(count)s application is open.", "%(count)s applications are open.", count)
    return [Blocker(sentence=sentence % {"count": count}, url=reverse("applications:leads"))]


def register() -> None:
    register_business(Business(name="applications", unfinished=_open_applications))
