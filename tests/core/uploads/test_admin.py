"""A moderator looks at videos and takes them down, with a reason that is written down and that their sender reads."""

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse

from accounts.audit.models import AuditEntry
from accounts.permissions import MODERATORS, SUPPORT
from core.errors import Refused
from core.models import Event
from core.uploads.models import Picture, Video
from core.uploads.services.videos import take_down
from core.uploads.states import VideoState
from tests.factories.accounts import UserFactory
from tests.factories.storefronts import DiaryEntryFactory, FarmFactory
from tests.factories.uploads import PictureFactory, image_bytes, uploaded

pytestmark = pytest.mark.django_db
LIST = reverse("admin:uploads_video_changelist")
REASON = "Somebody else filmed this."


def poster(colour: str) -> Picture:
    from core.uploads.services.pictures import store_picture

    return store_picture(uploaded_by=None, file=uploaded(image_bytes(color=colour)), more_formats=False)


def ready(name="videos/aa/a.mp4", **fields) -> Video:
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(b"film"))
    made = {"state": VideoState.READY, "file": name, "width": 640, "height": 360, "duration_ms": 4200}
    return Video.objects.create(**made | fields)


@pytest.fixture
def moderator(client):
    return signed_in(client, MODERATORS)


def signed_in(client, group):
    user = UserFactory(is_staff=True)
    user.groups.add(Group.objects.get_or_create(name=group)[0])
    client.force_login(user)
    return user


def chosen(*videos, **more):
    return {"action": "take_down", "_selected_action": [video.pk for video in videos], **more}


def test_the_list_shows_the_poster_the_state_and_whose_it_is(client, moderator, shopper):
    video = ready(poster=poster("red"), uploaded_by=shopper)
    Video.objects.create(state="refused", refusal="codec")
    page = client.get(LIST).content.decode()
    assert f'src="{video.poster.url}"' in page
    assert "Mei" in page and "4.2" in page
    shown = client.get(reverse("admin:uploads_video_change", args=[video.pk])).content.decode()
    assert f'<video src="{video.file.url}" poster="{video.poster.url}" controls' in shown


def test_the_list_asks_as_often_for_three_as_for_one(client, moderator, django_assert_num_queries, shopper):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ready(poster=poster("red"), uploaded_by=shopper)
    client.get(LIST)
    with CaptureQueriesContext(connection) as one:
        client.get(LIST)
    for colour in ("blue", "green"):
        ready(f"videos/aa/{colour}.mp4", poster=poster(colour), uploaded_by=UserFactory())
    with CaptureQueriesContext(connection) as three:
        client.get(LIST)
    assert len(three) == len(one)


def test_it_asks_why_first(client, moderator):
    video, other = ready(), Video.objects.create(state="refused", refusal="codec")
    for more, status in (({}, 200), ({"confirmed": "yes", "reason": "  "}, 422)):
        asked = client.post(LIST, chosen(video, other, **more))
        assert (asked.status_code, asked.context["shown"], asked.context["left_alone"]) == (status, [video], 1)
    assert "Say why. Who sent the video reads it." in asked.content.decode()
    video.refresh_from_db()
    assert video.is_ready and not AuditEntry.objects.filter(action="uploads_video.action_run").exists()


def test_taken_down_with_a_reason_it_is_gone_and_written_down(
    client, moderator, shopper, django_capture_on_commit_callbacks
):
    video = ready(poster=poster("red"), uploaded_by=shopper)
    first_picture, name = video.poster, video.file.name
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(LIST, chosen(video, confirmed="yes", reason=REASON), follow=True)
    assert "1 video was taken down." in answer.content.decode()
    video.refresh_from_db()
    assert (video.state, video.taken_down_because, video.file.name, video.poster) == ("taken_down", REASON, "", None)
    assert not default_storage.exists(name)
    assert not Picture.objects.filter(pk=first_picture.pk).exists()
    assert not default_storage.exists(first_picture.file.name)
    entry = AuditEntry.objects.get(action="uploads_video.action_run")
    assert (entry.actor, entry.reason) == (moderator, REASON)
    assert entry.details == {"action": "take_down", "chosen": 1, "ids": [str(video.pk)]}
    event = Event.objects.get(name__endswith="VideoTakenDown")
    assert (event.actor, event.data["video_id"], event.data["reason"]) == (moderator, video.pk, REASON)


def test_who_sent_it_reads_why_and_visitors_see_nothing(client, shopper):
    farm = FarmFactory(owner=shopper)
    video = ready(uploaded_by=shopper)
    DiaryEntryFactory(farm=farm, video=video)
    diary = reverse("storefronts:diary", args=[farm.slug])
    assert "<video" in client.get(diary).content.decode()  # negative control
    take_down(video=video, actor=None, reason=REASON)
    page = client.get(diary).content.decode()
    assert "<video" not in page and REASON not in page
    client.force_login(shopper)
    told = client.get(reverse("uploads:video-progress", args=[video.pk])).content.decode()
    assert f"A moderator has taken this video down: {REASON}" in told


def test_the_same_film_of_somebody_else_stays(django_capture_on_commit_callbacks):
    mine, theirs = ready(), ready()
    with django_capture_on_commit_callbacks(execute=True):
        take_down(video=mine, actor=None, reason=REASON)
    assert default_storage.exists(theirs.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        take_down(video=theirs, actor=None, reason=REASON)
    assert not default_storage.exists("videos/aa/a.mp4")


def test_a_poster_that_a_page_shows_stays(shopper):
    shopper.avatar = PictureFactory()
    shopper.save()
    take_down(video=ready(poster=shopper.avatar), actor=None, reason=REASON)
    shopper.refresh_from_db()
    assert default_storage.exists(shopper.avatar.file.name)


@pytest.mark.parametrize("state", [state for state in VideoState if state != VideoState.READY])
def test_what_nobody_sees_cannot_be_taken_down(state):
    why = {"taken_down_because": "Before"} if state == VideoState.TAKEN_DOWN else {}
    video = Video.objects.create(state=state, **why)
    with pytest.raises(Refused, match="Only a video that is ready"):
        take_down(video=video, actor=None, reason=REASON)
    with pytest.raises(Refused, match="Say why"):
        take_down(video=ready(), actor=None, reason=" ")


def test_who_may_only_look_takes_nothing_down(client):
    signed_in(client, SUPPORT)
    video = ready()
    page = client.get(LIST)
    assert page.status_code == 200 and "take_down" not in page.content.decode()
    client.post(LIST, chosen(video, confirmed="yes", reason=REASON))
    video.refresh_from_db()
    assert video.is_ready
