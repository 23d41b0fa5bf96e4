import base64
import fcntl
import hashlib
import io
import os
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from core.uploads import tasks
from core.uploads.models import ResumableUpload
from core.uploads.services import resumable
from core.uploads.services.scratch import parts_root

pytestmark = pytest.mark.django_db

CONTENT = bytes(range(256)) * 8


@pytest.fixture
def phone(client, shopper):
    client.force_login(shopper)
    return client


def begin(client, length=2048, **headers):
    return client.post(
        reverse("uploads:uploads"), headers={"Tus-Resumable": "1.0.0", "Upload-Length": str(length), **headers}
    )


def send(client, url, offset, piece, **headers):
    return client.patch(
        url,
        piece,
        content_type="application/offset+octet-stream",
        headers={"Tus-Resumable": "1.0.0", "Upload-Offset": str(offset), **headers},
    )


def ask(client, url):
    return client.head(url, headers={"Tus-Resumable": "1.0.0"})


def sha1(piece: bytes) -> str:
    return f"sha1 {base64.b64encode(hashlib.sha1(piece).digest()).decode()}"


def test_what_the_server_can_do(phone):
    answer = phone.options(reverse("uploads:uploads"))
    assert answer.status_code == 204
    assert {name: answer[name] for name in answer.headers if name.startswith("Tus-")} == {
        "Tus-Resumable": "1.0.0",
        "Tus-Version": "1.0.0",
        "Tus-Extension": "creation,checksum,expiration,termination",
        "Tus-Checksum-Algorithm": "sha1",
        "Tus-Max-Size": str(128 * 1024 * 1024),
    }


def test_a_file_in_pieces(phone, shopper):
    answer = begin(phone)
    assert (answer.status_code, answer["Tus-Resumable"]) == (201, "1.0.0")
    url = answer["Location"]
    first = send(phone, url, 0, CONTENT[:1000])
    assert (first.status_code, first["Upload-Offset"]) == (204, "1000")
    asked = ask(phone, url)
    assert (asked.status_code, asked["Upload-Offset"], asked["Upload-Length"]) == (200, "1000", "2048")
    assert asked["Cache-Control"] == "no-store"
    assert "GMT" in asked["Upload-Expires"]
    assert send(phone, url, 1000, CONTENT[1000:])["Upload-Offset"] == "2048"
    upload = ResumableUpload.objects.get()
    assert upload.is_complete
    assert upload.uploaded_by == shopper
    assert upload.part.read_bytes() == CONTENT


@pytest.mark.parametrize("offset", [0, 999, 1001, 2048])
def test_a_piece_that_does_not_follow_the_last_one(phone, offset):
    url = begin(phone)["Location"]
    send(phone, url, 0, CONTENT[:1000])
    answer = send(phone, url, offset, b"x" * 10)
    assert answer.status_code == 409
    assert answer.content.decode() == "This piece does not follow the last one. Ask where to go on."
    upload = ResumableUpload.objects.get()
    assert (upload.offset, upload.part.read_bytes()) == (1000, CONTENT[:1000])


def test_a_piece_damaged_on_the_way_does_not_count(phone):
    url = begin(phone)["Location"]
    damaged = send(phone, url, 0, CONTENT[:999] + b"!", **{"Upload-Checksum": sha1(CONTENT[:1000])})
    assert damaged.status_code == 460
    assert ask(phone, url)["Upload-Offset"] == "0"
    whole = send(phone, url, 0, CONTENT[:1000], **{"Upload-Checksum": sha1(CONTENT[:1000])})
    assert (whole.status_code, whole["Upload-Offset"]) == (204, "1000")
    assert ResumableUpload.objects.get().part.read_bytes() == CONTENT[:1000]
    assert send(phone, url, 1000, b"x", **{"Upload-Checksum": "md5 abc"}).status_code == 400


def test_more_than_was_announced_does_not_count(phone):
    url = begin(phone, length=100)["Location"]
    assert send(phone, url, 0, b"x" * 101).status_code == 413
    assert ask(phone, url)["Upload-Offset"] == "0"
    assert send(phone, url, 0, b"x" * 100).status_code == 204


def test_what_a_crash_left_behind_is_written_over(phone):
    url = begin(phone)["Location"]
    send(phone, url, 0, CONTENT[:1000])
    upload = ResumableUpload.objects.get()
    with upload.part.open("ab") as part:
        part.write(b"written, and then the power went")
    assert send(phone, url, 1000, CONTENT[1000:]).status_code == 204
    assert upload.part.read_bytes() == CONTENT


def test_two_pieces_at_once(phone):
    url = begin(phone)["Location"]
    upload = ResumableUpload.objects.get()
    with upload.part.open("r+b") as part:
        fcntl.flock(part, fcntl.LOCK_EX)
        assert send(phone, url, 0, CONTENT).status_code == 423
    assert send(phone, url, 0, CONTENT).status_code == 204


@pytest.mark.parametrize("method", ["head", "patch", "delete"])
def test_somebody_elses_upload_is_not_there(phone, client, stranger, method):
    url = begin(phone)["Location"]
    ask_for_it = {
        "head": lambda: ask(client, url),
        "patch": lambda: send(client, url, 0, CONTENT),
        "delete": lambda: client.delete(url, headers={"Tus-Resumable": "1.0.0"}),
    }[method]
    client.force_login(stranger)
    assert ask_for_it().status_code == 404
    assert ResumableUpload.objects.get().offset == 0
    client.logout()
    answer = ask_for_it()
    assert (answer.status_code, answer.url) == (302, f"/accounts/login/?next={url}")
    assert ResumableUpload.objects.get().offset == 0


def test_who_is_not_signed_in_begins_nothing(client, db):
    assert begin(client).status_code == 302
    assert ResumableUpload.objects.count() == 0


def test_a_page_of_another_site_cannot_send(shopper):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(shopper)
    assert begin(strict).status_code == 403
    assert ResumableUpload.objects.count() == 0


def test_cancelled_it_is_gone(phone):
    url = begin(phone)["Location"]
    part = ResumableUpload.objects.get().part
    assert part.exists()
    assert phone.delete(url, headers={"Tus-Resumable": "1.0.0"}).status_code == 204
    assert not part.exists()
    assert ask(phone, url).status_code == 404


@pytest.mark.parametrize("length", ["", "-1", "1e9", "٣", "1" * 16, "0x10"])
def test_a_length_that_is_no_number(phone, length):
    answer = begin(phone, length=length)
    assert answer.status_code == 400
    assert answer.content.decode() == "The header Upload-Length is missing or no number."


def test_lengths_that_are_too_small_and_too_large(phone, settings):
    assert begin(phone, length=0).status_code == 409
    most = settings.DAJI_VIDEO_MOST_BYTES
    answer = begin(phone, length=most + 1)
    assert answer.status_code == 413
    assert answer.content.decode() == (
        "This video is larger than 128 MB. Cut it down to a minute, or record it in 720p."
    )
    assert begin(phone, length=most).status_code == 201


def test_one_person_has_so_many_under_way(phone, client, stranger, settings):
    urls = [begin(phone)["Location"] for _ in range(settings.DAJI_UPLOADS_AT_ONCE)]
    answer = begin(phone)
    assert answer.status_code == 429
    assert answer.content.decode().startswith("You have several uploads under way.")
    phone.delete(urls[0], headers={"Tus-Resumable": "1.0.0"})
    assert begin(phone).status_code == 201
    client.force_login(stranger)
    assert begin(client).status_code == 201


def test_another_version_of_the_protocol(phone):
    answer = phone.post(reverse("uploads:uploads"), headers={"Upload-Length": "10"})
    assert (answer.status_code, answer["Tus-Version"]) == (412, "1.0.0")


def test_a_piece_of_another_type(phone):
    url = begin(phone)["Location"]
    headers = {"Tus-Resumable": "1.0.0", "Upload-Offset": "0"}
    assert phone.patch(url, CONTENT, content_type="video/mp4", headers=headers).status_code == 415


def test_an_upload_of_which_nobody_heard_again_is_forgotten(phone, settings):
    url = begin(phone)["Location"]
    upload = ResumableUpload.objects.get()
    assert tasks.forget_expired_uploads() == 0
    ResumableUpload.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert ask(phone, url).status_code == 404
    assert tasks.forget_expired_uploads() == 1
    assert not upload.part.exists()
    assert ResumableUpload.objects.count() == 0


def test_parts_that_lost_their_row_are_swept_up(phone):
    begin(phone)
    known = ResumableUpload.objects.get().part
    lost, fresh = parts_root() / uuid.uuid4().hex, parts_root() / uuid.uuid4().hex
    long_ago = (timezone.now() - timedelta(days=3)).timestamp()
    for part in (lost, fresh, known):
        part.touch()
    for part in (lost, known):
        os.utime(part, (long_ago, long_ago))
    tasks.forget_expired_uploads()
    assert (lost.exists(), fresh.exists(), known.exists()) == (False, True, True)


def test_no_address_leads_to_the_parts(phone):
    begin(phone)
    part = ResumableUpload.objects.get().part
    assert not part.is_relative_to(settings.MEDIA_ROOT)
    assert not part.is_relative_to(settings.STATIC_ROOT)
    assert part.stat().st_mode & 0o077 == 0
    assert Path(settings.DAJI_PARTS_ROOT).stat().st_mode & 0o077 == 0


def test_a_part_that_is_gone_says_so(phone):
    url = begin(phone)["Location"]
    ResumableUpload.objects.get().part.unlink()
    answer = send(phone, url, 0, CONTENT)
    assert answer.status_code == 409
    assert answer.content.decode() == "This upload is no longer here. Choose the file again."


def test_a_disk_that_fails_in_the_middle_counts_nothing(shopper, monkeypatch):
    upload = resumable.begin_upload(uploaded_by=shopper, length=10, now=timezone.now())

    def full(_descriptor):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch, pytest.raises(OSError, match="No space left"):
        patch.setattr(os, "fsync", full)
        resumable.append(upload=upload, offset=0, body=io.BytesIO(b"0123456789"))
    upload.refresh_from_db()
    assert upload.offset == 0
    assert resumable.append(upload=upload, offset=0, body=io.BytesIO(b"0123456789")) == 10
    assert upload.part.read_bytes() == b"0123456789"
