"""同一人: who agreed before is asked again or passes by rule, and never where there is something new to say."""

from datetime import timedelta
from typing import Any

from engine import commands as c
from engine.state import Person
from tests.engine.builders import BODIES, FIELDS, LIN, MONDAY, STAFF, a_process, consult, sign
from tests.engine.reviewing import PEOPLE, Reviewing

FIRST, SECOND = PEOPLE[:2]
SHEN = Person("shen", "沈处长", "prov")


def agreed(*steps: dict[str, Any], people: tuple[Person, ...] = (FIRST,), **more: Any) -> Reviewing:  # noqa: ANN401
    """A case that the office has agreed to at its first step; ``steps`` follow."""
    process = a_process(sign("check", "office"), *steps, bodies=BODIES, **more)
    office = Reviewing(process, staff={**STAFF, "office": people, "city": (SHEN,)})
    office.opens().submits()
    return office.says(FIRST, "approve")


def recheck(policy: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    return sign("recheck", "office", same_person=policy, **more)


def test_right_after_the_own_yes_the_step_passes_under_either_policy() -> None:
    for policy in ("pass", "adjacent"):
        assert agreed(recheck(policy)).open_steps == ["decision"], policy
    assert agreed(recheck("ask")).open_steps == ["recheck"]


def test_a_machine_in_between_is_nobody_who_has_spoken() -> None:
    paper = {"key": "paper", "title": "审批表", "kind": "machine", "task": "roll_up", "document": "form"}
    office = agreed(paper, recheck("adjacent"))
    visit = next(one for one in office.state.steps if one.key == "paper")
    office.later(MONDAY + timedelta(hours=1)).ask(c.FinishMachine(visit.id, {}))
    assert office.advances().open_steps == ["decision"]


def test_passed_by_rule_it_counts_for_the_step_right_after() -> None:
    assert agreed(recheck("adjacent"), {**recheck("adjacent"), "key": "third"}).open_steps == ["decision"]


def test_a_yes_to_the_form_before_it_was_corrected_counts_no_more() -> None:
    office = agreed(sign("between", "city"), recheck("pass"), people=(FIRST, SECOND))
    office.returns(SHEN, "nominate").submits()
    office.says(SECOND, "approve").says(SHEN, "approve")
    asked = {one.name: one.status for one in office.state.assignments if one.step == "recheck"}
    assert (office.open_steps, asked) == (["decision"], {FIRST.name: "closed", SECOND.name: "decided"})


def test_where_there_are_fields_to_fill_or_opinions_to_rest_on_everybody_is_asked() -> None:
    note = {"key": "note", "label": "复核意见", "type": "text", "filled_at": "recheck"}
    form = {"subject": "name", "identity": "id_no", "fields": [*FIELDS, note]}
    assert agreed(recheck("pass"), form=form).open_steps == ["recheck"]
    process = a_process(consult(), sign("check", "office"), recheck("pass", needs_valid="ask"), bodies=BODIES)
    office = Reviewing(process, staff={**STAFF, "office": (FIRST,)})
    office.opens().submits().answers("police").answers("discipline")
    assert office.says(FIRST, "approve").open_steps == ["recheck"]


def test_of_several_only_whoever_agreed_before_passes() -> None:
    office = agreed(recheck("pass", mode="all", on_refusal="end"), people=(FIRST, SECOND))
    assert office.open_steps == ["recheck"]
    assert office.waiting_for == [SECOND.name]
    assert office.says(SECOND, "approve").open_steps == ["decision"]


def test_a_form_handed_in_is_no_yes_to_it() -> None:
    process = a_process(sign("check", "grass", same_person="pass"))
    office = Reviewing(process)
    office.opens().submits(LIN)
    assert office.open_steps == ["check"]
