"""A condition against facts some of which nobody told: true, false, or unknown (None), as Kleene has it."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date

from engine.conditions import AllOf, AnyOf, Comparison, Condition, Not, holds

Known = Mapping[str, object]


def judge(condition: Condition, facts: Known) -> bool | None:
    """Whether the condition is true whatever the facts are that are missing; None when it depends on them."""
    match condition:
        case AllOf(all=parts):
            return _all([judge(part, facts) for part in parts])
        case AnyOf(any=parts):
            opposite = _all([_not(judge(part, facts)) for part in parts])
            return _not(opposite)
        case Not(not_=part):
            return _not(judge(part, facts))
        case Comparison() if facts.get(condition.field) is None:
            return None
        case Comparison():
            return _compare(condition, facts)
    return holds(condition, facts)


def _all(parts: list[bool | None]) -> bool | None:
    if False in parts:
        return False
    return None if None in parts else True


def _not(known: bool | None) -> bool | None:  # noqa: FBT001 - three-valued
    return None if known is None else not known


def _compare(condition: Comparison, facts: Known) -> bool:
    """Days are ordered as days."""
    fact, value = facts[condition.field], condition.value
    days = _day(fact), _day(value)
    if None in days or condition.op == "in":
        return holds(condition, facts)
    dated = condition.model_copy(update={"value": days[1]})
    return holds(dated, {condition.field: days[0]})


def _day(written: object) -> int | None:
    with suppress(ValueError, TypeError):
        return date.fromisoformat(written).toordinal() if isinstance(written, str) else None
    return None
