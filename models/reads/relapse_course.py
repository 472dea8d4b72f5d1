"""What happened to one household, and what one month came to."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from engine.relapse.frequency import Period, period_of
from engine.relapse.rules import Every
from models.cases import Case
from models.monitoring import MonitoredHousehold
from models.monitoring_runs import Gap, MonitoringRun, RelapseCheck
from models.organisation import Unit
from models.reads.relapse import MOST_ROWS, Units, within
from models.relapse_checks import Tally, tally
from models.risk_signals import MonitoringEvent, RiskSignal


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A check, or a gap where ``grade`` is None."""

    period: date
    version: str
    found: int | None
    grade: int | None
    reason: str | None
    why: list[str]


@dataclass(frozen=True, slots=True)
class SignalLine:
    """A signal and its case."""

    id: int
    file_number: str
    unit_name: str
    grade: int
    reason: str | None
    opened: date
    closed: date | None
    closed_as: str | None
    no_case_because: str | None
    case_id: str | None
    case_number: str | None


@dataclass(frozen=True, slots=True)
class RunLine:
    """A run and what it came to; ``period`` is the month whose data it looked at."""

    every: Every
    period: date
    version: str
    started_at: datetime
    finished_at: datetime | None
    population: dict[str, int]
    tally: Tally

    @property
    def of(self) -> Period:
        """The month, the quarter, the half-year or the year that it was made for."""
        return period_of(self.every, self.period)


@dataclass(frozen=True, slots=True)
class GapLine:
    """A household of which nobody could say anything."""

    file_number: str
    unit_name: str
    reason: str


def checks_of(session: Session, household: int) -> list[CheckLine]:
    """Checks and gaps of a household, latest first."""
    run = MonitoringRun
    checked = select(
        run.period,
        run.rule_version,
        RelapseCheck.found,
        RelapseCheck.grade,
        RelapseCheck.reason,
        RelapseCheck.why,
    ).join(run, run.id == RelapseCheck.run_id)
    lacking = select(run.period, run.rule_version, Gap.reason, Gap.why).join(run, run.id == Gap.run_id)
    lines = [
        *(CheckLine(*row) for row in session.execute(checked.where(RelapseCheck.household == household))),
        *(
            CheckLine(period, version, None, None, reason, why)
            for period, version, reason, why in session.execute(lacking.where(Gap.household == household))
        ),
    ]
    return sorted(lines, key=lambda one: (one.period, one.version), reverse=True)


def events_of(session: Session, household: int) -> list[MonitoringEvent]:
    """What was reported of a household, latest first."""
    asked = select(MonitoringEvent).where(MonitoringEvent.household == household)
    return list(session.scalars(asked.order_by(MonitoringEvent.id.desc())))


def signals_of(session: Session, household: int) -> list[SignalLine]:
    """The signals of a household, latest first."""
    asked = _signals().where(RiskSignal.household == household).order_by(RiskSignal.id.desc())
    return [SignalLine(*row) for row in session.execute(asked)]


def open_signals(session: Session, units: Units) -> list[SignalLine]:
    """Open signals, those without a case first, then the worst."""
    asked = _signals().where(RiskSignal.closed_period.is_(None), within(units))
    order = (RiskSignal.case_id.is_not(None), RiskSignal.grade.desc(), RiskSignal.id)
    return [SignalLine(*row) for row in session.execute(asked.order_by(*order).limit(MOST_ROWS))]


def _signals() -> Select[Any]:
    return (
        select(
            RiskSignal.id,
            MonitoredHousehold.file_number,
            Unit.name,
            RiskSignal.grade,
            RiskSignal.reason,
            RiskSignal.opened_period,
            RiskSignal.closed_period,
            RiskSignal.closed_as,
            RiskSignal.no_case_because,
            RiskSignal.case_id,
            Case.number,
        )
        .join(MonitoredHousehold, MonitoredHousehold.id == RiskSignal.household)
        .join(Unit, Unit.key == MonitoredHousehold.unit)
        .outerjoin(Case, Case.id == RiskSignal.case_id)
    )


def runs(session: Session) -> list[RunLine]:
    """The runs, latest month first."""
    asked = select(MonitoringRun).order_by(MonitoringRun.period.desc(), MonitoringRun.id.desc()).limit(60)
    return [
        RunLine(
            one.every_months,
            one.period,
            one.rule_version,
            one.started_at,
            one.finished_at,
            one.population or {},
            tally(session, one),
        )
        for one in session.scalars(asked)
    ]


def gaps(session: Session, period: date, units: Units) -> tuple[list[GapLine], int]:
    """The households of a month of which nobody could say anything, and how many."""
    asked = (
        select(MonitoredHousehold.file_number, Unit.name, Gap.reason)
        .join(MonitoredHousehold, MonitoredHousehold.id == Gap.household)
        .join(Unit, Unit.key == MonitoredHousehold.unit)
        .join(MonitoringRun, MonitoringRun.id == Gap.run_id)
        .where(MonitoringRun.period == period, within(units))
    )
    total = session.scalar(select(func.count()).select_from(asked.subquery())) or 0
    rows = session.execute(asked.order_by(Unit.name, MonitoredHousehold.file_number).limit(MOST_ROWS))
    return [GapLine(*row) for row in rows], total
