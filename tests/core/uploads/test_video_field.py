from datetime import timedelta

import pytest
from django import forms
from django.core import signing
from django.utils import timezone

from core.uploads.forms import VideoField, set_uploader
from core.uploads.forms.videos import KEPT_SALT
from core.uploads.models import ResumableUpload, Video
from core.uploads.services.resumable import append, begin_upload
from tests.factories.videos import VideoFactory, uploaded_video, video_bytes

pytestmark = pytest.mark.django_db


class ClipForm(forms.Form):
    title = forms.CharField()
    clip = VideoField(required=False)


def form_of(user, data=None, files=None, **options) -> ClipForm:
    form = ClipForm({"title": "Frost", **(data or {})}, files or {}, **options)
    set_uploader(form, user)
    return form


@pytest.fixture
def upload(shopper):
    """An upload that is all there."""
    content = video_bytes()
    found = begin_upload(uploaded_by=shopper, length=len(content), now=timezone.now())
    with uploaded_video(content).open() as file:
        append(upload=found, offset=0, body=file)
    return found


def test_a_file_that_came_with_the_form(shopper):
    form = form_of(shopper, files={"clip": uploaded_video()})
    assert form.is_valid()
    assert (form.cleaned_data["clip"], form.cleaned_data["clip"].uploaded_by) == (Video.objects.get(), shopper)


def test_a_file_that_came_before_it_in_pieces(shopper, upload):
    form = form_of(shopper, {"clip-upload": str(upload.pk)})
    assert form.is_valid()
    assert form.cleaned_data["clip"] == Video.objects.get()
    assert ResumableUpload.objects.count() == 0
    assert not upload.part.exists()


@pytest.mark.parametrize("which", ["another person's", "expired", "unfinished", "no id", "unknown"])
def test_an_upload_that_cannot_be_taken(shopper, stranger, upload, which):
    user, named = shopper, str(upload.pk)
    if which == "another person's":
        user = stranger
    elif which == "expired":
        ResumableUpload.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    elif which == "unfinished":
        ResumableUpload.objects.update(offset=upload.length - 1)
    else:
        named = {"no id": "../../etc/passwd", "unknown": "00000000-0000-4000-8000-000000000000"}[which]
    form = form_of(user, {"clip-upload": named})
    assert form.errors == {
        "clip": ["The video is not all here. Choose the file again, and it goes on where it stopped."]
    }
    assert Video.objects.count() == 0
    assert upload.part.exists()


def test_what_is_refused_stands_beside_the_field_and_is_not_kept(shopper):
    content = b"<script>" * 100
    upload = begin_upload(uploaded_by=shopper, length=len(content), now=timezone.now())
    with uploaded_video(content).open() as file:
        append(upload=upload, offset=0, body=file)
    form = form_of(shopper, {"clip-upload": str(upload.pk)})
    assert form.errors == {"clip": ["This is no video that we can read. Send an MP4, MOV or WebM file."]}
    assert not upload.part.exists()
    assert ResumableUpload.objects.count() == 0


def test_a_mistake_elsewhere_costs_no_second_upload(shopper, upload):
    wrong = form_of(shopper, {"clip-upload": str(upload.pk), "title": ""})
    assert not wrong.is_valid()
    video = Video.objects.get()
    kept = signing.dumps(video.pk, salt=KEPT_SALT)
    shown = str(wrong["clip"]).split('name="clip-kept" value="')[1].split('"')[0]
    assert signing.loads(shown, salt=KEPT_SALT) == video.pk
    right = form_of(shopper, {"clip-kept": kept})
    assert right.is_valid()
    assert right.cleaned_data["clip"] == video


def test_a_forged_key_names_nothing(shopper):
    VideoFactory()
    for forged in ("1", "", signing.dumps(1, salt="another"), "a:b:c"):
        form = form_of(shopper, {"clip-kept": forged})
        assert form.is_valid()
        assert form.cleaned_data["clip"] is None


def test_taken_away(shopper):
    kept = signing.dumps(VideoFactory().pk, salt=KEPT_SALT)
    form = form_of(shopper, {"clip-kept": kept, "clip-removed": "on"})
    assert form.is_valid()
    assert form.cleaned_data["clip"] is None


def test_only_who_sent_it_keeps_asking_how_far_it_is(shopper, stranger):
    video = VideoFactory(uploaded_by=shopper)
    kept = {"clip-kept": signing.dumps(video.pk, salt=KEPT_SALT)}
    assert "hx-get" in str(form_of(shopper, kept)["clip"])
    of_a_colleague = str(form_of(stranger, kept)["clip"])
    assert "Your video is here and waits its turn." in of_a_colleague
    assert "hx-get" not in of_a_colleague
