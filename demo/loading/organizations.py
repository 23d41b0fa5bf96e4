from __future__ import annotations

from django.utils import timezone

from accounts.models import Organization
from accounts.services.members import add_member
from accounts.services.organizations import create_organization
from demo.content.shapes import EmployerContent, FarmContent
from demo.loading.fair import Fair


def build_organization(content: FarmContent | EmployerContent, kind: str, fair: Fair) -> Organization:
    """With its members and its face, looked at and found real."""
    (owner, _role), *others = content.members
    organization = create_organization(owner=fair.person(owner), kind=kind, slug=content.slug, name=content.name)
    for key, role in others:
        add_member(organization=organization, user=fair.person(key), role=role)
    organization.avatar = fair.picture(f"people/{content.avatar}")
    organization.verified_at = timezone.now()
    organization.save(update_fields=["avatar", "verified_at"])
    return organization
