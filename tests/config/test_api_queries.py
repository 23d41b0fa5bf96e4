"""Every list of the API asks the database as often for three rows as for one."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Follow, Membership
from accounts.verification.models import VerificationDocument
from accounts.verification.services.rounds import add_paper
from config.api import describe
from core.models import Event
from core.uploads.models import Video
from live.chat.models import Message
from marketplace.catalogue.models import Variant
from marketplace.orders.models import Cart
from marketplace.sale_rooms.models import ShelfItem
from marketplace.storefronts.models import Farm
from notifications.models import Notification
from recruiting.jobs.models import JobPosting
from recruiting.recruitment_sessions.models import Question, SessionJob
from tests.factories.access_tokens import client_of
from tests.factories.accounts import MembershipFactory, OrganizationFactory, UserFactory
from tests.factories.api_requests import REQUESTS
from tests.factories.orders import batch_of, farm_of, paid, placed, variant_of
from tests.factories.recruiting import ApplicationFactory, JobFactory
from tests.factories.sale_rooms import sale_room_of
from tests.factories.storefronts import ChapterFactory, DiaryEntryFactory
from tests.factories.uploads import PictureFactory, uploaded

LISTS = sorted(
    operation["operationId"]
    for methods in describe()["paths"].values()
    for operation in methods.values()
    if operation["operationId"].startswith("list")
)


def farm(values):
    return Farm.objects.get(organization__slug=values["farm"])


def a_picture(person, values):
    picture = PictureFactory()
    picture.uploaded_by = person
    picture.save()


def a_video(person, values):
    Video.objects.create(uploaded_by=person, state="ready", file="videos/b.mp4", poster=PictureFactory())


def a_paper(person, values):
    draft = VerificationDocument.objects.get(pk=values["paper"]).verification
    add_paper(verification=draft, actor=person, kind="other", file=uploaded())


def a_room(person, values):
    room = sale_room_of(farm_of(), host=UserFactory())
    ShelfItem.objects.create(sale_room=room, variant=variant_of(), position=1)


def a_told(person, values):
    event = Event.objects.create(name="test", data={})
    Notification.objects.create(user=person, kind="room_opened", event=event, params=params(), url="/live/")


def params():
    return {"organization": {"en": "A"}, "title": {"en": "B"}}


def a_job(person, values):
    return JobFactory(employer=JobPosting.objects.get(slug=values["job"]).employer)


def shelved_job(person, values):
    SessionJob.objects.create(session_id=values["session"], job=a_job(person, values), position=2)


def sized(values):
    return Variant.objects.get(pk=values["variant"])


def a_sale(person, values):
    Cart.objects.filter(user=None).delete()
    paid((sized(values), 1), buyer=UserFactory())


MORE = {
    "listMyOrganizations": lambda person, values: MembershipFactory(user=person),
    "listMembers": lambda person, values: Membership.objects.create(
        organization=farm(values).organization, user=UserFactory(), role="staff"
    ),
    "listFollows": lambda person, values: Follow.objects.create(user=person, organization=OrganizationFactory()),
    "listPictures": a_picture,
    "listVideos": a_video,
    "listPapers": a_paper,
    "listRooms": a_room,
    "listMessages": lambda person, values: Message.objects.create(
        room_id=values["room"], author=UserFactory(), body="Hi", client_id=str(Message.objects.count())
    ),
    "listFarms": lambda person, values: farm_of(),
    "listChapters": lambda person, values: ChapterFactory(farm=farm(values), picture=PictureFactory()),
    "listDiaryEntries": lambda person, values: DiaryEntryFactory(farm=farm(values), picture=PictureFactory()),
    "listFarmPeople": lambda person, values: MembershipFactory(organization=farm(values).organization),
    "listProducts": lambda person, values: variant_of(),
    "listMyProducts": lambda person, values: variant_of(farm(values)),
    "listMyBatches": lambda person, values: batch_of(sized(values), stock=1),
    "listSaleShelf": lambda person, values: ShelfItem.objects.create(
        sale_room_id=values["room"], variant=variant_of(), position=2
    ),
    "listOrders": lambda person, values: placed((variant_of(), 1), buyer=person),
    "listSales": a_sale,
    "listJobs": a_job,
    "listApplications": lambda person, values: ApplicationFactory(job=a_job(person, values), worker=person),
    "listLeads": lambda person, values: ApplicationFactory(job=a_job(person, values)),
    "listSessionShelf": shelved_job,
    "listQuestions": lambda person, values: Question.objects.create(
        session_id=values["session"], author=UserFactory(), body="And a bed?"
    ),
    "listNotifications": a_told,
}


def test_every_list_is_counted():
    assert set(MORE) == set(LISTS)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_asks_as_often_for_more_rows(world, name):
    person, values = world
    client, url = client_of(person), REQUESTS[name].url(values)
    client.get(url)  # the token's use is noted once a minute

    def count():
        with CaptureQueriesContext(connection) as queries:
            rows = client.get(url).json()["results"]
        return len(rows), len(queries)

    rows, queries = count()
    for _row in range(2):
        MORE[name](person, values)
    more_rows, more_queries = count()
    assert rows >= 1 and more_rows == rows + 2
    assert more_queries == queries
