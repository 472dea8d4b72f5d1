"""The households under monitoring of the demonstration: two months of data, graded and followed by the real verbs."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from itertools import count, cycle
from pathlib import Path

from pydantic import AwareDatetime

from actions import monitoring_events, month_data, population, relapse_cases
from actions.monitoring import grade_next
from actions.relapse_visits import plan
from engine.definition import Strict
from engine.relapse.population import Reason
from engine.relapse.rules import Fact
from models import risk_signals
from models.session import Session
from seeds.relapse_rules import population_rules_for, rules_for
from seeds.schema import read_as, text_of

FILE = Path(__file__).parent / "demo" / "monitoring_2022.yaml"
UNKNOWN = "unknown"
_REASONS: tuple[Reason, ...] = ("left", "relative", "edge", "unit", "self_report", "hotline")


class _Group(Strict):
    unit: str
    since: date
    kinds: list[str]


class _MonthLine(Strict):
    period: date
    graded: AwareDatetime
    households: list[_Group]


class _Happened(Strict):
    unit: str
    nth: int
    kind: str
    at: AwareDatetime
    happened_on: date


class _Script(Strict):
    facts: dict[str, dict[Fact, Decimal]]
    kinds: dict[str, dict[Fact, Decimal]]
    months: list[_MonthLine]
    events: list[_Happened]

    def of(self, kind: str) -> Mapping[Fact, Decimal]:
        """What is known of a household of this kind."""
        return {**self.facts["calm"], **self.kinds[kind]}


def play_monitoring(session: Session) -> None:
    """Bring the households in, take in the data of each month, grade it, and open the cases of its signals."""
    script = read_as(_Script, text_of(FILE), str(FILE))[0]
    numbers = (f"YS-{n:04}" for n in count(1))
    known: dict[str, list[str]] = {}
    lines: list[tuple[str, str]] = []
    for month in script.months:
        lines += _entered(session, month, numbers, known)
        data = [(number, script.of(kind)) for number, kind in lines if kind != UNKNOWN]
        month_data.take_in(session, month.period, data, now=month.graded, with_gaps=True)
        _graded(session, month)
    for one in script.events:
        monitoring_events.record(
            session, known[one.unit][one.nth], one.kind, happened_on=one.happened_on,
            rules=rules_for(one.happened_on), actor=None, now=one.at,
        )  # fmt: skip
        _cases_opened(session, one.at)


def _entered(
    session: Session, month: _MonthLine, numbers: Iterator[str], known: dict[str, list[str]]
) -> Iterator[tuple[str, str]]:
    reasons = cycle(_REASONS)
    for group in month.households:
        for kind in group.kinds:
            number = next(numbers)
            known.setdefault(group.unit, []).append(number)
            population.enter(
                session, number, group.unit, next(reasons), since=group.since,
                rules=population_rules_for(month.period), actor=None, now=month.graded,
            )  # fmt: skip
            yield number, kind


def _graded(session: Session, month: _MonthLine) -> None:
    rules = rules_for(month.period)
    while grade_next(session, month.period, rules, now=month.graded):
        pass
    plan(session, month.period, rules, now=month.graded)
    _cases_opened(session, month.graded)


def _cases_opened(session: Session, now: datetime) -> None:
    for signal in risk_signals.without_case(session):
        relapse_cases.try_to_open(session, signal, now=now)
