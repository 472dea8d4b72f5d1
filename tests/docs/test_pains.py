"""docs/pains.md speaks of every pain, and each test that it names exists."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "pains.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.splitlines()
    if re.match(r"\| \d+ \|", line)
]
WRITTEN_BY_ALL = set(
    re.findall(
        r"^def (test_\w+)",
        "\n".join(one.read_text(encoding="utf-8") for one in (ROOT / "tests").rglob("test_*.py")),
        re.MULTILINE,
    )
)
WRITTEN = {one for one in WRITTEN_BY_ALL if one.startswith("test_pain_")}


def test_all_pains_are_there_in_their_order() -> None:
    assert [int(row[0]) for row in ROWS] == list(range(1, 26))


def test_each_pain_names_tests_of_its_number_that_exist_or_says_not_yet() -> None:
    for number, _pain, _threads, _answer, proof in ROWS:
        named = re.findall(r"`(\w+)`", proof) if not proof.startswith("not yet") else []
        assert named or proof.startswith("not yet: ")
        assert [one for one in named if one not in WRITTEN] == []
        assert all(one.startswith(f"test_pain_{int(number):02}_") for one in named)


def test_no_test_bears_a_number_that_is_no_pain() -> None:
    known = {f"{int(row[0]):02}" for row in ROWS}
    assert {one.split("_")[2] for one in WRITTEN} <= known
