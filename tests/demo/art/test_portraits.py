"""Faces follow from their seeds: the files in the repository are what the code draws today."""

import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from demo.art.__main__ import PICTURES
from demo.art.portraits import portrait
from demo.art.portraits.people import PEOPLE
from demo.art.portraits.person import KINDS


@pytest.mark.parametrize(("name", "kind"), sorted(PEOPLE.items()))
def test_the_kept_file_is_what_the_seed_draws(name, kind):
    assert (PICTURES / "people" / f"{name}.svg").read_text() == portrait(name, kind)


def test_every_person_has_a_file_and_every_file_a_person():
    assert {path.stem for path in Path(PICTURES / "people").iterdir()} == set(PEOPLE)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_is_well_formed(kind):
    for seed in range(20):
        drawing = ElementTree.fromstring(portrait(f"person-{seed}", kind, holds_something=True))
        assert drawing.tag == "{http://www.w3.org/2000/svg}svg"
        assert len(drawing) > 0


def test_another_seed_is_another_face():
    assert portrait("mei", "youth_f") != portrait("mei-2", "youth_f")


def test_looks_change_the_mouth_and_nothing_else():
    looks = {portrait("tony", "youth", mouth=mouth) for mouth in ("smiling", "talking", "laughing")}
    assert len(looks) == 3
    assert portrait("tony", "youth") in looks
