"""How figures are kept: one section for each entry, in the order of the entries, whichever ran."""

from benchmarks.__main__ import HEAD, with_section


def test_a_section_is_put_in_its_place_and_then_replaced():
    text = with_section(HEAD, "fanout", "Frames.\n\n| one |\n")
    text = with_section(text, "start", "Seconds.\n\n| two |\n")
    assert text == f"{HEAD}\n## start\n\nSeconds.\n\n| two |\n\n## fanout\n\nFrames.\n\n| one |\n"
    again = with_section(text, "fanout", "Frames.\n\n| three |\n")
    assert again == text.replace("one", "three")
