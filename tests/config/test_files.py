import gzip

import pytest

from config.asgi import Mounts
from config.collect import compress
from config.files import HashedFiles, UploadedFiles
from tests.fixtures.asgi import ask

STYLE = b"body { color: black } " * 100


@pytest.fixture
def static(tmp_path):
    root = tmp_path / "static"
    (root / "css").mkdir(parents=True)
    (root / "css" / "site.0123456789ab.css").write_bytes(STYLE)
    (root / "css" / "site.css").write_bytes(STYLE)
    (root / "small.css").write_bytes(b"a{}")
    (root / "picture.webp").write_bytes(STYLE)
    (root / ".collected").write_text("secret")
    (tmp_path / "outside.css").write_text("secret")
    compress(root)
    return Mounts({"/static/": HashedFiles(root)}, default=None)


@pytest.fixture
def media(tmp_path):
    root = tmp_path / "media"
    root.mkdir()
    for name in ("a.webp", "evil.svg", "evil.html", "report.pdf"):
        (root / name).write_bytes(b"0123456789")
    return Mounts({"/media/": UploadedFiles(root)}, default=None)


async def test_hashed_names_are_kept_for_ever(static):
    answer = await ask(static, "/static/css/site.0123456789ab.css")
    assert answer.status == 200
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"].startswith("text/css")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.body == STYLE


async def test_other_names_are_asked_for_each_time(static):
    answer = await ask(static, "/static/css/site.css")
    assert answer.headers["cache-control"] == "no-cache"
    again = await ask(static, "/static/css/site.css", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize("coding", ["gzip", "br, gzip;q=0.5", "GZIP"])
async def test_the_compressed_copy_where_it_is_taken(static, coding):
    answer = await ask(static, "/static/css/site.0123456789ab.css", headers={"Accept-Encoding": coding})
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-type"].startswith("text/css")
    assert answer.headers["vary"] == "Accept-Encoding"
    assert len(answer.body) < len(STYLE) / 10
    assert gzip.decompress(answer.body) == STYLE


@pytest.mark.parametrize("headers", [{}, {"Accept-Encoding": "br"}, {"Accept-Encoding": "gzip;q=0"}])
async def test_the_plain_file_where_it_is_not(static, headers):
    answer = await ask(static, "/static/css/site.css", headers=headers)
    assert "content-encoding" not in answer.headers
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.body == STYLE


async def test_small_files_and_pictures_have_no_compressed_copy(static):
    for path in ("/static/small.css", "/static/picture.webp"):
        assert "content-encoding" not in (await ask(static, path, headers={"Accept-Encoding": "gzip"})).headers


async def test_a_range_is_of_the_plain_file(static):
    answer = await ask(static, "/static/css/site.css", headers={"Accept-Encoding": "gzip", "Range": "bytes=0-3"})
    assert (answer.status, answer.body) == (206, b"body")


@pytest.mark.parametrize(
    "path",
    [
        "/static/",
        "/static/css/",
        "/static/css",
        "/static/nothing.css",
        "/static/.collected",
        "/static/../outside.css",
        "/static/css/../../outside.css",
        "/static//etc/passwd",
        "/static/css/site.css\0",
        "/static/" + "x" * 5000,
    ],
)
async def test_nothing_else_is_to_be_had(static, path):
    answer = await ask(static, path)
    assert answer.status == 404
    assert b"secret" not in answer.body


async def test_files_are_only_read(static):
    answer = await ask(static, "/static/css/site.css", method="POST")
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")
    head = await ask(static, "/static/css/site.css", method="HEAD")
    assert (head.status, head.body, head.headers["content-length"]) == (200, b"", str(len(STYLE)))


async def test_uploads_run_nothing(media):
    for name in ("a.webp", "evil.svg", "evil.html", "report.pdf"):
        answer = await ask(media, f"/media/{name}")
        assert answer.status == 200
        assert answer.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"
        assert answer.headers["x-content-type-options"] == "nosniff"


async def test_only_pictures_and_recordings_are_shown_in_place(media):
    assert "content-disposition" not in (await ask(media, "/media/a.webp")).headers
    for name in ("evil.svg", "evil.html", "report.pdf"):
        assert (await ask(media, f"/media/{name}")).headers["content-disposition"] == "attachment"


async def test_a_recording_can_be_sought(media):
    answer = await ask(media, "/media/a.webp", headers={"Range": "bytes=4-6"})
    assert (answer.status, answer.body, answer.headers["content-range"]) == (206, b"456", "bytes 4-6/10")


async def test_a_folder_that_is_not_there_yet_is_empty(tmp_path):
    app = Mounts({"/media/": UploadedFiles(tmp_path / "none")}, default=None)
    assert (await ask(app, "/media/a.webp")).status == 404


@pytest.fixture
def videos(tmp_path):
    root = tmp_path / "videos"
    root.mkdir()
    (root / "clip.mp4").write_bytes(bytes(range(256)) * 40)
    return Mounts({"/media/videos/": UploadedFiles(root)}, default=None)


async def test_a_video_says_that_it_can_be_read_in_parts(videos):
    answer = await ask(videos, "/media/videos/clip.mp4")
    assert (answer.status, len(answer.body)) == (200, 10_240)
    assert answer.headers["accept-ranges"] == "bytes"
    assert answer.headers["content-type"] == "video/mp4"
    assert "content-disposition" not in answer.headers


# What Safari asks first, what a seek asks, and the last bytes where an index may lie.
@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-1", 0, 1),
        ("bytes=100-", 100, 10_239),
        ("bytes=-256", 9_984, 10_239),
        ("bytes=10000-99999", 10_000, 10_239),
    ],
)
async def test_a_part_of_a_video(videos, asked, first, last):
    answer = await ask(videos, "/media/videos/clip.mp4", headers={"Range": asked})
    assert answer.status == 206
    assert answer.headers["content-range"] == f"bytes {first}-{last}/10240"
    assert answer.headers["content-length"] == str(last - first + 1)
    assert answer.body == (bytes(range(256)) * 40)[first : last + 1]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"


async def test_a_part_that_is_not_there(videos):
    answer = await ask(videos, "/media/videos/clip.mp4", headers={"Range": "bytes=10240-"})
    assert answer.status == 416
    assert answer.headers["content-range"] in ("bytes */10240", "*/10240")


async def test_a_part_of_an_older_video_is_not_glued_to_a_newer_one(videos):
    asked = {"Range": "bytes=5-9", "If-Range": '"another-version"'}
    answer = await ask(videos, "/media/videos/clip.mp4", headers=asked)
    assert (answer.status, len(answer.body)) == (200, 10_240)
