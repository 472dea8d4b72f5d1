"""The households under monitoring of the demonstration: months of data, graded and followed by the real verbs."""

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
from engine.relapse.frequency import period_of
from engine.relapse.population import PopulationRules, Reason
from engine.relapse.rules import FREQUENCIES, Fact, RelapseRules
from models import risk_signals
from models.sealing import Seal
from models.session import Session
from seeds.relapse_rules import population_rules_for, rules_for
from seeds.schema import read_as, text_of

UNKNOWN = "unknown"
_TRIAL = "2021.1（试行）"
_REASONS: tuple[Reason, ...] = ("left", "relative", "edge", "unit", "self_report", "hotline")


class _Group(Strict):
    unit: str
    since: date
    kinds: list[str]


class _Becomes(Strict):
    unit: str
    nth: int
    kind: str


class _MonthLine(Strict):
    period: date
    graded: AwareDatetime
    becomes: tuple[_Becomes, ...] = ()
    households: list[_Group]


class _Happened(Strict):
    unit: str
    nth: int
    kind: str
    at: AwareDatetime
    happened_on: date


class _Script(Strict):
    rules_from: date
    facts: dict[str, dict[Fact, Decimal]]
    kinds: dict[str, dict[Fact, Decimal]]
    months: list[_MonthLine]
    events: list[_Happened]

    def of(self, kind: str) -> Mapping[Fact, Decimal]:
        """What is known of a household of this kind."""
        return {**self.facts["calm"], **self.kinds[kind]}

    def rules(self, month: date) -> RelapseRules:
        """The rules of the month; before there were any, the first ones on trial: they grade and open nothing."""
        if month >= self.rules_from:
            return rules_for(month)
        return rules_for(self.rules_from).model_copy(update={"version": _TRIAL, "opens": (), "visits": {}})

    def admits(self, month: date) -> PopulationRules:
        """Who is monitored in the month, by the rules of that day or the first there were."""
        return population_rules_for(max(month, self.rules_from))


def play_monitoring(session: Session, folder: Path, *, seal: Seal) -> None:
    """Bring the households in, take in the data of each month, grade it, and open the cases of its signals.

    A demonstration without such a file monitors nobody.
    """
    file = folder / "monitoring.yaml"
    if not file.exists():
        return
    script = read_as(_Script, text_of(file), str(file))[0]
    numbers = (f"YS-{n:04}" for n in count(1))
    known: dict[str, list[str]] = {}
    kinds: dict[str, str] = {}
    for month in script.months:
        kinds |= _entered(session, month, script.admits(month.period), numbers, known)
        kinds |= {known[one.unit][one.nth]: one.kind for one in month.becomes}
        data = [(number, script.of(kind)) for number, kind in kinds.items() if kind != UNKNOWN]
        month_data.take_in(session, month.period, data, now=month.graded, with_gaps=True)
        _graded(session, month, script.rules(month.period))
    for number in kinds:
        population.set_place(session, number, _place(number), seal=seal)
    for one in script.events:
        monitoring_events.record(
            session, known[one.unit][one.nth], one.kind, happened_on=one.happened_on,
            rules=rules_for(one.happened_on), actor=None, now=one.at,
        )  # fmt: skip
        _cases_opened(session, one.at)


def _entered(
    session: Session,
    month: _MonthLine,
    rules: PopulationRules,
    numbers: Iterator[str],
    known: dict[str, list[str]],
) -> Iterator[tuple[str, str]]:
    reasons = cycle(_REASONS)
    for group in month.households:
        for kind in group.kinds:
            number = next(numbers)
            known.setdefault(group.unit, []).append(number)
            population.enter(
                session, number, group.unit, next(reasons), since=group.since,
                rules=rules, actor=None, now=month.graded,
            )  # fmt: skip
            yield number, kind


def _graded(session: Session, month: _MonthLine, rules: RelapseRules) -> None:
    for every in (one for one in FREQUENCIES if period_of(one, month.period).first == month.period):
        while grade_next(session, month.period, rules, now=month.graded, every=every):
            pass
        plan(session, month.period, rules, now=month.graded, every=every)
    _cases_opened(session, month.graded)


def _place(number: str) -> str:
    """Where an invented household lives: no such road is there."""
    return f"演示路 {int(number.removeprefix('YS-'))} 号（演示）"


def _cases_opened(session: Session, now: datetime) -> None:
    for signal in risk_signals.without_case(session):
        relapse_cases.try_to_open(session, signal, now=now)
