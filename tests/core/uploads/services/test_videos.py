import io
import subprocess
from datetime import timedelta

import av
import pytest
from django.core.files.storage import default_storage, storages
from django.utils import timezone

from core.errors import Refused
from core.models import Event
from core.uploads import tasks
from core.uploads.gateways import children, video_children
from core.uploads.models import Video
from core.uploads.services import transcoding, videos
from core.uploads.states import VideoRefusal, VideoState
from tests.factories.uploads import image_bytes
from tests.factories.videos import VideoFactory, uploaded_video, video_bytes

pytestmark = pytest.mark.django_db


def store(content: bytes, name: str = "clip.mp4") -> Video:
    return videos.store_video(uploaded_by=None, file=uploaded_video(content, name))


def transcoded(video: Video) -> Video:
    transcoding.transcode(video_id=video.pk)
    video.refresh_from_db()
    return video


def content_of(video: Video) -> bytes:
    with video.file.open("rb") as file:
        return file.read()


@pytest.mark.parametrize(
    ("codec", "container", "sound"),
    [("libx264", "mp4", "aac"), ("libx264", "mov", "aac"), ("libvpx-vp9", "webm", "libopus"), ("libx264", "mp4", None)],
)
def test_what_phones_film_comes_out_as_an_mp4_that_everything_plays(codec, container, sound, shopper):
    original = video_bytes(seconds=2, codec=codec, container=container, sound=sound)
    video = videos.store_video(uploaded_by=shopper, file=uploaded_video(original))
    assert (video.state, video.uploaded_by, video.percent) == (VideoState.RECEIVED, shopper, 0)
    video = transcoded(video)
    assert (video.state, video.percent, video.width, video.height) == (VideoState.READY, 100, 160, 120)
    assert 1_800 <= video.duration_ms <= 2_000
    content = content_of(video)
    assert content.index(b"moov") < content.index(b"mdat"), "a player must read it all before it begins"
    with av.open(io.BytesIO(content), format="mp4") as made:
        assert [stream.codec_context.name for stream in made.streams] == ["h264"] + ["aac"] * bool(sound)
        assert made.streams.video[0].codec_context.pix_fmt == "yuv420p"
        assert sum(1 for _frame in made.decode(video=0)) == 20
    assert (video.poster.width, video.poster.height, video.poster.uploaded_by) == (160, 120, shopper)


def test_where_it_was_filmed_and_with_what_is_gone():
    original = video_bytes()
    assert b"+31.0200" in original
    assert b"Secret Phone Co" in original
    video = transcoded(store(original))
    assert b"+31.0200" not in content_of(video)
    assert b"Secret" not in content_of(video)
    with av.open(io.BytesIO(content_of(video)), format="mp4") as made:
        assert set(made.metadata) <= {"major_brand", "minor_version", "compatible_brands", "encoder"}


def test_what_was_sent_is_kept_privately_and_only_until_it_is_done(django_capture_on_commit_callbacks):
    video = VideoFactory()
    name = video.original.name
    assert storages["private"].exists(name)
    assert not default_storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        transcoded(video)
    assert not storages["private"].exists(name)
    assert video.original.name == ""


def test_a_large_one_is_made_smaller_in_the_same_shape():
    video = transcoded(store(video_bytes(size=(1920, 1080), seconds=0.3, sound=None)))
    assert (video.width, video.height) == (1280, 720)
    tall = transcoded(store(video_bytes(size=(720, 1280), seconds=0.3, sound=None)))
    assert (tall.width, tall.height) == (720, 1280)


IDENTITY = b"\0\1\0\0" + b"\0" * 12 + b"\0\1\0\0" + b"\0" * 12 + b"\x40\0\0\0"
A_QUARTER_CLOCKWISE = b"\0\0\0\0\0\1\0\0\0\0\0\0\xff\xff\0\0" + b"\0" * 16 + b"\x40\0\0\0"


def test_a_video_filmed_upright_stands_upright():
    """Phones film lying down and say so in the track's matrix."""
    lying = video_bytes(sound=None)
    track = lying.index(b"tkhd")
    at = lying.index(IDENTITY, track)
    standing = lying[:at] + A_QUARTER_CLOCKWISE + lying[at + len(IDENTITY) :]
    assert (transcoded(store(lying)).width, transcoded(store(standing)).width) == (160, 120)


def test_sixty_pictures_a_second_become_thirty():
    video = transcoded(store(video_bytes(rate=60, sound=None)))
    with av.open(io.BytesIO(content_of(video)), format="mp4") as made:
        assert 29 <= sum(1 for _frame in made.decode(video=0)) <= 31


UNREADABLE = "This is no video that we can read. Send an MP4, MOV or WebM file."
DAMAGED = "This video is cut short or damaged. Save it again and send that one."


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", UNREADABLE),
        (b"<script>alert(1)</script>", UNREADABLE),
        (b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n", UNREADABLE),
        (b"ffconcat version 1.0\nfile /etc/passwd\n", UNREADABLE),
        (b"RIFF\0\0\0\0AVI LIST", UNREADABLE),
        (image_bytes(kind="JPEG"), UNREADABLE),
        (b"\0\0\0\x18ftypisom" + b"\0" * 400, DAMAGED),
        (b"\x1aE\xdf\xa3" + b"\xff" * 400, DAMAGED),
    ],
    ids=["empty", "html", "playlist", "concat", "avi", "jpeg", "hollow mp4", "hollow webm"],
)
def test_what_is_no_video_of_ours_is_refused(content, sentence):
    with pytest.raises(Refused) as refusal:
        store(content, "honest.mp4")
    assert str(refusal.value) == sentence
    assert Video.objects.count() == 0


def test_sound_alone_is_no_video():
    buffer = io.BytesIO()
    with av.open(buffer, "w", format="mp4") as target:
        tone = target.add_stream("aac", rate=48_000, layout="stereo")
        frame = av.AudioFrame(format="fltp", layout="stereo", samples=1024)
        for plane in frame.planes:
            plane.update(bytes(plane.buffer_size))
        frame.sample_rate, frame.pts = 48_000, 0
        target.mux(tone.encode(frame))
        target.mux(tone.encode(None))
    with pytest.raises(Refused, match="There is sound in this file but no moving picture"):
        store(buffer.getvalue())


def test_a_codec_that_is_not_on_the_list_never_meets_its_decoder():
    with pytest.raises(Refused, match=r"Save it as MP4 \(H.264\)"):
        store(video_bytes(codec="mpeg4", sound=None))


def test_too_many_pixels():
    with pytest.raises(Refused, match="Record it in 1080p or 720p"):
        store(video_bytes(size=(3840, 2160), seconds=0.1, sound=None))


def test_too_long_by_its_header(settings):
    settings.DAJI_VIDEO_MOST_SECONDS = 1
    assert store(video_bytes(seconds=1)).pk
    with pytest.raises(Refused, match="This video is too long"):
        store(video_bytes(seconds=3))


def test_too_long_whatever_its_header_says(settings):
    video = store(video_bytes(seconds=4))
    settings.DAJI_VIDEO_MOST_SECONDS = 2
    assert transcoded(video).refusal == VideoRefusal.TOO_LONG


def test_too_many_bytes_are_refused_unread(settings):
    settings.DAJI_VIDEO_MOST_BYTES = 1024 * 1024
    with pytest.raises(Refused, match="larger than 1 MB"):
        store(b"\0" * (1024 * 1024 + 1))


def test_damaged_in_the_middle_is_refused_when_it_is_met(django_capture_on_commit_callbacks):
    whole = video_bytes(seconds=2)
    head = whole.index(b"mdat") + 8
    video = store(whole[:head] + b"\xa5" * (whole.index(b"moov") - head - 4) + whole[whole.index(b"moov") - 4 :])
    name = video.original.name
    with django_capture_on_commit_callbacks(execute=True):
        video = transcoded(video)
    assert (video.state, video.refusal, video.file.name) == (VideoState.REFUSED, VideoRefusal.DAMAGED, "")
    assert not storages["private"].exists(name)
    assert Event.objects.get(name="uploads.VideoRefused").data == {"video_id": video.pk, "reason": "damaged"}


def test_a_commit_starts_the_work(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        video = VideoFactory()
    video.refresh_from_db()
    assert video.state == VideoState.READY


def test_two_workers_do_not_do_it_twice():
    video, now = VideoFactory(), timezone.now()
    assert videos.begin(video_id=video.pk, now=now).attempts == 1
    assert videos.begin(video_id=video.pk, now=now) is None


class Killed(BaseException):
    """Nothing catches it, as nothing catches a SIGKILL."""


def test_killed_in_the_middle_it_is_taken_up_again(monkeypatch):
    video = VideoFactory()
    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(video_children, "transcode", lambda **_: (_ for _ in ()).throw(Killed))
        transcoding.transcode(video_id=video.pk)
    video.refresh_from_db()
    assert video.state == VideoState.TRANSCODING
    soon, later = timezone.now(), timezone.now() + videos.SILENT_FOR + timedelta(seconds=1)
    assert videos.take_up_abandoned(now=soon) == []
    assert videos.take_up_abandoned(now=later) == [video.pk]
    assert transcoded(video).state == VideoState.READY
    assert video.attempts == 2


def test_the_sweeper_also_finds_what_no_worker_heard_of(monkeypatch):
    video = VideoFactory()
    Video.objects.filter(pk=video.pk).update(progressed_at=timezone.now() - timedelta(hours=1))
    assert tasks.take_up_abandoned_videos() == 1
    video.refresh_from_db()
    assert video.state == VideoState.READY


def test_what_kills_three_workers_is_refused():
    video, now = VideoFactory(), timezone.now()
    for attempt in range(3):
        assert videos.begin(video_id=video.pk, now=now).attempts == attempt + 1
        now += videos.SILENT_FOR + timedelta(seconds=1)
        taken = videos.take_up_abandoned(now=now)
    assert taken == []
    video.refresh_from_db()
    assert (video.state, video.refusal) == (VideoState.REFUSED, VideoRefusal.DAMAGED)


def test_a_worker_thought_dead_writes_nothing_when_it_wakes_up():
    video, now = VideoFactory(), timezone.now()
    sleeper = videos.begin(video_id=video.pk, now=now)
    assert videos.note_progress(video=sleeper, percent=10) is True
    videos.take_up_abandoned(now=timezone.now() + videos.SILENT_FOR + timedelta(seconds=1))
    other = videos.begin(video_id=video.pk, now=now)
    assert videos.note_progress(video=sleeper, percent=90) is False
    videos.finish(video=sleeper, file="videos/of-the-sleeper.mp4")
    videos.refuse(video=sleeper, reason=VideoRefusal.DAMAGED)
    video.refresh_from_db()
    assert (video.state, video.percent, video.file.name) == (VideoState.TRANSCODING, 0, "")
    videos.finish(video=other, file="videos/of-the-other.mp4")
    video.refresh_from_db()
    assert video.file.name == "videos/of-the-other.mp4"


def test_progress_is_written_down(monkeypatch):
    seen = []
    video = VideoFactory()
    real = videos.note_progress
    monkeypatch.setattr(videos, "note_progress", lambda **said: seen.append(said["percent"]) or real(**said))
    assert transcoded(video).state == VideoState.READY
    assert seen[0] == 0


def test_a_child_that_takes_too_much_memory_or_time_is_ended(tmp_path, monkeypatch):
    script = tmp_path / "greedy.py"
    monkeypatch.setattr(children, "FOLDER", tmp_path)
    script.write_text("import sys; n = int(sys.stdin.readline()); b = bytearray(n); print(len(b))")
    limits = children.Limits(memory_bytes=64 * 1024 * 1024, cpu_seconds=5, wall_seconds=10)
    assert children.ask("greedy.py", question=b"1000\n", limits=limits) == b"1000\n"
    with pytest.raises(children.ChildFailed, match="exit status"):
        children.ask("greedy.py", question=b"200000000\n", limits=limits)
    script.write_text("import sys; sys.stdin.read()\nwhile True: pass")
    quick = children.Limits(memory_bytes=64 * 1024 * 1024, cpu_seconds=1, wall_seconds=10)
    with pytest.raises(children.ChildFailed, match="exit status -"):
        children.ask("greedy.py", question=b"", limits=quick)
    script.write_text("import time; time.sleep(60)")
    impatient = children.Limits(memory_bytes=64 * 1024 * 1024, cpu_seconds=1, wall_seconds=1)
    with pytest.raises(children.ChildFailed, match="time is up"):
        children.ask("greedy.py", question=b"", limits=impatient)


def test_the_child_knows_none_of_our_secrets(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "a secret")
    monkeypatch.setattr(children, "FOLDER", tmp_path)
    (tmp_path / "curious.py").write_text("import os; print(os.environ.get('SECRET_KEY'))")
    limits = children.Limits(memory_bytes=64 * 1024 * 1024, cpu_seconds=5, wall_seconds=10)
    assert children.ask("curious.py", question=b"", limits=limits) == b"None\n"
    assert subprocess.check_output(["sh", "-c", "echo $SECRET_KEY"]) == b"a secret\n"


def test_a_video_that_is_gone_is_nothing():
    transcoding.transcode(video_id=404)
    assert not Video.objects.exists()
