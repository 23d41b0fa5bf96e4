"""`static/js/video/hls/`: what it reads out of our packager's playlists and sections, and how it copes with a bad network.

The reader runs in a real browser; what it asks for is answered from a dictionary, so that each answer is the test's own.
"""

import pytest

from live.video.packager.playlist import ReplaySegment, media_playlist, replay_playlist
from tests.fixtures.motion import wait_until

HLS = "/static/js/video/hls"
BASE = "https://video.example/7/"
PARSE = f"async ([text, before]) => (await import('{HLS}/playlist.js')).parsePlaylist(text, '{BASE}', before)"


class Server:
    """Answers what is asked under `/fake/`: bytes or text, a status, or nothing at all (`None`: the network fails)."""

    def __init__(self, page):
        self.answers = {}
        self.asked = []
        page.route("**/fake/**", self._answer)

    def _answer(self, route):
        name = route.request.url.split("/fake/")[1].split("?")[0]
        self.asked.append(name)
        answer = self.answers.get(name, 404)
        if isinstance(answer, list):
            answer = answer.pop(0) if len(answer) > 1 else answer[0]
        if answer is None:
            route.abort()
        elif isinstance(answer, int):
            route.fulfill(status=answer)
        else:
            route.fulfill(body=answer)


@pytest.fixture
def page(new_page):
    page = new_page()
    page.goto("/terms/")
    page.evaluate("document.body.innerHTML = '<video muted playsinline></video>'")
    return page


def parse(page, text, before=None):
    return page.evaluate(PARSE, [text, before])


def serve(server, window):
    """All sections of a window, under the names that its playlist gives them."""
    for number, init in window.inits.items():
        server.answers[f"init-{number}.mp4"] = init.data
    for segment in window.segments:
        server.answers[f"seg-{segment.number}.m4s"] = segment.data
        for index, part in enumerate(segment.parts):
            server.answers[f"part-{segment.number}-{index}.m4s"] = part.data


def read(page, reader, path):
    """Begins to read and does not wait; `window.outcome` says how it ended."""
    page.evaluate(
        f"""async ([reader, path]) => {{
            const video = document.querySelector("video");
            const readers = {{ ...(await import("{HLS}/live.js")), ...(await import("{HLS}/replay.js")) }};
            window.outcome = null;
            window.stop = new AbortController();
            video.addEventListener("loadedmetadata", () => video.play());
            new readers[reader](video, window.stop.signal)
                .read(new URL(path, location.href).href)
                .then(() => (window.outcome = "over"), (error) => (window.outcome = error.message));
        }}""",
        [reader, path],
    )


def test_what_our_packager_writes_is_read(live_site, page, output, recorded):
    output.feed(recorded.items()[:66])
    number = output.stream.window.segments[0].number
    found = parse(page, media_playlist(output.stream.window))
    init = f"{BASE}init-{number}.mp4"
    parts = [
        {
            "number": number, "index": index, "url": f"{BASE}part-{number}-{index}.m4s",
            "seconds": 0.2, "independent": index == 0, "map": init,
        }
        for index in range(3)
    ]  # fmt: skip
    (segment,) = found.pop("segments")
    assert segment.pop("seconds") == pytest.approx(0.6)
    assert segment == {
        "number": number, "url": None, "start": 0, "map": init, "run": 0, "complete": False, "parts": parts,
    }  # fmt: skip
    assert found == {
        "ended": False, "targetSeconds": 1, "holdBackSeconds": 0.702, "canBlock": True,
        "hintUrl": f"{BASE}part-{number}-3.m4s",
    }  # fmt: skip


def test_a_delta_update_goes_on_from_what_is_known(live_site, page, output, make_recording):
    output.feed(make_recording(12).items())
    window = output.stream.window
    whole = parse(page, media_playlist(window))
    delta = parse(page, media_playlist(window, skip=True), whole)
    assert delta == whole
    alone = parse(page, media_playlist(window, skip=True))
    assert [segment["number"] for segment in alone["segments"]] == [s["number"] for s in whole["segments"][5:]]


def test_runs_are_counted_and_each_has_its_map(live_site, page, output, recorded):
    output.feed(recorded.items())
    output.stream.begin()
    output.feed(recorded.items())
    segments = parse(page, media_playlist(output.stream.window))["segments"]
    runs = {segment["run"] for segment in segments}
    assert runs == {0, 1}
    for run in runs:
        first = next(segment for segment in segments if segment["run"] == run)
        assert {s["map"] for s in segments if s["run"] == run} == {f"{BASE}init-{first['number']}.mp4"}


def test_of_variants_the_address_and_the_rate_are_read(live_site, page):
    text = '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=900000,CODECS="avc1.42e01e,opus"\nmedia.m3u8\n'
    assert parse(page, text) == {"variants": [{"url": f"{BASE}media.m3u8", "bandwidth": 900_000}]}


@pytest.mark.parametrize("text", ["", "<!doctype html><h1>404</h1>", "EXTM3U"])
def test_what_is_no_playlist_is_no_playlist(live_site, page, text):
    outcome = page.evaluate(f"async (call) => ({PARSE})(call).catch((error) => error.name)", [text, None])
    assert outcome == "SyntaxError"


def test_sections_tell_codecs_and_times(live_site, page, output, recorded):
    output.feed(recorded.items())
    window = output.stream.window
    (init,) = window.inits.values()
    first, second = window.segments[:2]
    kind, timescales, *starts = page.evaluate(
        f"""async ([init, ...segments]) => {{
            const {{ describe, beginning }} = await import("{HLS}/boxes.js");
            const {{ type, timescales }} = describe(new Uint8Array(init));
            const starts = segments.map((segment) => beginning(new Uint8Array(segment), timescales));
            return [type, [...timescales.values()], ...starts];
        }}""",
        [list(init.data), list(first.data), list(second.data)],
    )
    assert kind == f'video/mp4; codecs="{init.codecs}"'
    assert timescales == [90_000, 48_000]
    assert starts[1] - starts[0] == pytest.approx(first.seconds, abs=0.03)


def test_live_begins_near_the_end_and_goes_on_to_the_end(live_site, page, output, recorded):
    server = Server(page)
    output.feed(recorded.items())
    window = output.stream.window
    serve(server, window)
    last = window.segments[-1]
    server.answers["media.m3u8"] = media_playlist(window)
    server.answers[window_hint(window)] = 503
    read(page, "LiveReader", "/fake/media.m3u8")
    wait_until(page, "video.currentTime > 0")
    begun = [name for name in server.asked if name.startswith("part-")]
    numbers = {int(name.split("-")[1]) for name in begun}
    assert begun[0].endswith("-0.m4s"), "the first part of a segment stands alone"
    assert numbers <= {last.number, last.number - 1, window.next_number}, "no older ones are fetched"

    output.stream.finish()
    serve(server, window)
    server.answers["media.m3u8"] = media_playlist(window)
    wait_until(page, "window.outcome === 'over'")
    wait_until(page, "video.ended")


def window_hint(window):
    number, part = window.hint()
    return f"part-{number}-{part}.m4s"


def test_a_network_that_fails_is_asked_again(live_site, page, output, recorded):
    server = Server(page)
    output.feed(recorded.items())
    output.stream.finish()
    window = output.stream.window
    serve(server, window)
    init = f"init-{next(iter(window.inits))}.mp4"
    server.answers["media.m3u8"] = [None, None, media_playlist(window)]
    server.answers[init] = [None, server.answers[init]]
    read(page, "LiveReader", "/fake/media.m3u8")
    wait_until(page, "window.outcome !== null")
    assert page.evaluate("window.outcome") == "over"
    assert (server.asked.count("media.m3u8"), server.asked.count(init)) == (3, 2)


def test_what_is_gone_ends_it_at_once(live_site, page):
    server = Server(page)
    read(page, "LiveReader", "/fake/media.m3u8")
    wait_until(page, "window.outcome !== null")
    assert (page.evaluate("window.outcome"), server.asked) == ("Answered 404.", ["media.m3u8"])


def test_a_part_that_is_gone_is_left_out(live_site, page, output, make_recording):
    """The playlist was old: from the next one on the reader begins anew."""
    server = Server(page)
    output.feed(make_recording(3).items())
    window = output.stream.window
    serve(server, window)
    gone = f"part-{window.segments[-1].number}-1.m4s"
    server.answers[gone] = 404
    server.answers["media.m3u8"] = media_playlist(window)
    read(page, "LiveReader", "/fake/media.m3u8")
    wait_until(page, "video.readyState > 0")
    before = list(server.asked)
    assert gone in before

    output.feed(make_recording(3).items(shift=3_000_000)[2:])
    output.stream.finish()
    serve(server, window)
    server.answers["media.m3u8"] = media_playlist(window)
    wait_until(page, "window.outcome !== null")
    assert page.evaluate("window.outcome") == "over"
    wait_until(page, "video.ended")


def test_a_replay_goes_over_the_time_in_which_the_host_was_away(live_site, page, output, recorded):
    server = Server(page)
    output.feed(recorded.items())
    output.stream.begin()
    output.clock.now += 60
    output.feed(recorded.items())
    output.stream.finish()
    segments = [
        ReplaySegment(f"seg-{s.number}.m4s", f"init-{i.number}.mp4", s.seconds, s.discontinuity, s.starts_at)
        for s, i in output.segments
    ]
    for segment, init in output.segments:
        server.answers[f"seg-{segment.number}.m4s"] = segment.data
        server.answers[f"init-{init.number}.mp4"] = init.data
    server.answers["index.m3u8"] = replay_playlist(segments)
    total = sum(segment.seconds for segment in segments)
    read(page, "ReplayReader", "/fake/index.m3u8")
    wait_until(page, "video.duration > 1")
    assert page.evaluate("document.querySelector('video').duration") == pytest.approx(total, abs=0.1)

    second_run = sum(s.seconds for s in segments[: [s.discontinuity for s in segments].index(True, 1)])
    page.evaluate("(at) => { document.querySelector('video').currentTime = at; }", second_run - 0.5)
    wait_until(page, f"video.currentTime > {second_run + 0.5}")
    wait_until(page, "video.ended")
    assert sorted(server.asked) == sorted(set(server.asked)), "nothing is fetched twice"
