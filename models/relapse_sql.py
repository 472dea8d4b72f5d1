"""The rules of monitoring as SQL: the same data that the engine reads, so that both say the same."""

from functools import reduce
from operator import add, ge, gt, le, lt, mul

from sqlalchemy import ColumnElement, Integer, Numeric, and_, case, cast, func, literal, null, or_

from engine.relapse.rules import FACTS, GRADE_WORDS, GRADES, Fact, GradeRule, Indicator, RelapseRules, Term
from models.monitoring import Snapshot

_OPERATIONS = {"lt": lt, "le": le, "gt": gt, "ge": ge}


def indicated(one: Indicator) -> ColumnElement[bool]:
    """Whether the indicator holds; an unknown fact makes a term not hold."""
    return func.coalesce(or_(*(_holds(term) for term in one.any)), False)


def _holds(term: Term) -> ColumnElement[bool]:
    times: ColumnElement[object] = literal(term.times, Numeric)
    said = _OPERATIONS[term.op](_fact(term.fact), reduce(mul, map(_fact, term.of), times))
    return func.coalesce(said, False)


def _fact(key: Fact) -> ColumnElement[object]:
    return cast(getattr(Snapshot, key), Numeric)


def found(rules: RelapseRules) -> ColumnElement[int]:
    """The severity that the facts of the month alone give."""
    holding = {one.key: indicated(one) for one in rules.indicators}
    whens = [(_reached(rule, holding), GRADES.index(rule.grade)) for rule in rules.grades]
    return case(*whens, else_=0)


def _reached(rule: GradeRule, holding: dict[str, ColumnElement[bool]]) -> ColumnElement[bool]:
    ways = [holding[key] for key in rule.indicators]
    if rule.at_least is not None:
        numbers: list[ColumnElement[int]] = [cast(one, Integer) for one in holding.values()]
        count = reduce(add, numbers)
        ways.append(count >= rule.at_least)
    return or_(*ways)


def stands(
    rules: RelapseRules, now: ColumnElement[int], before: ColumnElement[int], calm: ColumnElement[int]
) -> tuple[ColumnElement[int], ColumnElement[int]]:
    """The severity and the calm count after hysteresis, from those of the check before."""
    waits = and_(before.is_not(None), now < before, calm + 1 < rules.calm_checks)
    return case((waits, before), else_=now), case((waits, calm + 1), else_=0)


def reason(rules: RelapseRules, now: ColumnElement[int]) -> ColumnElement[str | None]:
    """The sentence of a hit, as the engine says it; NULL where nothing was found."""
    said = func.concat_ws("；", *(case((indicated(one), one.title)) for one in rules.indicators))
    words = case(*((now == severity, GRADE_WORDS[grade]) for severity, grade in enumerate(GRADES)))
    return case((said != "", func.concat(words, "：", said, "。")), else_=null())


def facts() -> ColumnElement[object]:
    """The facts of a month as one JSON object."""
    return func.jsonb_build_object(*(part for key in FACTS for part in (key, getattr(Snapshot, key))))
