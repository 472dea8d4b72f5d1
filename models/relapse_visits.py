"""Visits to households under monitoring (走访): planned for people with a due day, done, or missed with a reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, Index, and_, literal, or_, select, text, true, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from models.base import Base, Id, Moment
from models.monitoring import HouseholdKey, Key, MonitoredHousehold, Month, Small
from models.monitoring_runs import RelapseCheck
from models.organisation import Human, Unit


class RelapseVisit(Base):
    """One visit that a household is owed for one month, by one or two people."""

    __tablename__ = "relapse_visits"
    __table_args__ = (
        Index("uq_relapse_visits_household_period", "household", "period", unique=True),
        Index("ix_relapse_visits_visitor", "visitor"),
        Index("ix_relapse_visits_open", "due_on", postgresql_where=text("noted_at IS NULL")),
    )
    id: Mapped[Key] = mapped_column(primary_key=True)
    household: Mapped[HouseholdKey]
    period: Mapped[Month]
    grade: Mapped[Small] = mapped_column(doc="for which it is owed")
    how: Mapped[str] = mapped_column(doc="visit or phone")
    people: Mapped[Small] = mapped_column(doc="how many the rule asks for")
    clause: Mapped[str]
    visitor: Mapped[Id | None] = mapped_column(ForeignKey("people.id"), doc="none: the unit has nobody to go")
    second: Mapped[Id | None] = mapped_column(ForeignKey("people.id"), doc="who goes along")
    due_on: Mapped[date] = mapped_column(doc="last day")
    planned_at: Mapped[Moment]
    done_on: Mapped[date | None]
    missed_why: Mapped[str | None] = mapped_column(doc="why it could not be made: a word of a closed list")
    findings: Mapped[str | None] = mapped_column(doc="what was found, sealed")
    noted_at: Mapped[Moment | None] = mapped_column(doc="when it was said to be done or missed")
    noted_by: Mapped[Id | None] = mapped_column(ForeignKey("people.id"))
    told_late_at: Mapped[Moment | None] = mapped_column(doc="when the officers were told that it is late")


@dataclass(frozen=True, slots=True)
class Owed:
    """What a grade is owed from today on."""

    grade: int
    how: str
    people: int
    clause: str
    due_on: date


def units_to_visit(session: Session, run_id: int, severities: Sequence[int]) -> list[str]:
    """The units of which the run found households of these grades."""
    asked = (
        select(MonitoredHousehold.unit)
        .join(RelapseCheck, RelapseCheck.household == MonitoredHousehold.id)
        .where(RelapseCheck.run_id == run_id, RelapseCheck.grade.in_(severities))
    )
    return list(session.scalars(asked.distinct().order_by(MonitoredHousehold.unit)))


def plan_run(
    session: Session, run_id: int, owed: Owed, unit: str, going: Sequence[str], *, now: datetime
) -> None:
    """Plan what the households of one grade and unit are owed after a run; done twice it is done once."""
    same = _columns(owed, going, now)
    wanted = (
        select(RelapseCheck.household, RelapseCheck.period, *(literal(*one) for one in same.values()))
        .join(MonitoredHousehold, MonitoredHousehold.id == RelapseCheck.household)
        .where(
            RelapseCheck.run_id == run_id,
            RelapseCheck.grade == owed.grade,
            MonitoredHousehold.unit == unit,
        )
    )
    columns = ["household", "period", *same]
    session.execute(insert(RelapseVisit).from_select(columns, wanted).on_conflict_do_nothing())


def plan_one(
    session: Session, household: int, period: date, owed: Owed, going: Sequence[str], *, now: datetime
) -> None:
    """Plan what one household is owed at once; a visit of the month that is planned already stays."""
    same = {key: value for key, (value, _kind) in _columns(owed, going, now).items()}
    row = {"household": household, "period": period, **same}
    session.execute(insert(RelapseVisit).values(row).on_conflict_do_nothing())


def _columns(owed: Owed, going: Sequence[str], now: datetime) -> dict[str, tuple[Any, Any]]:
    """Column → value and its type."""
    first, second = [*going, None, None][:2]
    table = RelapseVisit.__table__.c
    values = {
        "grade": owed.grade, "how": owed.how, "people": owed.people, "clause": owed.clause,
        "visitor": first, "second": second if owed.people > 1 else None, "due_on": owed.due_on,
        "planned_at": now,
    }  # fmt: skip
    return {key: (value, table[key].type) for key, value in values.items()}


@dataclass(frozen=True, slots=True)
class VisitLine:
    """A visit as lists and tables show it. The place and the findings are sealed."""

    id: int
    file_number: str
    unit: str
    unit_name: str
    place: str | None
    grade: int
    how: str
    people: int
    visitor: str | None
    visitor_name: str | None
    second_name: str | None
    due_on: date
    done_on: date | None
    missed_why: str | None
    findings: str | None
    noted: bool

    def is_late(self, today: date) -> bool:
        """Whether nobody has said anything of it and its last day is over."""
        return not self.noted and self.due_on < today


def lock(session: Session, ids: Iterable[int]) -> dict[int, RelapseVisit]:
    """These visits, locked until the transaction ends."""
    asked = select(RelapseVisit).where(RelapseVisit.id.in_(list(ids))).order_by(RelapseVisit.id)
    found = session.scalars(asked.with_for_update().execution_options(populate_existing=True))
    return {one.id: one for one in found}


def units_of(session: Session, ids: Iterable[int]) -> dict[int, str]:
    """The unit of the household of each visit."""
    asked = select(RelapseVisit.id, MonitoredHousehold.unit).join(
        MonitoredHousehold, MonitoredHousehold.id == RelapseVisit.household
    )
    return dict(session.execute(asked.where(RelapseVisit.id.in_(list(ids)))).tuples().all())


def lines(session: Session, *wanted: ColumnElement[bool]) -> list[VisitLine]:
    """Visits with what is shown of them, the most urgent first."""
    visitor, second = aliased(Human), aliased(Human)
    asked = (
        select(
            RelapseVisit.id,
            MonitoredHousehold.file_number,
            MonitoredHousehold.unit,
            Unit.name,
            MonitoredHousehold.place,
            RelapseVisit.grade,
            RelapseVisit.how,
            RelapseVisit.people,
            RelapseVisit.visitor,
            visitor.name,
            second.name,
            RelapseVisit.due_on,
            RelapseVisit.done_on,
            RelapseVisit.missed_why,
            RelapseVisit.findings,
            RelapseVisit.noted_at.is_not(None),
        )
        .join(MonitoredHousehold, MonitoredHousehold.id == RelapseVisit.household)
        .join(Unit, Unit.key == MonitoredHousehold.unit)
        .outerjoin(visitor, visitor.id == RelapseVisit.visitor)
        .outerjoin(second, second.id == RelapseVisit.second)
        .where(*wanted)
        .order_by(RelapseVisit.noted_at.is_not(None), RelapseVisit.due_on, RelapseVisit.id)
    )
    return [VisitLine(*row) for row in session.execute(asked).tuples()]


def of_household(household: int) -> ColumnElement[bool]:
    """The visits to one household."""
    return RelapseVisit.household == household


def of_units(units: frozenset[str] | None) -> ColumnElement[bool]:
    """The visits to households of these units; None for all."""
    return true() if units is None else MonitoredHousehold.unit.in_(units)


def of_visitor(person: str) -> ColumnElement[bool]:
    """The visits on which the person goes, alone or along."""
    return or_(RelapseVisit.visitor == person, RelapseVisit.second == person)


def open_ones() -> ColumnElement[bool]:
    """The visits of which nobody has said anything yet."""
    return RelapseVisit.noted_at.is_(None)


def late_on(today: date) -> ColumnElement[bool]:
    """The open ones whose last day is over."""
    return and_(RelapseVisit.noted_at.is_(None), RelapseVisit.due_on < today)


def take_late(session: Session, today: date, *, now: datetime) -> int:
    """Mark the visits whose last day is over and of which the officers were not told; how many."""
    late = (
        update(RelapseVisit)
        .where(late_on(today), RelapseVisit.told_late_at.is_(None))
        .values(told_late_at=now)
        .returning(RelapseVisit.id)
    )
    return len(session.scalars(late).all())
