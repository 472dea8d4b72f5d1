"""What conditions may look at."""

from datetime import date
from fractions import Fraction

from engine.conditions import HANDED_IN
from engine.deadlines import local_date
from engine.state.case import CaseState
from engine.state.people import Unit

CRITERION = "criterion."
"""The means by criterion stand under this prefix in the result of a score step."""
CASE_FACTS = frozenset(
    {"unit.direct", "unit.sector", "unit.city", "case.outcome", "case.sub_outcome", "case.score"}
)


def handed_in_on(state: CaseState) -> date | None:
    """The day on which the form was handed in last; None for a draft."""
    submits = {step.id for step in state.steps if step.kind == "submit"}
    at = [one.decided_at for one in state.assignments if one.step_id in submits and one.decided_at]
    return local_date(max(at)) if at else None


def facts_of(state: CaseState) -> dict[str, object]:
    """What conditions may look at: answers, the unit's facts, how the case and its last sub-case ended, its score."""
    handed_in = handed_in_on(state)
    below = [one.result for one in state.steps if one.kind == "sub_case" and one.result]
    return {
        **state.answers,
        **unit_facts(state.unit),
        "case.outcome": state.outcome,
        "case.sub_outcome": (below[-1].get("outcome") or below[-1].get("status")) if below else None,
        "case.score": score_of(state),
        **({HANDED_IN: handed_in.isoformat()} if handed_in else {}),
    }


def score_of(state: CaseState, step: str | None = None) -> Fraction | None:
    """The score of the case, exactly: that of its last score step (of ``step``) that was counted."""
    counted = [one for one in state.steps if one.kind == "score" and one.result and step in (None, one.key)]
    return Fraction(counted[-1].result["score"]) if counted and counted[-1].result else None


def unit_facts(unit: Unit) -> dict[str, object]:
    """What conditions may look at before there is a case."""
    return {"unit.direct": unit.direct, "unit.sector": unit.sector, "unit.city": unit.city}
