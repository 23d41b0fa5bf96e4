import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.privacy.gateways.archive import part_name
from accounts.privacy.models import Export
from accounts.privacy.services import exports
from accounts.privacy.services.exports import delete_export, pack, request_export, waiting_exports
from accounts.privacy.states import ExportState
from accounts.privacy.tasks import pack_what_waits
from core.errors import Refused
from core.personal_data import registry
from core.uploads.services.pictures import store_picture
from notifications.models import Notification
from tests.factories.accounts import UserFactory
from tests.factories.orders import paid, variant_of
from tests.factories.uploads import image_bytes, uploaded

pytestmark = pytest.mark.django_db
PARTS = len(registry) + 1


def packed(user) -> Export:
    export = request_export(user=user)
    assert pack(export_id=export.pk)
    export.refresh_from_db()
    return export


def archive_of(export: Export) -> dict[str, bytes]:
    with export.file.open("rb") as handle, zipfile.ZipFile(io.BytesIO(handle.read())) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_archive_holds_what_is_ones_own_and_nobody_elses(shopper, stranger):
    mine, other = paid((variant_of(), 1), buyer=shopper), paid((variant_of(), 1), buyer=stranger)
    export = packed(shopper)
    assert (export.state, export.parts_done, export.parts_total) == (ExportState.READY, PARTS, PARTS)
    assert export.expires_at - export.ready_at == timedelta(days=7)
    files = archive_of(export)
    assert set(files) == {"daji/index.html", *(f"daji/{kind.name}.json" for kind in registry)}
    [order] = json.loads(files["daji/orders.json"])
    assert (order["number"], order["phone"]) == (mine.number, "+8613800002046")
    assert json.loads(files["daji/account.json"])[0]["email"] == "shopper@example.com"
    whole = b"".join(files.values()).decode()
    assert other.number not in whole and "stranger@example.com" not in whole
    # Negative control: the other archive has it.
    assert other.number in b"".join(archive_of(packed(stranger)).values()).decode()
    page = files["daji/index.html"].decode()
    assert mine.number in page and "Your orders" in page


def test_pictures_are_in_it_and_one_that_the_disk_lost_does_not_stop_it(shopper):
    kept, lost = (
        store_picture(uploaded_by=shopper, file=uploaded(image_bytes(color=color))) for color in ("red", "blue")
    )
    lost.file.storage.delete(lost.file.name)
    names = [name for name in archive_of(packed(shopper)) if name.startswith("daji/files/")]
    assert len(names) == 1 and f"picture-{kept.pk}-" in names[0]


def test_words_are_in_the_persons_language(shopper):
    shopper.language = "zh-hans"
    shopper.save()
    files = archive_of(packed(shopper))
    assert json.loads(files["daji/account.json"])[0]["language"] == "zh-hans"


def test_asking_twice_is_one_archive_and_the_third_of_a_day_is_the_last(shopper):
    first = request_export(user=shopper)
    assert request_export(user=shopper) == first
    with pytest.raises(IntegrityError), transaction.atomic():
        Export.objects.create(user=shopper)
    pack(export_id=first.pk)
    packed(shopper)
    packed(shopper)
    with pytest.raises(Refused):
        request_export(user=shopper)
    later = timezone.now() + timedelta(days=1, minutes=1)
    assert request_export(user=shopper, now=later).state == ExportState.WAITING


def test_packing_twice_is_packing_once(shopper):
    export = packed(shopper)
    assert pack(export_id=export.pk) is False
    assert Export.objects.get() == export and Export.objects.get().file == export.file


def test_killed_in_the_middle_it_is_taken_up_where_it_ended(shopper, monkeypatch):
    export = request_export(user=shopper)
    packed_parts = []
    honest = exports.pack_part

    def counting(*, kind, user):
        if len(packed_parts) == 3:
            raise KeyboardInterrupt
        packed_parts.append(kind.name)
        return honest(kind=kind, user=user)

    monkeypatch.setattr(exports, "pack_part", counting)
    with pytest.raises(KeyboardInterrupt):
        pack(export_id=export.pk)
    export.refresh_from_db()
    assert (export.state, export.parts_done) == (ExportState.RUNNING, 3)
    # The one who runs is not disturbed while it gives signs of life.
    assert pack(export_id=export.pk) is False and pack_what_waits() == 0
    monkeypatch.setattr(
        exports, "pack_part", lambda *, kind, user: packed_parts.append(kind.name) or honest(kind=kind, user=user)
    )
    Export.objects.update(heartbeat_at=timezone.now() - timedelta(minutes=2))
    assert pack_what_waits() == 1
    assert sorted(packed_parts) == sorted(kind.name for kind in registry)  # each exactly once
    export.refresh_from_db()
    assert export.state == ExportState.READY and len(archive_of(export)) == PARTS


def test_a_part_cut_off_by_the_kill_is_packed_again(shopper):
    export = request_export(user=shopper)
    kind = next(iter(registry))
    export.file.storage.save(part_name(export, kind), ContentFile(b'[{"cut'))
    pack(export_id=export.pk)
    export.refresh_from_db()
    json.loads(archive_of(export)[f"daji/{kind.name}.json"])
    assert not export.file.storage.exists(part_name(export, kind))


def test_who_lost_it_to_another_run_leaves_it_alone(shopper, monkeypatch):
    export = request_export(user=shopper)
    honest = exports.pack_part

    def taken_over(*, kind, user):
        Export.objects.update(attempts=2)
        return honest(kind=kind, user=user)

    monkeypatch.setattr(exports, "pack_part", taken_over)
    assert pack(export_id=export.pk) is False
    export.refresh_from_db()
    assert (export.state, export.parts_done, bool(export.file)) == (ExportState.RUNNING, 0, False)


def test_after_five_attempts_it_says_so(shopper):
    export = request_export(user=shopper)
    Export.objects.update(state=ExportState.RUNNING, attempts=5, heartbeat_at=timezone.now() - timedelta(minutes=2))
    assert pack(export_id=export.pk) is False
    export.refresh_from_db()
    assert export.state == ExportState.FAILED
    assert request_export(user=shopper) != export


def test_one_that_was_never_begun_is_found(shopper):
    export = request_export(user=shopper)
    now = timezone.now()
    assert waiting_exports(now=now) == []
    assert waiting_exports(now=now + timedelta(minutes=1)) == [export.pk]


def test_the_commit_starts_it_and_the_bell_tells(shopper, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        request_export(user=shopper)
    assert Export.objects.get().state == ExportState.READY
    told = Notification.objects.get(user=shopper)
    assert (told.kind, told.url) == ("export_ready", "/me/data/")
    assert told.sentence == "Your data are packed. The archive is kept for 7 days."


def test_a_deleted_archive_leaves_no_file(shopper, django_capture_on_commit_callbacks):
    export = packed(shopper)
    storage, name = export.file.storage, export.file.name
    assert storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        delete_export(export=export)
    assert not storage.exists(name)
    assert Export.objects.get().state == ExportState.GONE


# ── Pages ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_only_its_owner_fetches_it(client, shopper, stranger):
    export = packed(shopper)
    boss = UserFactory(is_staff=True, is_superuser=True)
    paths = [f"/me/data/exports/{export.pk}/", f"/me/data/exports/{export.pk}/file/"]
    for path in paths:
        assert client.get(path).status_code == 302
    for person in (stranger, boss):
        client.force_login(person)
        assert [client.get(path).status_code for path in paths] == [404, 404]
    client.force_login(shopper)
    answer = client.get(paths[1])
    assert answer.status_code == 200 and answer["Content-Type"] == "application/zip"
    assert (
        answer["Content-Disposition"].startswith('attachment; filename="daji-')
        and "no-store" in answer["Cache-Control"]
    )
    assert b"".join(answer.streaming_content)[:2] == b"PK"


def test_after_its_days_it_is_not_there(client, shopper):
    export = packed(shopper)
    Export.objects.update(expires_at=timezone.now())
    client.force_login(shopper)
    assert client.get(f"/me/data/exports/{export.pk}/file/").status_code == 404


def test_the_page_shows_how_far_it_is_and_asks_again(client, shopper):
    client.force_login(shopper)
    assert "Pack my archive" in client.get("/me/data/").content.decode()
    answer = client.post("/me/data/exports/")
    assert (answer.status_code, answer["Location"]) == (303, "/me/data/#archive")
    export = Export.objects.get()
    Export.objects.update(state=ExportState.RUNNING, parts_done=4)
    page = client.get("/me/data/").content.decode()
    assert f"4 of {PARTS} parts are in." in page and f'hx-get="/me/data/exports/{export.pk}/"' in page
    part = client.get(f"/me/data/exports/{export.pk}/").content.decode()
    assert "every 2s" in part and "<html" not in part
    Export.objects.update(state=ExportState.WAITING)
    pack(export_id=export.pk)
    part = client.get(f"/me/data/exports/{export.pk}/").content.decode()
    assert "every 2s" not in part and "Your archive is ready." in part


def test_no_file_has_a_public_address(shopper):
    with pytest.raises(ValueError, match="URL"):
        _ = packed(shopper).file.url
