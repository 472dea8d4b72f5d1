"""The rules on the page on which one decides."""

from engine.explain import rule_results
from tests.engine.builders import ANSWERS, a_process
from tests.engine.test_submitting_and_quotas import CONGRESS_RULES


def test_each_rule_shows_its_evidence_and_its_clause() -> None:
    results = rule_results(a_process(rules=CONGRESS_RULES), {**ANSWERS, "present": 99})
    assert [(one.title, one.met, one.evidence, one.clause) for one in results] == [
        ("到会人数", False, "99/150，应不少于 2/3", "教育部令第 32 号"),
        ("通过票数", True, "100/150，应不少于 1/2", "教育部令第 32 号"),
    ]


def test_a_rule_on_what_is_not_filled_in_yet_is_neither_met_nor_broken() -> None:
    results = rule_results(a_process(rules=CONGRESS_RULES), {"due": 150, "present": 120})
    assert [(one.judged, one.met, one.evidence) for one in results] == [
        (True, True, "120/150，应不少于 2/3"),
        (False, False, "尚未填写"),
    ]
