import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.uploads.models import Video
from core.uploads.states import VideoState
from marketplace.storefronts.models import DiaryEntry
from tests.factories.storefronts import DiaryEntryFactory, FarmFactory
from tests.factories.uploads import PictureFactory
from tests.factories.videos import uploaded_video, video_bytes

pytestmark = pytest.mark.django_db


@pytest.fixture
def farm(shopper):
    return FarmFactory(owner=shopper)


def ready_video() -> Video:
    return Video.objects.create(
        state=VideoState.READY, file="videos/a.mp4", width=640, height=360, poster=PictureFactory()
    )


def test_a_farmer_adds_a_short_video(client, shopper, farm, django_capture_on_commit_callbacks):
    client.force_login(shopper)
    data = {"date": "2026-01-01", "title_en": "Frost", "video": uploaded_video()}
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("storefronts:new-entry"), data)
    assert (answer.status_code, answer.url) == (303, reverse("storefronts:entries"))
    video = DiaryEntry.objects.get().video
    assert (video.state, video.uploaded_by) == (VideoState.READY, shopper)
    page = client.get(reverse("storefronts:diary", args=[farm.slug])).content.decode()
    assert f'<source src="{video.file.url}" type="video/mp4">' in page
    assert f'poster="{video.poster.url}"' in page


def test_a_refused_video_keeps_what_was_typed(client, shopper, farm, settings):
    settings.DAJI_VIDEO_MOST_SECONDS = 1
    client.force_login(shopper)
    clip = uploaded_video(video_bytes(seconds=4))
    answer = client.post(reverse("storefronts:new-entry"), {"date": "2026-01-01", "title_en": "Frost", "video": clip})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "This video is too long. Cut it down to a minute and send that." in page
    assert 'value="Frost"' in page
    assert DiaryEntry.objects.count() == Video.objects.count() == 0


def test_it_stays_when_something_else_is_changed_and_goes_when_taken_away(client, shopper, farm):
    client.force_login(shopper)
    entry = DiaryEntryFactory(farm=farm, video=ready_video())
    url = reverse("storefronts:entry", args=[entry.pk])
    page = client.get(url).content.decode()
    kept = page.split('name="video-kept" value="')[1].split('"')[0]
    data = {"date": "2026-01-01", "title_en": "Frost", "video-kept": kept}
    assert client.post(url, data).status_code == 303
    entry.refresh_from_db()
    assert (str(entry.title), entry.video is not None) == ("Frost", True)
    assert client.post(url, {**data, "video-removed": "on"}).status_code == 303
    entry.refresh_from_db()
    assert entry.video is None


def test_the_diary_asks_the_same_number_of_times_for_three_videos(client, farm):
    counts = []
    for wanted in (1, 3):
        while DiaryEntry.objects.count() < wanted:
            DiaryEntryFactory(farm=farm, video=ready_video())
        with CaptureQueriesContext(connection) as queries:
            page = client.get(reverse("storefronts:diary", args=[farm.slug])).content.decode()
        assert page.count("<video") == wanted
        counts.append(len(queries))
    assert counts[0] == counts[1]
