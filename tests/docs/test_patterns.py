"""docs/patterns.md speaks of every pattern, and what it says is played by a test or has its reason."""

import re

from tests.docs.promises import ROOT, WRITTEN, read, rows

PAGE = read("patterns.md")
ROWS = rows(PAGE, r"\d+")


def test_all_patterns_are_there_in_their_order() -> None:
    assert [int(row[0]) for row in ROWS] == list(range(1, 44))
    assert {row[2] for row in ROWS} == {"✔", "~", "✘"}


def test_each_supported_pattern_has_its_own_scenario() -> None:
    """A link to a file of its number, so that a reader can play it; the file itself is played elsewhere."""
    for row in ROWS:
        found = re.fullmatch(r"\[(\d\d)_\w+\]\(\.\./(.+\.yaml)\)", row[4])
        assert (found is not None) is (row[2] != "✘"), row
        if found is not None:
            assert int(found[1]) == int(row[0])
            assert (ROOT / found[2]).exists()
            assert (ROOT / found[2]).with_suffix(".process.yaml").exists()


def test_every_test_that_the_page_names_exists() -> None:
    assert [row[5] for row in ROWS if row[5] and row[5] not in WRITTEN] == []


def test_each_refused_pattern_has_its_reason() -> None:
    reasons = PAGE[PAGE.index("## What is refused") : PAGE.index("## What is supported in part")]
    headings = " ".join(re.findall(r"\*\*(.+?)\*\*", reasons))
    assert [row[0] for row in ROWS if row[2] == "✘"] == re.findall(r"\d+", headings)


def test_each_partly_supported_pattern_is_explained() -> None:
    partly = PAGE[PAGE.index("## What is supported in part") :]
    headings = " ".join(re.findall(r"\*\*(.+?)\*\*", partly))
    assert {row[0] for row in ROWS if row[2] == "~"} == set(re.findall(r"\d+", headings))
