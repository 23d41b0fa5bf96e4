"""A farmer on a hill adds a video to the diary: the connection is cut, the page is reloaded, nothing is sent twice."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import storages
from playwright.sync_api import expect

from core.uploads.models import ResumableUpload, Video
from core.uploads.states import VideoState
from marketplace.storefronts.models import DiaryEntry
from tests.factories.storefronts import FarmFactory
from tests.factories.videos import video_bytes
from tests.fixtures.browsers import PHONE

OFFSET = "upload-offset"
# The times of the first five frames that the player really showed.
FIVE_FRAMES = """video => new Promise((done, failed) => {
  const shown = [];
  const next = (_now, frame) => {
    shown.push(frame.mediaTime);
    shown.length === 5 ? done(shown) : video.requestVideoFrameCallback(next);
  };
  video.requestVideoFrameCallback(next);
  video.muted = true;
  video.play().catch(failed);
})"""


@pytest.fixture
def farm(farmer):
    return FarmFactory(owner=farmer)


@pytest.fixture
def clip(tmp_path) -> Path:
    """Three seconds that need several pieces."""
    path = tmp_path / "frost.mp4"
    path.write_bytes(video_bytes(seconds=3, size=(480, 360), rate=15, crf=4))
    assert path.stat().st_size > 700_000
    return path


class Line:
    """The connection between the phone and the site: it lets so many pieces through, then nothing at all."""

    def __init__(self, page: Any) -> None:
        self.pieces_left: int | None = None
        self.begun_at: list[int] = []
        page.route(re.compile(r"/uploads/([0-9a-f-]+/)?$"), self.carry)

    def carry(self, route: Any) -> None:
        request = route.request
        if self.pieces_left == 0:
            return route.abort("connectionreset")
        if request.method == "PATCH":
            self.begun_at.append(int(request.headers[OFFSET]))
            if self.pieces_left is not None:
                self.pieces_left -= 1
        route.continue_()


def originals() -> set[str]:
    """The files that were sent; other tests of this process may have left some."""
    private = storages["private"]
    folders = private.listdir("originals")[0] if private.exists("originals") else []
    return {name for folder in folders for name in private.listdir(f"originals/{folder}")[1]}


def test_a_video_arrives_over_a_connection_that_is_cut_in_the_middle(new_page, live_site, farm, farmer, clip) -> None:
    before = originals()
    page = new_page(user=farmer, viewport=PHONE)
    line = Line(page)
    line.pieces_left = 1
    page.goto("/sell/diary/new/")
    page.locator("#id_title_0").fill("Frost on the lower terrace")
    page.get_by_label("Short video").set_input_files(clip)
    expect(page.get_by_text(re.compile(r"The connection is lost at \d+%"))).to_be_visible()
    expect(page.get_by_role("progressbar", name="How much of the video is here")).to_have_attribute(
        "value", re.compile(r"^[1-9]\d?$")
    )
    upload = ResumableUpload.objects.get()
    assert 0 < upload.offset < upload.length == clip.stat().st_size

    page.reload()  # the phone was put away, and with it the page
    line.pieces_left = None
    page.reload()
    expect(page.get_by_text(re.compile(r"[1-9]\d?% of frost.mp4 is here already"))).to_be_visible()
    page.locator("#id_title_0").fill("Frost on the lower terrace")
    page.get_by_label("Short video").set_input_files(clip)
    expect(page.get_by_text("All of frost.mp4 is here. Now save.")).to_be_visible()
    assert line.begun_at[:2] == [0, upload.offset]
    assert line.begun_at == sorted(set(line.begun_at)), "a piece was sent twice"
    assert ResumableUpload.objects.get().part.read_bytes() == clip.read_bytes()

    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("It stands in your diary.")).to_be_visible()
    live_site.wait_for_tasks()
    video = DiaryEntry.objects.get().video
    assert (video.state, video.percent, video.uploaded_by) == (VideoState.READY, 100, farmer)
    assert ResumableUpload.objects.count() == 0
    assert video.original.name == ""
    assert originals() == before


def test_visitors_see_it_with_its_poster_and_it_plays(new_page, live_site, farm, farmer, clip) -> None:
    page = new_page(user=farmer)
    page.goto("/sell/diary/new/")
    page.locator("#id_title_0").fill("Frost")
    page.get_by_label("Short video").set_input_files(clip)
    page.get_by_role("button", name="Save").click()  # pressed at once: it waits for the file
    expect(page.get_by_text("It stands in your diary.")).to_be_visible()
    live_site.wait_for_tasks()
    visitor = new_page(viewport=PHONE)
    visitor.goto(f"/farms/{farm.slug}/diary/")
    player = visitor.get_by_label("Frost", exact=True)
    expect(player).to_have_attribute("poster", re.compile(r"/media/pictures/.+\.webp"))
    expect(player).to_have_attribute("preload", "none")
    assert player.evaluate("video => video.readyState") == 0
    shown_at = player.evaluate(FIVE_FRAMES)
    assert shown_at == sorted(set(shown_at))
    assert len(shown_at) == 5
    assert player.evaluate("video => [video.videoWidth, video.videoHeight]") == [480, 360]


def test_paused_gone_on_and_cancelled_from_the_keyboard(new_page, live_site, farm, farmer, clip) -> None:
    page = new_page(user=farmer)
    line = Line(page)
    line.pieces_left = 1
    page.goto("/sell/diary/new/")
    page.get_by_label("Short video").set_input_files(clip)
    expect(page.get_by_text(re.compile("The connection is lost"))).to_be_visible()
    page.get_by_role("button", name="Pause").press("Enter")
    expect(page.get_by_text(re.compile(r"^Paused at \d+%\.$"))).to_be_visible()
    expect(page.get_by_role("button", name="Go on")).to_be_focused()
    line.pieces_left = 1
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile("The connection is lost"))).to_be_visible()
    line.pieces_left = None
    page.get_by_role("button", name="Cancel").press("Enter")
    expect(page.get_by_text("Cancelled. Nothing of it is kept.")).to_be_visible()
    expect(page.get_by_role("button", name="Cancel")).to_be_hidden()
    page.wait_for_load_state("networkidle")
    assert ResumableUpload.objects.count() == 0


def test_without_a_script_the_form_carries_it_and_a_mistake_elsewhere_loses_nothing(
    new_page, live_site, farm, farmer, clip
) -> None:
    page = new_page(user=farmer, javascript=False)
    page.goto("/sell/diary/new/")
    page.get_by_label("Short video").set_input_files(clip)
    page.locator("form.panel").evaluate("form => form.noValidate = true")
    page.get_by_label("Day").fill("2999-01-01")
    page.locator("#id_title_0").fill("Frost")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("That day has not come yet.")).to_be_visible()
    expect(page.locator("#id_title_0")).to_have_value("Frost")
    page.get_by_label("Day").fill("2026-01-01")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("It stands in your diary.")).to_be_visible()
    assert DiaryEntry.objects.get().video == Video.objects.get()


def test_a_file_that_is_no_video_is_refused_beside_the_field(new_page, live_site, farm, farmer, tmp_path) -> None:
    letter = tmp_path / "letter.mp4"
    letter.write_text("<script>alert(1)</script>" * 100)
    page = new_page(user=farmer)
    page.goto("/sell/diary/new/")
    page.locator("#id_title_0").fill("Frost")
    page.get_by_label("Short video").set_input_files(letter)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("This is no video that we can read. Send an MP4, MOV or WebM file.")).to_be_visible()
    expect(page.locator("#id_title_0")).to_have_value("Frost")
    assert Video.objects.count() == DiaryEntry.objects.count() == 0
