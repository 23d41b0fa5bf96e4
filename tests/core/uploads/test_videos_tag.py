import pytest
from django.template import Context, Template
from django.urls import reverse

from core.uploads.models import Video
from core.uploads.states import VideoRefusal, VideoState
from tests.factories.uploads import PictureFactory

pytestmark = pytest.mark.django_db


def render(source: str, video: Video | None) -> str:
    html = Template("{% load videos %}" + source).render(Context({"clip": video, "name": "Frost <b>"}))
    return " ".join(html.split())


def ready(**fields) -> Video:
    fields = {"file": "videos/ab/c.mp4", "width": 1280, "height": 720, "percent": 100} | fields
    return Video.objects.create(state=VideoState.READY, poster=PictureFactory(), **fields)


def test_nothing_but_the_poster_is_fetched_before_somebody_presses_play():
    video = ready()
    html = render("{% video clip title=name %}", video)
    assert html == (
        '<video class="video" controls playsinline preload="none" width="1280" height="720"'
        f' poster="{video.poster.url}" aria-label="Frost &lt;b&gt;">'
        ' <source src="/media/videos/ab/c.mp4" type="video/mp4">'
        ' <a href="/media/videos/ab/c.mp4">Watch the video</a> </video>'
    )


def test_captions_have_their_place():
    html = render('{% video clip captions="/c.vtt" captions_language="zh-Hans" %}', ready(width=720, height=1280))
    assert '<track kind="captions" src="/c.vtt" srclang="zh-Hans" default>' in html
    assert 'class="video video--tall"' in html


@pytest.mark.parametrize("state", [VideoState.RECEIVED, VideoState.TRANSCODING])
def test_while_it_is_being_prepared_it_says_so(state):
    html = render("{% video clip %}", Video.objects.create(state=state))
    assert "A video is being prepared. Come back in a few minutes." in html
    assert "<video" not in html


def test_none_and_a_refused_one_are_nothing():
    refused = Video.objects.create(state=VideoState.REFUSED, refusal=VideoRefusal.DAMAGED)
    assert render("{% video clip %}", refused) == render("{% video clip %}", None) == ""


def test_its_uploader_sees_how_far_it_is(client, shopper, stranger):
    video = Video.objects.create(uploaded_by=shopper, state=VideoState.TRANSCODING, percent=37)
    url = reverse("uploads:video-progress", args=[video.pk])
    assert client.get(url).status_code == 302
    client.force_login(stranger)
    assert client.get(url).status_code == 404
    client.force_login(shopper)
    page = client.get(url).content.decode()
    assert "Your video is being prepared: 37%" in page
    assert '<progress max="100" value="37">' in page
    assert f'hx-get="{url}" hx-trigger="every 2s"' in page
    Video.objects.update(state=VideoState.REFUSED, refusal=VideoRefusal.TOO_LONG)
    page = client.get(url).content.decode()
    assert "This video is too long. Cut it down to a minute and send that." in page
    assert "hx-get" not in page
    Video.objects.update(state=VideoState.READY, file="videos/a.mp4")
    page = client.get(url).content.decode()
    assert '<source src="/media/videos/a.mp4"' in page
    assert "hx-get" not in page
    assert client.post(url).status_code == 405
