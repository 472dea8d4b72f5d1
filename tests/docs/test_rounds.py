"""docs/rounds.md speaks of every promise about rounds; each names the tests that hold it, and where to see it."""

import re

import pytest

from engine.rehearsal import acts_at_meetings, acts_on_rounds
from engine.rehearsal.acts import ACTS
from engine.rulebook.book import BOOK
from tests.docs.promises import ROOT, acts, read, rows, unknown_tests, unproven

PAGE = read("rounds.md")
FEATURES = [9, 10, 12, 17, *range(31, 43), 68]
_MEASURED = "measured by `make bench`"


def _chapter(title: str) -> str:
    """A chapter of the page, up to the next of its kind."""
    return PAGE.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


def test_every_act_on_rounds_and_at_meetings_is_there_with_a_scenario() -> None:
    own = (acts_at_meetings.__name__, acts_on_rounds.__name__)
    told = acts(PAGE)
    assert {act for act, _ in told} == {word for word, act in ACTS.items() if act.__module__ in own}
    assert [path for _, path in told if not (ROOT / path).exists()] == []


def test_every_test_that_the_page_of_rounds_names_exists() -> None:
    assert unknown_tests(PAGE) == []


@pytest.mark.parametrize("chapter", ["Promises", "By number", "Worked cases", "Bad input"])
def test_every_promise_about_rounds_names_a_test(chapter: str) -> None:
    assert [line for line in unproven(_chapter(chapter)) if _MEASURED not in line] == []


def test_the_features_of_rounds_are_all_there_in_their_order() -> None:
    assert [int(row[0]) for row in rows(_chapter("By number"), r"\d+")] == FEATURES


def test_every_promise_says_where_to_see_it() -> None:
    assert [
        row[0] for row in rows(_chapter("Promises")) if len(row) != len(("promise", "tests", "where"))
    ] == []


def test_the_rules_that_the_page_names_can_be_asked() -> None:
    named = set(re.findall(r"`([a-z]+\.[a-z]+)`", _chapter("Promises")))
    assert named
    assert named <= set(BOOK)
