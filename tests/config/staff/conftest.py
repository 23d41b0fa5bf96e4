"""One world for a whole module, because making it takes seconds; what a test changes in it is undone after the test."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone

from accounts.access_tokens.services.tokens import make_token
from accounts.audit.services import record_act
from accounts.privacy.models import ConsentReceipt, Erasure, Export
from accounts.verification.models import Verification
from core.models import IdempotencyRecord
from core.uploads.models import Video
from live.rooms.models import Room
from live.video.models import Recording
from marketplace.catalogue.models import Batch, StockMovement
from marketplace.orders.models import Order, Shipment
from marketplace.sale_rooms.models import DealMovement, FlashDeal
from recruiting.applications.models import Application
from recruiting.applications.services.reveals import reveal_phone
from recruiting.jobs.models import JobRevision
from recruiting.recruitment_sessions.models import JobPin, Question, QuestionVote, SessionJob
from tests.authorisation.roles import OWNER, PERSON, World, make_world
from tests.factories.accounts import FollowFactory, OrganizationFactory


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock():
        with transaction.atomic():
            made = make_world()
            fill_what_is_missing(made)
        yield made
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture
def undone(world: World) -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def fill_what_is_missing(world: World) -> None:
    """Rows of the models that the authorisation tests have no need of."""
    person, owner, now = world.users[PERSON], world.users[OWNER], timezone.now()
    job, shown = world.employer.jobs.get(), SessionJob.objects.get()
    IdempotencyRecord.objects.create(scope="user:1", key="k", fingerprint="f")
    Video.objects.create(uploaded_by=person)
    EmailAddress.objects.get_or_create(user=person, email=person.email)
    Authenticator.objects.create(user=person, type="totp", data={"secret": "sealed-secret"})
    UserSession.objects.create(user=person, ip="203.0.113.9", session_key="session-key-9", user_agent="Firefox")
    FollowFactory(user=person, organization=world.farm.organization)
    Verification.objects.create(
        organization=OrganizationFactory(), round=1, state="submitted", submitted_at=now, submitted_by=owner
    )
    make_token(user=person, name="till", scopes=["orders:read"], days=30)
    Recording.objects.create(room=Room.objects.first(), started_at=now)
    StockMovement.objects.create(batch=Batch.objects.first(), change=1, reason="harvest")
    Shipment.objects.create(order=Order.objects.first(), carrier="SF", tracking_number="1")
    DealMovement.objects.create(deal=FlashDeal.objects.get(), kind="claimed", reference="r", quantity=1)
    reveal_phone(application=Application.objects.first(), viewer=owner)
    JobPin.objects.create(session=shown.session, session_job=shown)
    QuestionVote.objects.create(question=Question.objects.get(), voter=person)
    JobRevision.objects.get_or_create(job=job, number=1, defaults={"snapshot": {}})
    ConsentReceipt.objects.create(user=person, purpose="terms", version="1", language="en", decision="given")
    Export.objects.get_or_create(user=person)
    Erasure.objects.get_or_create(user=person)
    record_act(actor=owner, action="member.invited", target=world.farm.organization, reason="harvest")


@dataclass
class Staff:
    world: World

    def client(self, role: str) -> Client:
        client = Client(raise_request_exception=False)
        if role in self.world.users:
            client.force_login(self.world.users[role])
        return client


@pytest.fixture
def staff(world: World, undone: None) -> Staff:
    return Staff(world)
