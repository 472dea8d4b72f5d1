"""What screens ask of monitoring. Which units the reader sees is a condition inside each query."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, false, func, or_, select, true
from sqlalchemy.orm import Session, aliased

from models.cases import Case
from models.monitoring import MonitoredHousehold
from models.monitoring_runs import Gap, MonitoringRun, RelapseCheck
from models.organisation import Post, Unit
from models.risk_signals import RiskSignal

Units = frozenset[str] | None
"""The units of which a reader sees the households; None for all."""
MOST_ROWS = 300
NOWHERE = "未写明"


@dataclass(frozen=True, slots=True)
class CaseLine:
    """The outside of a case."""

    id: str
    number: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How a household stands: the grade of its last check, and the gap after it if there is one."""

    id: int
    file_number: str
    unit: str
    unit_name: str
    city: str
    grade: int | None
    checked: date | None
    reason: str | None
    gap: date | None
    signal: int | None
    case_id: str | None


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a list of households is narrowed to; what is None is not asked."""

    city: str | None = None
    grade: int | None = None
    never: bool = False
    gap: bool = False
    signal: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class CityLine:
    """One city: households by severity, never checked, with a gap, with an open signal, and all."""

    city: str
    grades: tuple[int, int, int, int]
    never: int
    gaps: int
    signals: int
    total: int


@dataclass(frozen=True, slots=True)
class MonthLine:
    """One month: households checked by severity."""

    period: date
    grades: tuple[int, int, int, int]


def units_seen(session: Session, person: str) -> frozenset[str]:
    """The units of the person's posts, and those below a city in which he or she holds one."""
    seats = select(Post.unit).where(Post.person == person)
    cities = select(Unit.key).where(Unit.kind == "city", Unit.key.in_(seats))
    asked = select(Unit.key).where(or_(Unit.key.in_(seats), Unit.parent.in_(cities)))
    return frozenset(session.scalars(asked))


def board(session: Session, units: Units) -> list[CityLine]:
    """How the households stand, city by city."""
    each = _standing(units).subquery()
    counts = [func.count().filter(each.c.grade == severity) for severity in range(4)]
    asked = select(
        each.c.city,
        *counts,
        func.count().filter(each.c.grade.is_(None)),
        func.count().filter(each.c.gap.is_not(None)),
        func.count().filter(each.c.signal.is_not(None)),
        func.count(),
    )
    rows = session.execute(asked.group_by(each.c.city).order_by(func.count().desc(), each.c.city)).tuples()
    return [
        CityLine(city, (green, yellow, orange, red), *rest)
        for city, green, yellow, orange, red, *rest in rows
    ]


def trend(session: Session, units: Units, *, months: int = 12) -> list[MonthLine]:
    """How the households stood in each of the months that were graded last, oldest first.

    What was found stands until the next check, also in months in which the household was not due.
    """
    graded = (
        select(MonitoringRun.period).distinct().order_by(MonitoringRun.period.desc()).limit(months).subquery()
    )
    each, month = _stood(units).subquery(), graded.c.period
    stood = and_(
        each.c.since <= month,
        or_(each.c.until.is_(None), each.c.until > month),
        or_(each.c.ended_on.is_(None), each.c.ended_on > month),
    )
    counts = [func.count().filter(each.c.grade == severity) for severity in range(4)]
    asked = select(month, *counts).select_from(graded).outerjoin(each, stood).group_by(month).order_by(month)
    return [MonthLine(period, (a, b, c, d)) for period, a, b, c, d in session.execute(asked).tuples()]


def _stood(units: Units) -> Select[Any]:
    """Each check with the month in which the next one took its place."""
    following = func.lead(RelapseCheck.period).over(
        partition_by=RelapseCheck.household, order_by=(RelapseCheck.period, RelapseCheck.run_id)
    )
    columns = (RelapseCheck.grade, RelapseCheck.period.label("since"), following.label("until"))
    asked = select(*columns, MonitoredHousehold.ended_on).join(
        MonitoredHousehold, MonitoredHousehold.id == RelapseCheck.household
    )
    return asked.where(within(units))


def households(
    session: Session, units: Units, narrowed: Narrowed, *, limit: int = MOST_ROWS, offset: int = 0
) -> tuple[list[Standing], int]:
    """The households that fit, the worst first, and how many there are in all."""
    each = _standing(units).subquery()
    asked = select(each).where(*_fits(each.c, narrowed))
    total = session.scalar(select(func.count()).select_from(asked.subquery())) or 0
    order = (func.coalesce(each.c.grade, -1).desc(), each.c.file_number)
    part = asked.order_by(*order).limit(limit).offset(offset)
    return [Standing(*row) for row in session.execute(part)], total


def standing_of(session: Session, units: Units, file_number: str) -> Standing | None:
    """How one household stands, monitored now or once; None for one that the reader does not see."""
    asked = _standing(units, ended=True).where(MonitoredHousehold.file_number == file_number)
    found = session.execute(asked).first()
    return Standing(*found) if found else None


def _fits(each: Any, narrowed: Narrowed) -> list[ColumnElement[bool]]:  # noqa: ANN401 - columns of a subquery
    asked: list[ColumnElement[bool]] = []
    if narrowed.city is not None:
        asked.append(each.city == narrowed.city)
    if narrowed.grade is not None:
        asked.append(each.grade == narrowed.grade)
    if narrowed.never:
        asked.append(each.grade.is_(None))
    if narrowed.gap:
        asked.append(each.gap.is_not(None))
    if narrowed.signal:
        asked.append(each.signal.is_not(None))
    if narrowed.text:
        asked.append(or_(each.file_number.contains(narrowed.text), each.unit_name.contains(narrowed.text)))
    return asked


def within(units: Units) -> ColumnElement[bool]:
    """Whether the household is of one of the units."""
    if units is None:
        return true()
    return MonitoredHousehold.unit.in_(units) if units else false()


def _standing(units: Units, *, ended: bool = False) -> Select[Any]:
    last = _last_check()
    gap = _last_gap()
    still_open = and_(RiskSignal.household == MonitoredHousehold.id, RiskSignal.closed_period.is_(None))
    missing = case((or_(last.period.is_(None), gap.c.period > last.period), gap.c.period))
    asked = (
        select(
            MonitoredHousehold.id,
            MonitoredHousehold.file_number,
            MonitoredHousehold.unit,
            Unit.name.label("unit_name"),
            func.coalesce(Unit.city, NOWHERE).label("city"),
            last.grade.label("grade"),
            last.period.label("checked"),
            last.reason.label("reason"),
            missing.label("gap"),
            RiskSignal.id.label("signal"),
            RiskSignal.case_id.label("case_id"),
        )
        .select_from(MonitoredHousehold)
        .join(Unit, Unit.key == MonitoredHousehold.unit)
        .outerjoin(last, true())
        .outerjoin(gap, true())
        .outerjoin(RiskSignal, still_open)
        .where(within(units))
    )
    return asked if ended else asked.where(MonitoredHousehold.ended_on.is_(None))


def _last_check() -> type[RelapseCheck]:
    last = (
        select(RelapseCheck)
        .where(RelapseCheck.household == MonitoredHousehold.id)
        .order_by(RelapseCheck.period.desc(), RelapseCheck.run_id.desc())
        .limit(1)
        .lateral()
    )
    return aliased(RelapseCheck, last)


def _last_gap() -> Any:  # noqa: ANN401 - a lateral subquery with the column ``period``
    return (
        select(func.max(MonitoringRun.period).label("period"))
        .join(Gap, Gap.run_id == MonitoringRun.id)
        .where(Gap.household == MonitoredHousehold.id)
        .lateral()
    )


def last_refiled_case(session: Session, household: int) -> CaseLine | None:
    """The last case of the household that ended with a second entry (返困)."""
    asked = (
        select(Case.id, Case.number)
        .join(RiskSignal, RiskSignal.case_id == Case.id)
        .where(RiskSignal.household == household, RiskSignal.closed_as == "refiled")
        .order_by(RiskSignal.id.desc())
        .limit(1)
    )
    found = session.execute(asked).first()
    return CaseLine(str(found[0]), found[1]) if found else None
