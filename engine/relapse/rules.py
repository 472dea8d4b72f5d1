"""The rules of monitoring as data: indicators over known facts, grades, how fast they ease, when a signal opens."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Literal, get_args

from pydantic import Field, model_validator

from engine.deadlines import WrittenDeadline
from engine.hardship.parameters import Strict, refuse_all

Grade = Literal["green", "yellow", "orange", "red"]
GRADES: tuple[Grade, ...] = get_args(Grade)  # the index is the severity
GRADE_WORDS: dict[Grade, str] = {"green": "绿", "yellow": "黄", "orange": "橙", "red": "红"}
Every = Literal[1, 3, 6, 12]  # months: the figures come by the month, so nothing is asked more often
FREQUENCIES: tuple[Every, ...] = get_args(Every)
MONTHLY = FREQUENCIES[0]

# A household of one period: yuan, counts, months; yes and no as 1 and 0. What is not known stays unknown.
Fact = Literal[
    "persons", "line", "net_income", "base_income", "medical_year", "medical_half_year",
    "unemployed_months", "loss", "earner_lost", "new_student", "arrears",
]  # fmt: skip
FACTS: tuple[Fact, ...] = get_args(Fact)


class Term(Strict):
    """``fact op times × of × of …``: a product, so that nothing is divided and nothing rounded."""

    fact: Fact
    op: Literal["lt", "le", "gt", "ge"]
    times: Decimal
    of: tuple[Fact, ...] = ()


class Indicator(Strict):
    """A sign of danger: any of its terms. A term with an unknown fact does not hold."""

    key: str
    title: str  # what is said to people
    any: tuple[Term, ...] = Field(min_length=1)


class GradeRule(Strict):
    """A grade is reached by any of these indicators, or by so many indicators of whatever kind."""

    grade: Grade
    indicators: tuple[str, ...] = ()
    at_least: int | None = Field(default=None, gt=0)


class EventRule(Strict):
    """What may happen between the months and opens a signal at once, and of what grade."""

    key: str
    title: str
    grade: Grade
    clause: str


class VisitRule(Strict):
    """What a household of a grade is owed (走访): by how many people, and how soon after the signal or the check."""

    how: Literal["visit", "phone"]
    people: int = Field(ge=1, le=2)
    due: WrittenDeadline
    clause: str


class RelapseRules(Strict):
    """One version of the rules of monitoring. Grades are read from the worst."""

    version: str
    valid_from: date
    source: str
    assumed: tuple[str, ...] = ()
    indicators: tuple[Indicator, ...] = Field(min_length=1)
    grades: tuple[GradeRule, ...] = Field(min_length=1)
    every_months: dict[Grade, Every]  # one check in each so many months of the calendar
    calm_checks: int = Field(gt=0)  # a grade eases only when so many checks running are better
    cool_down_months: int = Field(ge=0)  # no new signal so soon after the last was closed
    opens: tuple[Grade, ...]  # the grades at which a signal opens
    must_know: tuple[str, ...] = ()  # indicators without which no household is called green
    events: tuple[EventRule, ...] = ()
    visitors: tuple[str, ...] = ()  # posts of the unit whose holders go, in this order
    visits: dict[Grade, VisitRule] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _is_sound(self) -> "RelapseRules":
        refuse_all(_findings(self))
        return self

    def event(self, kind: str) -> EventRule | None:
        """What the rules say of this kind of event; None when they know none such."""
        return next((one for one in self.events if one.key == kind), None)


def _findings(rules: RelapseRules) -> Iterator[str]:
    yield from _of_indicators(rules)
    yield from _of_grades(rules)
    yield from _of_visits(rules)
    kinds = [one.key for one in rules.events]
    if len(set(kinds)) < len(kinds):
        yield "突发情况的 key 不得重复。"


def _of_indicators(rules: RelapseRules) -> Iterator[str]:
    known = [one.key for one in rules.indicators]
    if len(set(known)) < len(known):
        yield "指标的 key 不得重复。"
    for rule in rules.grades:
        for key in rule.indicators:
            if key not in known:
                yield f"等级 {rule.grade} 用到的指标“{key}”没有定义。"
    if strange := [key for key in rules.must_know if key not in known]:
        yield f"必须查明的指标没有定义：{'、'.join(strange)}。"


def _of_grades(rules: RelapseRules) -> Iterator[str]:
    if missing := [one for one in GRADES if one not in rules.every_months]:
        yield f"每个等级都须写明监测间隔（月）：缺 {'、'.join(missing)}。"
    severities = [GRADES.index(rule.grade) for rule in rules.grades]
    if severities != sorted(set(severities), reverse=True) or 0 in severities:
        yield "等级须由重到轻排列，不得重复，绿色无须写明。"


def _of_visits(rules: RelapseRules) -> Iterator[str]:
    if hours := [grade for grade, one in rules.visits.items() if one.due.unit != "working days"]:
        yield f"走访时限须以工作日计：{'、'.join(hours)}。"
    if rules.visits and not rules.visitors:
        yield "写了走访，没有写由哪些职务的人去（visitors）。"
