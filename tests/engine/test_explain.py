"""The rules on the page on which one decides."""

from engine.explain import rule_results
from engine.state import facts_of
from tests.engine.builders import ANSWERS, CHU, DANG, FIELDS, Office, a_process, sign
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


MARKED = {"key": "marked", "label": "得分", "type": "integer", "filled_at": "second"}
LATER_RULES = [
    CONGRESS_RULES[0],
    {
        "key": "mark",
        "title": "得分达标",
        "clause": "第三条",
        "checked_at": "second",
        "condition": {"field": "marked", "op": ">=", "value": 60},
    },
]


def two_signatures() -> Office:
    """A case handed in; the score is filled in at the second signature, and judged there."""
    form = {"subject": "name", "identity": "id_no", "fields": [*FIELDS, MARKED]}
    steps = (sign("first", "party"), sign("second", "office"))
    return Office(a_process(*steps, rules=LATER_RULES, form=form)).opens().submits()


def results_of(office: Office) -> list[tuple[str, bool, str]]:
    shown = rule_results(office.process, facts_of(office.state), case=office.state)
    return [(one.key, one.judged, one.later or one.evidence) for one in shown]


def test_a_rule_of_a_later_step_says_which_step_answers_it() -> None:
    office = two_signatures()
    assert results_of(office)[1] == ("mark", False, "second")
    office.decides(DANG)
    assert results_of(office)[1] == ("mark", False, "尚未填写")
    office.decides(CHU, answers={"marked": 61})
    assert results_of(office)[1] == ("mark", True, "符合")


def test_a_case_that_ended_before_is_not_measured_by_what_it_never_came_to() -> None:
    office = two_signatures().decides(DANG, "reject", comment="不同意")
    assert [key for key, *_ in results_of(office)] == ["quorum"]
