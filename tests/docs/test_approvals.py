"""docs/approvals.md speaks of every act on a case; each has a scenario, and a test that bears its name."""

import re
from pathlib import Path

from engine.rehearsal import acts_at_meetings, acts_on_rounds
from engine.rehearsal.acts import ACTS
from tests.docs.test_pains import WRITTEN_BY_ALL

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "approvals.md").read_text(encoding="utf-8")
ACT_ROWS = re.findall(r"^\| .+ \| `(\w+)` \| .+\]\(\.\./(.+)\) \| (.+) \|$", PAGE, re.MULTILINE)
OF_OTHER_PAGES = {
    word
    for word, act in ACTS.items()
    if act.__module__ in (acts_at_meetings.__name__, acts_on_rounds.__name__)
}


def test_every_act_on_a_case_is_there_with_a_scenario() -> None:
    assert {act for act, _, _ in ACT_ROWS} == set(ACTS) - OF_OTHER_PAGES
    assert [path for _, path, _ in ACT_ROWS if not (ROOT / path).exists()] == []


def test_each_act_has_a_test_named_after_it() -> None:
    words = {"decide": ("approve", "reject", "abstain")}
    for act, _, proof in ACT_ROWS:
        tests = re.findall(r"`(\w+)`", proof)
        for word in words.get(act, (act,)):
            assert any(one.startswith(f"test_{word}_") for one in tests), word


def test_every_test_that_the_page_names_exists() -> None:
    assert sorted(set(re.findall(r"`(test_\w+)`", PAGE)) - WRITTEN_BY_ALL) == []


def test_every_promise_names_a_test() -> None:
    rows = re.findall(r"^\| (\d+) \| .+ \| (.+) \|$", PAGE, re.MULTILINE)
    assert all("`test_" in proof for _, proof in rows)
    assert [int(number) for number, _ in rows] == sorted(int(number) for number, _ in rows)
