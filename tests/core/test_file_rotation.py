from io import StringIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db.models import QuerySet

from core.encryption import DecryptionError, field_keys, new_key
from core.field_rotation import PLAIN
from core.file_rotation import count_files_by_key, rotate_files, sealed_file_fields, stored_files
from core.sealed_files import SealedStorage
from core.uploads.models import Document
from core.uploads.services.documents import delete_document, store_document
from tests.factories.uploads import uploaded

pytestmark = pytest.mark.django_db
OLD, NEW = new_key(), new_key()
FILES = Document._meta.get_field("file")


class Killed(BaseException):
    """What no handler of the code under test catches."""


@pytest.fixture(autouse=True)
def storage(settings, tmp_path, monkeypatch) -> SealedStorage:
    settings.DAJI_FIELD_KEYS = [OLD]
    folder = SealedStorage(backend="config.storage.PrivateFolder", options={"location": str(tmp_path)})
    monkeypatch.setattr(FILES, "storage", folder)
    return folder


def rotate(*arguments: str) -> str:
    out = StringIO()
    call_command("rotate_field_keys", *arguments, stdout=out, stderr=out)
    return out.getvalue()


def papers(count: int) -> dict[int, bytes]:
    return {
        paper.pk: content(paper) for paper in (store_document(uploaded_by=None, file=uploaded()) for _ in range(count))
    }


def content(paper: Document) -> bytes:
    with paper.file.open("rb") as file:
        return file.read()


def contents() -> dict[int, bytes]:
    return {paper.pk: content(paper) for paper in Document.objects.all()}


def on_disk(storage: SealedStorage) -> set[str]:
    root = Path(storage.path(""))
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}


def named() -> set[str]:
    return set(Document.objects.values_list("file", flat=True))


def test_every_paper_moves_under_the_first_key_and_the_old_one_is_no_longer_needed(settings, storage):
    before, old = papers(3), field_keys()[0].id
    settings.DAJI_FIELD_KEYS = [NEW, OLD]
    new = field_keys()[0].id
    assert f"files of uploads.document.file: 3 under {old}" in rotate("--check")
    assert count_files_by_key(FILES) == {old: 3}  # a check changes nothing
    said = rotate()
    assert f"files of uploads.document.file: 3 under {new}" in said
    assert said.endswith("Everything is under the first key.\n")
    assert on_disk(storage) == named()
    settings.DAJI_FIELD_KEYS = [NEW]
    assert contents() == before
    settings.DAJI_FIELD_KEYS = [OLD]  # negative control
    with pytest.raises(DecryptionError, match="not in DAJI_FIELD_KEYS"):
        contents()


def test_there_and_back_again(settings, storage):
    before = papers(2)
    for keys in ([NEW, OLD], [OLD, NEW], [NEW, OLD]):
        settings.DAJI_FIELD_KEYS = keys
        assert rotate_files(FILES) == 2
        assert rotate_files(FILES) == 0
        assert (contents(), on_disk(storage)) == (before, named())


def test_papers_from_before_are_sealed(storage):
    before = papers(2)
    for paper in Document.objects.all():
        bare = content(paper)
        storage.inner.save(paper.file.name, ContentFile(bare))
    assert count_files_by_key(FILES) == {PLAIN: 2}
    assert contents() == before  # people see them meanwhile
    rotate()
    assert count_files_by_key(FILES) == {field_keys()[0].id: 2}
    assert (contents(), on_disk(storage)) == (before, named())
    assert not any(b"JFIF" in Path(storage.path(name)).read_bytes() for name in on_disk(storage))


def kill_in(monkeypatch, owner, name, *, at: int, after: bool):
    """The process dies at that call: before it did anything, or as soon as it did."""
    real, calls = getattr(owner, name), []

    def dying(*args, **kwargs):
        calls.append(args)
        if len(calls) == at and not after:
            raise Killed
        answer = real(*args, **kwargs)
        if len(calls) == at:
            raise Killed
        return answer

    monkeypatch.setattr(owner, name, dying)


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("step", ["save", "update", "delete"])
def test_killed_anywhere_nothing_is_lost_and_the_next_run_leaves_one_file_each(
    settings, storage, monkeypatch, step, after
):
    before = papers(3)
    settings.DAJI_FIELD_KEYS = [NEW, OLD]
    with monkeypatch.context() as patch:
        owner = QuerySet if step == "update" else SealedStorage
        kill_in(patch, owner, step, at=2, after=after)
        with pytest.raises(Killed):
            rotate_files(FILES)
    assert contents() == before
    assert count_files_by_key(FILES)[field_keys()[0].id] in (1, 2)  # it did begin, and was not done
    rotate()
    assert count_files_by_key(FILES) == {field_keys()[0].id: 3}
    assert (contents(), on_disk(storage)) == (before, named())


def test_killed_while_writing_the_half_file_is_nobodys(settings, storage, monkeypatch):
    before = papers(1)
    settings.DAJI_FIELD_KEYS = [NEW, OLD]
    with monkeypatch.context() as patch:
        kill_in(patch, Path, "replace", at=1, after=False)
        with pytest.raises(Killed):
            rotate_files(FILES)
    assert contents() == before
    rotate()
    drafts = {name for name in on_disk(storage) if name.startswith(".drafts/")}
    assert (contents(), on_disk(storage) - drafts, len(drafts)) == (before, named(), 1)


def during_the_move(monkeypatch, storage, act):
    real = SealedStorage.save

    def meanwhile(self, name, content, **options):
        kept = real(self, name, content, **options)
        monkeypatch.setattr(SealedStorage, "save", real)
        act()
        return kept

    monkeypatch.setattr(SealedStorage, "save", meanwhile)


@pytest.mark.django_db(transaction=True)
def test_a_paper_deleted_meanwhile_does_not_come_back(settings, storage, monkeypatch):
    papers(1)
    settings.DAJI_FIELD_KEYS = [NEW, OLD]
    during_the_move(monkeypatch, storage, lambda: delete_document(document=Document.objects.get()))
    assert rotate_files(FILES) == 0
    assert (Document.objects.count(), on_disk(storage)) == (0, set())


@pytest.mark.django_db(transaction=True)
def test_a_paper_deleted_by_who_read_its_row_before_the_move_takes_the_moved_file_along(settings, storage):
    papers(1)
    stale = Document.objects.get()
    settings.DAJI_FIELD_KEYS = [NEW, OLD]
    rotate_files(FILES)
    delete_document(document=stale)
    assert on_disk(storage) == set()


def test_two_runs_at_once_do_not_take_the_file_from_each_other(settings, storage, monkeypatch):
    before = papers(1)
    settings.DAJI_FIELD_KEYS = [NEW, OLD]
    inner = []
    during_the_move(monkeypatch, storage, lambda: inner.append(rotate_files(FILES)))
    assert (rotate_files(FILES), inner) == (0, [1])
    assert (contents(), on_disk(storage)) == (before, named())


def test_who_read_the_row_before_the_move_still_sees_the_paper(settings):
    before = papers(1)
    stale = Document.objects.get()
    settings.DAJI_FIELD_KEYS = [NEW, OLD]
    rotate_files(FILES)
    with stale.opened() as file:
        assert file.read() == before[stale.pk]


def test_a_file_the_disk_has_lost_does_not_hold_up_the_others(settings, storage):
    papers(2)
    storage.delete(Document.objects.first().file.name)
    settings.DAJI_FIELD_KEYS = [NEW, OLD]
    rotate()
    assert count_files_by_key(FILES) == {field_keys()[0].id: 1}


def test_a_key_that_was_taken_away_too_early_is_named(settings):
    papers(1)
    settings.DAJI_FIELD_KEYS = [NEW]
    assert "NOT in DAJI_FIELD_KEYS" in rotate("--check")
    with pytest.raises(DecryptionError, match="not in DAJI_FIELD_KEYS"):
        rotate()


def test_what_cannot_be_opened_is_left_as_it_is(settings, storage):
    papers(1)
    name = Document.objects.get().file.name
    path = Path(storage.path(name))
    path.write_bytes(path.read_bytes()[:-1])
    settings.DAJI_FIELD_KEYS = [NEW, OLD]
    with pytest.raises(DecryptionError, match="cut short"):
        rotate()
    assert (on_disk(storage), named()) == ({name}, {name})


def test_every_private_file_is_known_to_the_command():
    labels = {f"{field.model._meta.label_lower}.{field.name}" for field in sealed_file_fields()}
    assert labels == {"uploads.document.file", "uploads.video.original", "privacy.export.file"}


def test_a_check_that_left_something_says_how_much(settings, monkeypatch):
    papers(1)
    settings.DAJI_FIELD_KEYS = [NEW, OLD]
    monkeypatch.setattr("core.management.commands.rotate_field_keys.rotate_files", lambda _field: 0)
    with pytest.raises(CommandError, match="1 values are not under the first key yet"):
        rotate()
    assert [key for _pk, _name, key in stored_files(FILES)] != [field_keys()[0].id]
