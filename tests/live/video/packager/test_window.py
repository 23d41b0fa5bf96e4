import pytest


@pytest.mark.parametrize(
    ("number", "part", "expected"),
    [(-1, None, True), (0, None, True), (0, 2, True), (0, 5, True), (1, None, False), (1, 0, True), (1, 1, True),
     (1, 2, False), (2, None, False), (2, 0, False)],
)  # fmt: skip
def test_when_a_blocked_playlist_may_go(output, recorded, number, part, expected):
    """One whole segment of five parts, and two parts of the next."""
    output.feed([item for item in recorded.items() if getattr(item, "timestamp", 0) < 1_500_000])
    window = output.stream.window
    first = window.segments[0]
    assert [len(segment.parts) for segment in window.segments] == [5, 2]
    assert window.has(first.number + number, part) is expected


def test_a_part_beyond_the_last_means_the_next_segment(output, recorded):
    output.feed([item for item in recorded.items() if getattr(item, "timestamp", 0) < 1_050_000])
    window = output.stream.window
    (segment,) = window.segments
    assert segment.complete
    assert window.has(segment.number, 4)
    assert not window.has(segment.number, 5)
    assert window.hint() == (segment.number + 1, 0)
