"""The rules of monitoring as SQL: the same data that the engine reads, so that both say the same."""

from dataclasses import dataclass
from functools import reduce
from operator import add, ge, gt, le, lt, mul

from sqlalchemy import ColumnElement, Integer, Numeric, and_, case, cast, func, literal, not_, null, or_

from engine.relapse.rules import FACTS, GRADE_WORDS, GRADES, Fact, GradeRule, Indicator, RelapseRules, Term
from models.monitoring import Snapshot

_OPERATIONS = {"lt": lt, "le": le, "gt": gt, "ge": ge}


@dataclass(frozen=True, slots=True)
class Reading:
    """One version of the rules, asked of what was said of a month."""

    rules: RelapseRules
    row: type[Snapshot]

    def found(self) -> ColumnElement[int]:
        """The severity that the facts of the month alone give; NULL when nobody can say."""
        holding = {one.key: self.holds(one) for one in self.rules.indicators}
        whens = [(_reached(rule, holding), GRADES.index(rule.grade)) for rule in self.rules.grades]
        return case((self._cannot_say(), null()), *whens, else_=0)

    def holds(self, one: Indicator) -> ColumnElement[bool]:
        """Whether the indicator holds; an unknown fact makes a term not hold."""
        return func.coalesce(self._said(one), False)

    def reason(self, now: ColumnElement[int]) -> ColumnElement[str | None]:
        """The sentence of a hit, as the engine says it; NULL where nothing was found."""
        said = func.concat_ws("；", *(case((self.holds(one), one.title)) for one in self.rules.indicators))
        words = case(*((now == severity, GRADE_WORDS[grade]) for severity, grade in enumerate(GRADES)))
        return case((said != "", func.concat(words, "：", said, "。")), else_=null())

    def gap(self) -> ColumnElement[str]:
        """Why a month is a gap, as the engine says it."""
        lacking = (case((self._said(one).is_(None), one.title)) for one in self.rules.indicators)
        return func.concat("不明：", func.concat_ws("；", *lacking), "。")

    def facts(self) -> ColumnElement[object]:
        """The facts of the month as one JSON object."""
        return func.jsonb_build_object(*(part for key in FACTS for part in (key, getattr(self.row, key))))

    def _cannot_say(self) -> ColumnElement[bool]:
        said = {one.key: self._said(one) for one in self.rules.indicators}
        must = [said[key].is_(None) for key in self.rules.must_know]
        nothing_holds = not_(or_(*(func.coalesce(one, False) for one in said.values())))
        return and_(nothing_holds, or_(*must, and_(*(one.is_(None) for one in said.values()))))

    def _said(self, one: Indicator) -> ColumnElement[bool]:
        """NULL where nobody can say: no term holds and at least one lacks a fact."""
        return or_(*(self._holds(term) for term in one.any))

    def _holds(self, term: Term) -> ColumnElement[bool]:
        times: ColumnElement[object] = literal(term.times, Numeric)
        factors = reduce(mul, map(self._fact, term.of), times)
        holds: ColumnElement[bool] = _OPERATIONS[term.op](self._fact(term.fact), factors)
        return holds

    def _fact(self, key: Fact) -> ColumnElement[object]:
        return cast(getattr(self.row, key), Numeric)


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
