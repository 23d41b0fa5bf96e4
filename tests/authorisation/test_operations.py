"""Every operation of the API, by every role. An operation that stands in no line of the table fails."""

from __future__ import annotations

import uuid

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from rest_framework.test import APIClient

from accounts.access_tokens.kinds import SCOPES
from accounts.models import Organization, User
from accounts.states import Role
from config.api import describe
from tests.authorisation.operations import ABOUT_PUBLIC_THINGS, API_ROLES, OPERATIONS, SELF
from tests.authorisation.roles import FINANCE, GUEST, HOST, MANAGER, MODERATOR, OTHER, RIVAL, STAFF, SUPERUSER, SUPPORT
from tests.factories.access_tokens import client_of, token_of
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.api import api_world
from tests.factories.api_requests import REQUESTS
from tests.factories.orders import farm_of
from tests.factories.recruiting import employer_of
from tests.fixtures.connections import connections_kept

pytestmark = pytest.mark.django_db

IN, NOBODY_KNOWN, NOTHING, FORBIDDEN = "in", "401", "404", "403"
DESCRIBED = {
    operation["operationId"]: (method.upper(), operation["x-scope"])
    for methods in describe()["paths"].values()
    for method, operation in methods.items()
}


@pytest.fixture
def world():
    person, values = api_world()
    with connections_kept():
        yield _people(person, values), values


def _people(person: User, values: dict) -> dict[str, User]:
    people = {SELF: person, OTHER: UserFactory(), RIVAL: UserFactory()}
    people[SUPERUSER] = User.objects.create_superuser(email="superuser@example.com")
    for role in (MANAGER, HOST, STAFF):
        people[role] = UserFactory()
        for slug in (values["farm"], values["employer"]):
            organization = Organization.objects.get(slug=slug)
            MembershipFactory(organization=organization, user=people[role], role=Role(role))
    for role in (SUPPORT, MODERATOR, FINANCE):
        people[role] = UserFactory(is_staff=True)
        people[role].groups.add(Group.objects.get_or_create(name=role)[0])
    farm_of(people[RIVAL])
    employer_of(people[RIVAL], slug="rival-works")
    return people


def answer(client: APIClient, name: str, values: dict) -> str:
    """What is said to the request; whatever it changed is undone."""
    ask, (method, _scope) = REQUESTS[name], DESCRIBED[name]
    client.credentials(**{**client._credentials, "HTTP_IDEMPOTENCY_KEY": str(uuid.uuid4())})
    with transaction.atomic():
        kind = "multipart" if ask.upload else "json"
        extra = {} if method == "GET" else {"data": ask.data(values) or None, "format": kind}
        response = getattr(client, method.lower())(ask.url(values), **extra)
        transaction.set_rollback(True)
    assert response.status_code < 500, response.content
    return str(response.status_code) if response.status_code in (401, 403, 404) else IN


@pytest.mark.parametrize("name", sorted(REQUESTS))
def test_each_role_is_let_in_or_kept_out(world, name: str) -> None:
    people, values = world
    got = {role: answer(client_of(people[role]) if role != GUEST else APIClient(), name, values) for role in API_ROLES}
    let_in, kept_out = OPERATIONS[name], FORBIDDEN if name in ABOUT_PUBLIC_THINGS else NOTHING
    assert got == {role: IN if role in let_in else NOBODY_KNOWN if role == GUEST else kept_out for role in API_ROLES}
    _method, scope = DESCRIBED[name]
    if scope in SCOPES:  # the same person, with a token for everything else, and with one for this alone
        others = [other for other in SCOPES if other != scope]
        assert answer(client_of(people[SELF], *others), name, values) == FORBIDDEN
        assert answer(client_of(people[SELF], scope), name, values) == IN


def test_a_token_that_was_taken_back_opens_nothing(world) -> None:
    people, values = world
    token, secret = token_of(people[SELF])
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
    assert answer(client, "getMe", values) == IN
    token.delete()
    assert answer(client, "getMe", values) == NOBODY_KNOWN


def test_every_operation_stands_in_the_table() -> None:
    assert set(DESCRIBED) == set(OPERATIONS) == set(REQUESTS)
