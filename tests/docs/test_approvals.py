"""docs/approvals.md speaks of every act on a case; each has a scenario, and a test that bears its name."""

import re

from engine.rehearsal import acts_at_meetings, acts_on_rounds
from engine.rehearsal.acts import ACTS
from tests.docs.promises import ROOT, acts, named_in, read, rows, unknown_tests

PAGE = read("approvals.md")
OF_OTHER_PAGES = {
    word
    for word, act in ACTS.items()
    if act.__module__ in (acts_at_meetings.__name__, acts_on_rounds.__name__)
}


def test_every_act_on_a_case_is_there_with_a_scenario() -> None:
    told = acts(PAGE)
    assert {act for act, _ in told} == set(ACTS) - OF_OTHER_PAGES
    assert [path for _, path in told if not (ROOT / path).exists()] == []


def test_each_act_has_a_test_named_after_it() -> None:
    words = {"decide": ("approve", "reject", "abstain")}
    proofs = {row[1].strip("`"): row[3] for row in rows(PAGE) if re.fullmatch(r"`\w+`", row[1])}
    for act, _ in acts(PAGE):
        for word in words.get(act, (act,)):
            assert any(one.startswith(f"test_{word}_") for one in named_in(proofs[act])), word


def test_every_test_that_the_page_names_exists() -> None:
    assert unknown_tests(PAGE) == []


def test_every_promise_names_a_test() -> None:
    found = rows(PAGE, r"\d+")
    assert all(named_in(row[2]) for row in found)
    assert [int(row[0]) for row in found] == sorted(int(row[0]) for row in found)
