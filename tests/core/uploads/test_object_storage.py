"""The same services on S3: a server on loopback, two buckets, and not one line of code that asks."""

import json
import os
import subprocess
import sys
import urllib.request
from pathlib import Path

import boto3
import pytest
from moto.server import ThreadedMotoServer

from config.settings import uploads as settings_module
from core.sealed_files import HEAD_BYTES, MARK, TAG_BYTES

PROGRAM = """
import json
import sys
import django
django.setup()
from django.core.files.storage import default_storage
from django.core.management import call_command
call_command("migrate", verbosity=0)
from core.encryption import field_keys, new_key
from core.uploads.models import Document, Picture, Video
from core.uploads.services.documents import delete_document, store_document
from core.uploads.services.formats import make_more_formats
from core.uploads.services.pictures import store_picture
from core.uploads.services.transcoding import transcode
from core.uploads.services.videos import store_video
from core.uploads.views.documents import document_response
from django.conf import settings
from tests.factories.uploads import image_bytes, uploaded
from tests.factories.videos import uploaded_video

picture = store_picture(uploaded_by=None, file=uploaded(image_bytes((700, 350))))
make_more_formats(picture_id=picture.pk)
document = store_document(uploaded_by=None, file=uploaded())
video = store_video(uploaded_by=None, file=uploaded_video())
original = video.original.name
transcode(video_id=video.pk)
video.refresh_from_db()
name_before = document.file.name
settings.DAJI_FIELD_KEYS = [new_key(), *settings.DAJI_FIELD_KEYS]
call_command("rotate_field_keys", verbosity=0, stdout=sys.stderr)
settings.DAJI_FIELD_KEYS = settings.DAJI_FIELD_KEYS[:1]
gone = store_document(uploaded_by=None, file=uploaded())
name_of_gone = gone.file.name
delete_document(document=gone)
response = document_response(document)  # its row was read before the rotation
streamed = b"".join(response)
print(json.dumps({
    "picture": picture.url_at(320),
    "avif": picture.url_at(700, ".avif"),
    "video": video.file.url,
    "poster": video.poster.url,
    "state": video.state,
    "document": document.file.name,
    "document before": name_before,
    "new key": field_keys()[0].id,
    "streamed": streamed.hex(),
    "length": len(streamed),
    "cache": response["Cache-Control"],
    "original": original,
    "gone": name_of_gone,
    "images": settings.SECURE_CSP["img-src"],
    "films": settings.SECURE_CSP["media-src"],
    "on disk": [str(p) for p in settings.MEDIA_ROOT.rglob("*") if p.is_file()],
}))
"""


@pytest.fixture
def s3(tmp_path):
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    client = boto3.client(
        "s3", endpoint_url=address, aws_access_key_id="key", aws_secret_access_key="secret", region_name="us-east-1"
    )
    client.create_bucket(Bucket="daji-public", ACL="public-read")
    client.create_bucket(Bucket="daji-private")
    yield address, client
    server.stop()


def names(client, bucket: str) -> set[str]:
    return {found["Key"] for found in client.list_objects_v2(Bucket=bucket).get("Contents", [])}


def test_pictures_videos_and_documents_on_s3(s3, tmp_path):
    address, client = s3
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
        "REDIS_URL": "",
        "S3_BUCKET": "daji-public",
        "S3_PRIVATE_BUCKET": "daji-private",
        "S3_ENDPOINT_URL": address,
        "S3_PUBLIC_URL": f"{address}/daji-public",
        "S3_ACCESS_KEY_ID": "key",
        "S3_SECRET_ACCESS_KEY": "secret",
        "PYTHONPATH": str(Path.cwd()),
    }
    run = subprocess.run([sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout.splitlines()[-1])
    assert told["state"] == "ready"
    assert told["on disk"] == []
    public, private = names(client, "daji-public"), names(client, "daji-private")
    assert {name.partition("/")[0] for name in public} == {"pictures", "videos"}
    assert private == {told["document"]}
    assert told["original"] not in private
    assert told["gone"] not in private
    for kind, media_type in {"picture": "image/webp", "avif": "image/avif", "video": "video/mp4"}.items():
        assert told[kind].startswith(f"{address}/daji-public/")
        assert "?" not in told[kind]
        with urllib.request.urlopen(told[kind]) as answer:
            assert (answer.status, answer.headers["Content-Type"]) == (200, media_type)
    part = urllib.request.Request(told["video"], headers={"Range": "bytes=0-1"})
    with urllib.request.urlopen(part) as answer:
        assert (answer.status, len(answer.read())) == (206, 2)
    lying = client.get_object(Bucket="daji-private", Key=told["document"])["Body"].read()
    assert lying.startswith(MARK + told["new key"].encode())
    assert len(lying) == HEAD_BYTES + told["length"] + TAG_BYTES
    assert told["streamed"].startswith("ffd8ff") and b"JFIF" not in lying
    assert told["document"] == f"{told['document before']}.{told['new key']}"
    assert told["cache"] == "private, no-store"
    assert address in told["images"]
    assert address in told["films"]


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"S3_BUCKET": "a", "S3_PRIVATE_BUCKET": "b"}, "Set S3_PUBLIC_URL to the address"),
        ({"S3_BUCKET": "a", "S3_PUBLIC_URL": "https://cdn.example"}, "Set S3_PRIVATE_BUCKET to a bucket of its own"),
        (
            {"S3_BUCKET": "a", "S3_PUBLIC_URL": "https://cdn.example", "S3_PRIVATE_BUCKET": "a"},
            "Set S3_PRIVATE_BUCKET to a bucket of its own",
        ),
    ],
)
def test_half_a_configuration_is_refused_with_a_sentence(environment, sentence):
    run = subprocess.run(
        [sys.executable, "-c", "import config.settings.test"],
        env=os.environ | environment,
        capture_output=True,
        text=True,
    )
    assert run.returncode != 0
    assert sentence in run.stderr


def test_without_a_bucket_it_is_the_disk(tmp_path):
    chosen = settings_module.storages(data_dir=tmp_path)
    assert chosen["default"]["BACKEND"] == "django.core.files.storage.FileSystemStorage"
    assert chosen["private"]["BACKEND"] == "core.sealed_files.SealedStorage"
    folder = {"backend": "config.storage.PrivateFolder", "options": {"location": str(tmp_path / "private")}}
    assert chosen["private"]["OPTIONS"] == folder
