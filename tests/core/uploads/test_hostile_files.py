import io
from collections import Counter

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from core.errors import Refused
from core.uploads.models import Document, Picture, Video
from core.uploads.services import transcoding
from core.uploads.services.documents import store_document
from core.uploads.services.formats import make_more_formats
from core.uploads.services.pictures import store_picture
from core.uploads.services.videos import store_video
from tests.core.uploads import corpus, corpus_names, corpus_strings, corpus_videos
from tests.factories.uploads import image_bytes

pytestmark = pytest.mark.django_db

LEAKS = (b"daji-payload", b"<script", b"<?php", corpus.PLACE, b"Exif\0\0", b"x:xmpmeta")


def kept(names: list[str]) -> list[bytes]:
    contents = []
    for name in names:
        with default_storage.open(name) as file:
            contents.append(file.read())
    return contents


def test_the_corpus_is_large_enough_and_each_of_it_is_another():
    pictures, videos = corpus.pictures(), corpus_videos.videos()
    names = [hostile.name for hostile in pictures + videos]
    assert len(pictures) + len(videos) + len(corpus_names.NAMES) + len(corpus_strings.STRINGS) >= 350
    assert [name for name, times in Counter(names).items() if times > 1] == []
    assert len({*corpus_names.NAMES}) == len(corpus_names.NAMES)


@pytest.mark.parametrize("make", corpus.MAKERS, ids=lambda make: make.__name__)
def test_hostile_pictures_are_refused_with_their_sentence_or_come_out_clean(make):
    wrong = []
    for hostile in make():
        ending = hostile.name.rpartition(".")[2]
        try:
            picture = store_picture(uploaded_by=None, file=SimpleUploadedFile(f"honest.{ending}", hostile.content))
        except Refused as refusal:
            if str(refusal) not in hostile.refused:
                wrong.append((hostile.name, str(refusal)))
            continue
        if hostile.refused and not hostile.either:
            wrong.append((hostile.name, "was taken"))
        contents = kept([picture.name_at(width) for width in picture.widths])
        assert all(Image.open(io.BytesIO(content)).format == "WEBP" for content in contents), hostile.name
        wrong += [(hostile.name, leak) for leak in LEAKS for content in contents if leak in content]
    assert wrong == []


def test_whatever_else_is_made_of_them_is_clean_as_well():
    """AVIF, JPEG and private documents of the pictures that tell and carry the most."""
    for hostile in [*corpus.whereabouts()][:4] + [*corpus.polyglots()][-20:-16]:
        assert any(leak in hostile.content for leak in LEAKS), hostile.name
        picture = store_picture(uploaded_by=None, file=SimpleUploadedFile("a.jpg", hostile.content))
        make_more_formats(picture_id=picture.pk)
        document = store_document(uploaded_by=None, file=SimpleUploadedFile("a.jpg", hostile.content))
        with document.file.open("rb") as file:
            contents = [file.read()]
        contents += kept([picture.name_at(width, ".avif") for width in picture.widths])
        contents += kept([picture.name_at(picture.jpeg_width, ".jpg")])
        assert [leak for leak in LEAKS for content in contents if leak in content] == []
    assert Document.objects.count() == Picture.objects.count() == 8


def test_names_reach_no_path():
    content = image_bytes()
    expected = store_picture(uploaded_by=None, file=SimpleUploadedFile("a.png", content)).file.name
    for name in corpus_names.NAMES:
        file = SimpleUploadedFile("a.png", content)
        file._name = name  # past Django, which already cleans what browsers send
        assert store_picture(uploaded_by=None, file=file).file.name == expected
        document = store_document(uploaded_by=None, file=file)
        assert document.file.name.replace("/", "").isascii()
        assert len(document.file.name) == len("documents/ab/.jpg") + 32
        document.file.delete(save=False)


@pytest.mark.parametrize("hostile", corpus_videos.videos(), ids=lambda hostile: hostile.name)
def test_hostile_videos_are_refused_with_their_sentence_or_come_out_as_an_mp4(hostile):
    try:
        video = store_video(uploaded_by=None, file=SimpleUploadedFile("honest.mp4", hostile.content))
    except Refused as refusal:
        assert str(refusal) in hostile.refused
        assert Video.objects.count() == 0
        return
    assert hostile.either, "was taken"
    transcoding.transcode(video_id=video.pk)
    video.refresh_from_db()
    if video.is_ready:
        with video.file.open("rb") as file:
            content = file.read()
        assert content[4:8] == b"ftyp"
        assert [leak for leak in (b"root:", b"+31.02", b"Secret") if leak in content] == []
    else:
        assert video.get_refusal_display() in hostile.refused
