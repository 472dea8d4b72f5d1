"""What conditions may look at."""

from fractions import Fraction

from engine.state.case import CaseState
from engine.state.people import Unit

CRITERION = "criterion."
"""The means by criterion stand under this prefix in the result of a score step."""
CASE_FACTS = frozenset(
    {"unit.direct", "unit.sector", "unit.city", "case.outcome", "case.sub_outcome", "case.score"}
)


def facts_of(state: CaseState) -> dict[str, object]:
    """What conditions may look at: answers, the unit's facts, how the case and its last sub-case ended, its score."""
    below = [one.result for one in state.steps if one.kind == "sub_case" and one.result]
    return {
        **state.answers,
        **unit_facts(state.unit),
        "case.outcome": state.outcome,
        "case.sub_outcome": (below[-1].get("outcome") or below[-1].get("status")) if below else None,
        "case.score": score_of(state),
    }


def score_of(state: CaseState, step: str | None = None) -> Fraction | None:
    """The score of the case, exactly: that of its last score step (of ``step``) that was counted."""
    counted = [one for one in state.steps if one.kind == "score" and one.result and step in (None, one.key)]
    return Fraction(counted[-1].result["score"]) if counted and counted[-1].result else None


def unit_facts(unit: Unit) -> dict[str, object]:
    """What conditions may look at before there is a case."""
    return {"unit.direct": unit.direct, "unit.sector": unit.sector, "unit.city": unit.city}
