"""Killed processes, and what they leave: nothing with a name in a common folder, nothing for long in our own."""

import os
import signal
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from core.uploads.gateways.unnamed_files import UnnamedFileUploadHandler
from core.uploads.services.scratch import LOOK, WORK, parts_root, sweep_scratch
from tests.factories.uploads import uploaded

LARGE = b"x" * (3 * 1024 * 1024)
# A form with a large file is being read, and the process waits to be killed.
PROGRAM = """
import sys, django
django.setup()
from django.conf import settings
settings.FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler", sys.argv[1]]
from django.test import RequestFactory
from tests.core.uploads.test_scratch import LARGE
from tests.factories.uploads import uploaded
request = RequestFactory().post("/", {"file": uploaded(LARGE)})
assert request.FILES["file"].size == len(LARGE)
print("read", flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize(
    ("handler", "left"),
    [(UnnamedFileUploadHandler, 0), (TemporaryFileUploadHandler, 1)],
    ids=["ours", "Django's, the negative control"],
)
def test_a_process_killed_while_a_form_is_read_leaves_no_file(tmp_path, handler, left):
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, f"{handler.__module__}.{handler.__qualname__}"],
        env=os.environ | {"TMPDIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings.test"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "read\n"
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert len([path for path in tmp_path.rglob("*") if path.is_file() and path.stat().st_size == len(LARGE)]) == left


@pytest.mark.django_db  # an answer that ends lets connections go
def test_a_large_file_of_a_form_has_no_name_and_is_read_like_any(settings):
    request = RequestFactory().post("/", {"file": uploaded(LARGE, "film.mp4")})
    file = request.FILES["file"]
    assert not isinstance(file, TemporaryUploadedFile)
    assert not hasattr(file, "temporary_file_path")
    assert (file.name, file.size, file.read() == LARGE) == ("film.mp4", len(LARGE), True)
    file.seek(0)
    assert b"".join(file.chunks()) == LARGE
    assert file.file.fileno() > 0 and os.fstat(file.file.fileno()).st_nlink == 0
    HttpResponse().close()
    file.close()
    assert file.closed


def test_a_form_that_breaks_off_closes_its_file():
    handler = UnnamedFileUploadHandler()
    handler.upload_interrupted()  # before the file began
    handler.new_file("file", "film.mp4", "video/mp4", 1)
    handler.upload_interrupted()
    assert handler.file.closed


def test_what_a_killed_worker_left_is_swept_up_and_what_is_at_work_stays():
    now = timezone.now()
    long_ago = (now - timedelta(hours=1, minutes=1)).timestamp()
    left = [Path(tempfile.mkdtemp(prefix=WORK, dir=parts_root())), parts_root() / f"{LOOK}left"]
    at_work = [Path(tempfile.mkdtemp(prefix=WORK, dir=parts_root())), parts_root() / f"{LOOK}at-work"]
    for folder, file in (left, at_work):
        (folder / "source").write_bytes(b"where it was filmed")
        file.touch()
    other = parts_root() / "other"
    other.touch()
    for path in (*left, other):
        os.utime(path, (long_ago, long_ago))
    assert sweep_scratch(now=now) == 2
    assert [path.exists() for path in (*left, *at_work, other)] == [False, False, True, True, True]
    assert sweep_scratch(now=now) == 0
