"""Files that say nothing to whoever reads the disk, and open nothing once they were touched."""

import io
from pathlib import Path

import pytest
from django.core.files.base import ContentFile, File
from django.core.files.storage import storages

from config.storage import PrivateFolder
from core.encryption import DecryptionError, field_keys, new_key
from core.sealed_files import CHUNK_BYTES, HEAD_BYTES, MARK, TAG_BYTES, SealedStorage, key_id_of, sealed_pieces

STORED_CHUNK = CHUNK_BYTES + TAG_BYTES
NAME = "documents/ab/paper.jpg"
CONTENT = b"".join(bytes([number]) * CHUNK_BYTES for number in range(3)) + b"the end"


@pytest.fixture
def storage(tmp_path) -> SealedStorage:
    return SealedStorage(backend="config.storage.PrivateFolder", options={"location": str(tmp_path)})


def kept(storage: SealedStorage, content: bytes = CONTENT, name: str = NAME) -> Path:
    assert storage.save(name, ContentFile(content)) == name
    return Path(storage.path(name))


def read(storage: SealedStorage, name: str = NAME) -> bytes:
    with storage.open(name) as file:
        return file.read()


@pytest.mark.parametrize(
    "length", [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES, 3 * CHUNK_BYTES + 7]
)
def test_what_comes_out_is_what_went_in(storage, length):
    content = (CONTENT * 2)[:length]
    path = kept(storage, content)
    assert read(storage) == content
    assert storage.size(NAME) == length
    assert path.stat().st_size == HEAD_BYTES + length + max(1, -(-length // CHUNK_BYTES)) * TAG_BYTES


def test_the_disk_shows_nothing_of_it(storage):
    """Negative control: the folder below, asked alone, shows all of it."""
    line = b"licence 91310000MA1K35XXXX"
    path = kept(storage, line * 10)
    assert line not in path.read_bytes()
    assert path.read_bytes().startswith(MARK + field_keys()[0].id.encode())
    bare = PrivateFolder(location=str(path.parent))
    bare.save("bare.jpg", ContentFile(line))
    assert line in Path(bare.path("bare.jpg")).read_bytes()


def test_the_same_file_twice_has_nothing_in_common(storage):
    first, second = (kept(storage, CONTENT, f"documents/{name}").read_bytes() for name in ("a.jpg", "b.jpg"))
    assert first[HEAD_BYTES:] != second[HEAD_BYTES:]


def test_only_the_sites_own_user_may_look_into_the_folder(storage):
    path = kept(storage)
    assert (path.stat().st_mode & 0o077, path.parent.stat().st_mode & 0o077) == (0, 0)
    assert list((Path(storage.path("")) / ".drafts").iterdir()) == []


def test_it_can_be_read_from_anywhere_and_again(storage):
    kept(storage)
    with storage.open(NAME) as file:
        for at in (CHUNK_BYTES - 3, 0, 2 * CHUNK_BYTES + 5, len(CONTENT) - 4, len(CONTENT) + 9):
            file.seek(at)
            assert (file.read(10), file.tell()) == (CONTENT[at : at + 10], max(at, min(at + 10, len(CONTENT))))
        assert file.seek(-4, io.SEEK_END) == len(CONTENT) - 4
    file.open()
    assert file.read() == CONTENT


def test_another_key_opens_nothing(storage, settings):
    settings.DAJI_FIELD_KEYS = [new_key()]
    kept(storage)
    right = settings.DAJI_FIELD_KEYS
    settings.DAJI_FIELD_KEYS = [new_key()]
    with pytest.raises(DecryptionError, match="not in DAJI_FIELD_KEYS"):
        read(storage)
    settings.DAJI_FIELD_KEYS = [new_key(), *right]
    assert read(storage) == CONTENT


def test_a_key_that_only_claims_to_be_the_right_one_opens_nothing(storage, settings):
    path = kept(storage)
    mine, settings.DAJI_FIELD_KEYS = field_keys()[0], [new_key()]
    path.write_bytes(path.read_bytes().replace(mine.id.encode(), field_keys()[0].id.encode(), 1))
    with pytest.raises(DecryptionError, match="was changed, cut short or moved"):
        read(storage)


def swapped(stored: bytes) -> bytes:
    head, chunks = stored[:HEAD_BYTES], stored[HEAD_BYTES:]
    return head + chunks[STORED_CHUNK : 2 * STORED_CHUNK] + chunks[:STORED_CHUNK] + chunks[2 * STORED_CHUNK :]


TOUCHED = {
    "two chunks swapped": swapped,
    "a chunk left out": lambda stored: stored[:HEAD_BYTES] + stored[HEAD_BYTES + STORED_CHUNK :],
    "a chunk twice": lambda stored: stored[: HEAD_BYTES + STORED_CHUNK] + stored[HEAD_BYTES:],
    "cut between chunks": lambda stored: stored[: HEAD_BYTES + 2 * STORED_CHUNK],
    "cut inside a chunk": lambda stored: stored[:-3],
    "cut behind the head": lambda stored: stored[:HEAD_BYTES],
    "cut inside a tag": lambda stored: stored[: HEAD_BYTES + 5],
    "a byte more": lambda stored: stored + b"\0",
    "a bit of the content": lambda stored: stored[:-20] + bytes([stored[-20] ^ 1]) + stored[-19:],
    "a bit of the salt": lambda stored: (
        stored[: HEAD_BYTES - 1] + bytes([stored[HEAD_BYTES - 1] ^ 1]) + stored[HEAD_BYTES:]
    ),
}


@pytest.mark.parametrize("touch", TOUCHED.values(), ids=TOUCHED.keys())
def test_what_was_touched_is_not_handed_out(storage, touch):
    path = kept(storage)
    stored = path.read_bytes()
    path.write_bytes(touch(stored))
    with pytest.raises(DecryptionError, match=r"The file documents/ab/paper\.jpg was (changed, )?cut short"):
        read(storage)
    path.write_bytes(stored)  # negative control
    assert read(storage) == CONTENT


def test_a_file_moved_to_another_name_is_not_handed_out(storage):
    """Who can write to the disk cannot show one farm's paper as another's."""
    kept(storage, CONTENT, "documents/theirs.jpg").replace(kept(storage, b"mine", "documents/mine.jpg"))
    with pytest.raises(DecryptionError, match="moved there"):
        read(storage, "documents/mine.jpg")


def test_the_chunks_before_a_cut_are_the_right_ones(storage):
    path = kept(storage)
    path.write_bytes(path.read_bytes()[:-3])
    with storage.open(NAME) as file:
        assert file.read(CHUNK_BYTES) == CONTENT[:CHUNK_BYTES]


def test_a_source_that_gives_a_little_at_a_time_is_sealed_the_same(storage, tmp_path):
    class Dripping(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(min(size or 1, 1000))

    path = tmp_path / "dripped"
    path.write_bytes(b"".join(sealed_pieces(Dripping(CONTENT), name="dripped")))
    assert read(storage, "dripped") == CONTENT


def test_what_lay_there_before_is_read_as_it_is(storage):
    storage.inner.save(NAME, ContentFile(CONTENT))
    assert (read(storage), storage.key_id(NAME)) == (CONTENT, None)
    assert key_id_of(MARK) is None


def test_a_write_that_fails_leaves_the_file_of_before(storage):
    class Failing(File):
        def __init__(self) -> None:
            super().__init__(io.BytesIO(), NAME)

        def read(self, size: int = -1) -> bytes:
            raise OSError(28, "No space left on device")

    kept(storage)
    with pytest.raises(OSError, match="No space left"):
        storage.save(NAME, Failing())
    assert read(storage) == CONTENT


def test_it_is_written_whole_or_not_at_all(storage):
    with pytest.raises(ValueError, match="written whole"):
        storage.open(NAME, "wb")


def test_the_private_storage_of_the_site_is_sealed():
    private = storages["private"]
    assert isinstance(private, SealedStorage)
    with pytest.raises(ValueError, match="not accessible via a URL"):
        private.url(NAME)
