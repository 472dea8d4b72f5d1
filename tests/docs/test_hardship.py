"""docs/hardship.md: every promise about households names a test that exists, and the scenarios that it leads to do."""

import re
from pathlib import Path

from tests.docs.test_pains import WRITTEN_BY_ALL

PAGE = (Path(__file__).parents[2] / "docs" / "hardship.md").read_text(encoding="utf-8")
ROWS = [line for line in PAGE.splitlines() if re.match(r"\| (?!---|no\.|promise|input)", line)]


def test_every_test_that_the_page_names_exists() -> None:
    assert sorted(set(re.findall(r"`(test_\w+)`", PAGE)) - WRITTEN_BY_ALL) == []


def test_every_promise_names_a_test() -> None:
    assert [line for line in ROWS if "`test_" not in line] == []


def test_every_scenario_about_a_household_is_led_to() -> None:
    scenarios = (Path(__file__).parents[1] / "rehearsals").glob("hardship_*.yaml")
    assert [one.name for one in scenarios if one.name not in PAGE] == []
