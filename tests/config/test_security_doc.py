"""docs/security.md: every requirement once, with a verdict, and with files that are there."""

import re
from collections import Counter
from pathlib import Path

import pytest

DOC = Path("docs/security.md")
REQUIRED = Path("tests/config/asvs_5_level_2.txt").read_text().split()
VERDICTS = ("met", "partly", "not met", "not applicable")
HEADINGS = re.compile(r"^## (.+)$", re.MULTILINE)
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
SUMMARY = re.compile(
    r"Of (\d+) requirements \*\*(\d+) are met, (\d+) partly, (\d+) not; (\d+) are not applicable\*\* here\."
)
PATH = re.compile(r"`([A-Za-z0-9_.\-]+(?:/[A-Za-z0-9_.\-]+)*\.(?:py|md|txt|in|js|css|html|conf|yaml|service))`")


def faults(text: str) -> list[str]:
    rows = ROW.findall(text)
    found = [
        f"{number} stands there {times} times" for number, times in Counter(r[0] for r in rows).items() if times > 1
    ]
    ids = {row[0] for row in rows}
    found += [f"{number} is missing" for number in REQUIRED if number not in ids]
    found += [f"{number} is no requirement" for number in sorted(ids - set(REQUIRED))]
    lines = [line for line in text.splitlines() if re.match(r"\| \d+\.\d+\.\d+ ", line)]
    found += [f"unreadable row: {line}" for line in lines if not ROW.fullmatch(line)]
    for number, _what, verdict, how in rows:
        if verdict not in VERDICTS:
            found.append(f"{number}: no verdict: {verdict}")
        if verdict == "met":
            found += _unproved(number, how, text)
    found += [f"{path} is not there" for path in PATH.findall(text) if not Path(path).is_file()]
    return found + _miscounted(text, [row[2] for row in rows]) + _unsaid(text, rows)


def _unproved(number: str, how: str, text: str) -> list[str]:
    named = re.findall(r'this page, "([^"]+)"', how)
    if missing := set(named) - set(HEADINGS.findall(text)):
        return [f"{number}: this page has no part {name}" for name in missing]
    return [] if named or PATH.search(how) else [f"{number}: met, and nothing shows it"]


def _miscounted(text: str, verdicts: list[str]) -> list[str]:
    counted = (len(verdicts), *(verdicts.count(verdict) for verdict in VERDICTS))
    said = SUMMARY.search(text)
    if said is None or tuple(map(int, said.groups())) != counted:
        return [f"the summary should say {counted}"]
    return []


def _unsaid(text: str, rows: list[tuple[str, ...]]) -> list[str]:
    """What is not met stands at the top as well."""
    top = re.findall(r"^- (\d+\.\d+\.\d+) ", text.partition("\n## ")[0], re.MULTILINE)
    not_met = [row[0] for row in rows if row[2] == "not met"]
    return [] if top == not_met else [f"the list at the top should name {not_met}"]


def test_the_page_is_whole_and_true():
    assert faults(DOC.read_text()) == []


def test_levels_one_and_two_have_253_requirements():
    assert len(REQUIRED) == len(set(REQUIRED)) == 253


@pytest.mark.parametrize(
    ("there", "instead", "fault"),
    [
        ("| 3.4.4 | nosniff", "| 3.4.9 | nosniff", "3.4.4 is missing"),
        ("| 3.4.4 | nosniff", "| 3.4.9 | nosniff", "3.4.9 is no requirement"),
        ("| 3.4.4 | nosniff", "| 3.4.3 | nosniff", "3.4.3 stands there 2 times"),
        ("| 3.4.4 | nosniff | met", "| 3.4.4 | nosniff | surely", "3.4.4: no verdict: surely"),
        ("| 3.4.4 | nosniff | met", "| 3.4.4 | nosniff | partly", "the summary should say"),
        ("| 16.4.3 | logs elsewhere | not met", "| 16.4.3 | logs elsewhere | met", "16.4.3: met, and nothing shows it"),
        ("- 16.4.3 ", "- 16.4.2 ", "the list at the top should name"),
        ("`core/passwords.py` |", "`core/pass_words.py` |", "core/pass_words.py is not there"),
        ('this page, "Logs" |', 'this page, "Diaries" |', "16.1.1: this page has no part Diaries"),
        ("| 17.1.1 | TURN |", "| 17.1.1 | TURN | STUN |", "unreadable row"),
    ],
)
def test_a_doctored_page_is_caught(there, instead, fault):
    """The control."""
    text = DOC.read_text()
    assert there in text
    assert [found for found in faults(text.replace(there, instead)) if found.startswith(fault)]
