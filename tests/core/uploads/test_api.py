"""Pictures and videos through the API: what takes long happens before anything is locked, and once for each key."""

import threading
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.db import OperationalError, connection

from accounts.models import User
from core.models import IdempotencyRecord
from core.uploads.api import views
from core.uploads.models import Picture, Video
from core.uploads.services import transcoding
from core.uploads.services.videos import take_down
from tests.factories.access_tokens import client_of
from tests.factories.uploads import image_bytes, uploaded
from tests.factories.videos import uploaded_video, video_bytes

PICTURES, VIDEOS = "/api/v1/uploads/pictures/", "/api/v1/uploads/videos/"


def send(client, url, file, key=None):
    return client.post(url, {"file": file}, format="multipart", **({"HTTP_IDEMPOTENCY_KEY": key} if key else {}))


def originals() -> list[Path]:
    folder = Path(storages["private"].path("originals"))
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.django_db
def test_a_video_from_its_sending_to_its_renditions(shopper):
    client = client_of(shopper)
    sent = send(client, VIDEOS, uploaded_video(video_bytes(seconds=1)))
    assert sent.status_code == 201
    told = sent.json()
    assert sent["Location"] == f"/api/v1/uploads/videos/{told['id']}/"
    assert (told["state"], told["percent"], told["poster"], told["renditions"]) == ("received", 0, None, [])
    transcoding.transcode(video_id=told["id"])
    video = Video.objects.get()
    ready = client.get(sent["Location"]).json()
    assert (ready["state"], ready["percent"], ready["refusal"], ready["detail"]) == ("ready", 100, "", "")
    assert ready["duration_ms"] == video.duration_ms > 0
    url = f"http://testserver{video.file.url}"
    assert ready["renditions"] == [{"url": url, "type": "video/mp4", "width": 160, "height": 120}]
    assert ready["poster"]["url"] == f"http://testserver{video.poster.url}"
    assert client.get(VIDEOS).json()["results"] == [ready]


@pytest.mark.django_db
def test_why_a_video_is_not_there_stands_in_the_persons_language(shopper):
    client = client_of(shopper)
    refused = Video.objects.create(uploaded_by=shopper, state="refused", refusal="codec")
    told = client.get(f"{VIDEOS}{refused.pk}/", HTTP_ACCEPT_LANGUAGE="zh-Hans").json()
    assert (told["refusal"], told["detail"]) == ("codec", "这个视频的编码我们读不了。存成 MP4（H.264）再传。")
    shown = Video.objects.create(uploaded_by=shopper, state="ready", file="videos/a.mp4")
    take_down(video=shown, actor=None, reason="Somebody else filmed this.")
    told = client.get(f"{VIDEOS}{shown.pk}/").json()
    assert (told["state"], told["detail"]) == ("taken_down", "Somebody else filmed this.")
    assert (told["poster"], told["renditions"]) == (None, [])


@pytest.mark.django_db
@pytest.mark.parametrize("key", [None, "a-key"])
@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (b"no film", "This is no video that we can read. Send an MP4, MOV or WebM file."),
        (None, "This video is larger than 1 MB. Cut it down to a minute, or record it in 720p."),
    ],
)
def test_what_is_no_video_is_refused_with_a_sentence_and_nothing_is_kept(shopper, settings, key, file, sentence):
    settings.DAJI_VIDEO_MOST_BYTES = 1024 * 1024
    before = originals()
    content = file or b"\0" * (1024 * 1024 + 1)
    refused = send(client_of(shopper), VIDEOS, uploaded_video(content), key)
    assert (refused.status_code, refused.json()["detail"]) == (409, sentence)
    assert (Video.objects.count(), IdempotencyRecord.objects.count(), originals()) == (0, 0, before)


@pytest.mark.django_db
def test_a_stranger_has_no_such_video(shopper, stranger):
    video = Video.objects.create(uploaded_by=shopper)
    assert client_of(shopper).get(f"{VIDEOS}{video.pk}/").status_code == 200
    assert client_of(stranger).get(f"{VIDEOS}{video.pk}/").status_code == 404
    assert client_of(stranger).get(VIDEOS).json()["results"] == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("url", "work", "make"), [(PICTURES, "draw_picture", uploaded), (VIDEOS, "lay_down", uploaded_video)]
)
def test_what_was_sent_before_is_not_looked_into_again(shopper, monkeypatch, url, work, make):
    worked = []
    honest = getattr(views, work)
    monkeypatch.setattr(views, work, lambda *, file: worked.append(file.name) or honest(file=file))
    client, content = client_of(shopper), make().read()
    first, again = (send(client, url, make(content), "one") for _ in range(2))
    assert (first.status_code, again.content, again["Idempotent-Replayed"]) == (201, first.content, "true")
    assert len(worked) == 1
    assert send(client, url, make(content), "two").status_code == 201  # negative control
    assert len(worked) == 2


@pytest.mark.django_db
def test_of_two_at_once_the_slower_takes_its_file_away_again(shopper, monkeypatch):
    """Both looked into the film; the other's answer was kept before this one's transaction opened."""
    client, content, before = client_of(shopper), video_bytes(), set(originals())
    honest, other = views.lay_down, []

    def meanwhile(*, file):
        monkeypatch.setattr(views, "lay_down", honest)
        other.append(send(client_of(shopper), VIDEOS, uploaded_video(content), "one"))
        return honest(file=file)

    monkeypatch.setattr(views, "lay_down", meanwhile)
    slower = send(client, VIDEOS, uploaded_video(content), "one")
    assert (slower.status_code, slower.content) == (201, other[0].content)
    assert slower["Idempotent-Replayed"] == "true"
    video = Video.objects.get()
    assert {str(path)[-32:] for path in set(originals()) - before} == {video.original.name[-32:]}


class Paused:
    """A function that stops in the middle until it is told to go on."""

    def __init__(self, real):
        self.real, self.here, self.go_on = real, threading.Event(), threading.Event()

    def __call__(self, **arguments):
        self.here.set()
        assert self.go_on.wait(60)
        return self.real(**arguments)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("key", [None, "a-key"])
@pytest.mark.parametrize(
    ("url", "make", "step", "keeps_others_out"),
    [
        (PICTURES, uploaded, "draw_picture", False),
        (VIDEOS, uploaded_video, "lay_down", False),
        # The negative control: inside the transaction of the key SQLite's one writer is taken.
        (PICTURES, uploaded, "store_picture", True),
    ],
)
def test_others_write_while_a_picture_is_decoded(shopper, monkeypatch, url, make, step, keeps_others_out, key):
    paused = Paused(getattr(views, step))
    monkeypatch.setattr(views, step, paused)
    client, answers, file = client_of(shopper), [], make()

    def request():
        try:
            answers.append(send(client, url, file, key))
        finally:
            connection.close()

    sending = threading.Thread(target=request)
    sending.start()
    assert paused.here.wait(60)
    try:
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA busy_timeout = 0")  # do not wait: the writer is free or it is not
        if keeps_others_out and key and connection.vendor == "sqlite":
            with pytest.raises(OperationalError, match="locked"):
                User.objects.filter(pk=shopper.pk).update(name="Mei Mei")
        else:
            assert User.objects.filter(pk=shopper.pk).update(name="Mei Mei") == 1
        assert (Picture.objects.count(), Video.objects.count()) == (0, 0)
    finally:
        paused.go_on.set()
        sending.join()
        connection.close()  # with its impatience
    assert [answer.status_code for answer in answers] == [201]
    assert Picture.objects.count() + Video.objects.filter(poster=None).count() >= 1


@pytest.mark.django_db
def test_a_picture_that_is_none_keeps_no_key(shopper):
    refused = send(client_of(shopper), PICTURES, uploaded(b"none"), "one")
    assert (refused.status_code, IdempotencyRecord.objects.count()) == (409, 0)
    assert send(client_of(shopper), PICTURES, uploaded(image_bytes()), "one").status_code == 201
