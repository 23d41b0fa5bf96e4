import factory
from factory.django import DjangoModelFactory

from accounts.models import Follow, Membership, Organization, User
from accounts.states import OrganizationKind, Role
from core.localized import LocalizedText


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.com")
    name = factory.Sequence(lambda n: f"Person {n}")
    password = factory.django.Password("pass-word-1")


class OrganizationFactory(DjangoModelFactory):
    class Meta:
        model = Organization

    kind = OrganizationKind.FARM
    slug = factory.Sequence(lambda n: f"organization-{n}")
    name = factory.Sequence(lambda n: LocalizedText.of(f"Organization {n}", f"组织{n}"))


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    organization = factory.SubFactory(OrganizationFactory)
    user = factory.SubFactory(UserFactory)
    role = Role.OWNER


class FollowFactory(DjangoModelFactory):
    class Meta:
        model = Follow

    organization = factory.SubFactory(OrganizationFactory)
    user = factory.SubFactory(UserFactory)
