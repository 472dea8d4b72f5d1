"""docs/patterns.md speaks of every pattern, and what it says is played by a test or has its reason."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "patterns.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.splitlines()
    if re.match(r"\| \d+ \|", line)
]
WRITTEN = "\n".join(one.read_text(encoding="utf-8") for one in (ROOT / "tests" / "engine").glob("test_*.py"))


def test_all_patterns_are_there_in_their_order() -> None:
    assert [int(row[0]) for row in ROWS] == list(range(1, 44))
    assert {row[2] for row in ROWS} == {"✔", "~", "✘"}


def test_each_supported_pattern_names_a_test_that_exists() -> None:
    missing = [row[4] for row in ROWS if row[2] != "✘" and f"def {row[4]}(" not in WRITTEN]
    assert missing == []


def test_each_refused_pattern_has_its_reason() -> None:
    reasons = PAGE[PAGE.index("## What is refused") : PAGE.index("## What is supported in part")]
    headings = " ".join(re.findall(r"\*\*(.+?)\*\*", reasons))
    assert [row[0] for row in ROWS if row[2] == "✘"] == re.findall(r"\d+", headings)


def test_each_partly_supported_pattern_is_explained() -> None:
    partly = PAGE[PAGE.index("## What is supported in part") :]
    headings = " ".join(re.findall(r"\*\*(.+?)\*\*", partly))
    assert {row[0] for row in ROWS if row[2] == "~"} == set(re.findall(r"\d+", headings))
