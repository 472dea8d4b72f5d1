"""The data of a month as it comes in, and what keeps it from being taken in."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import exists, func, insert, select
from sqlalchemy.orm import aliased

from engine.relapse.rules import FACTS, Fact
from models.monitoring import MonitoredHousehold, Snapshot
from models.monitoring_runs import RelapseCheck
from models.session import Session

_MONTH_KEY = 62_020  # advisory lock by month: no word comes in while the month is graded

Line = tuple[str, Mapping[Fact, Decimal | None]]  # file number and facts


def households(session: Session, numbers: Iterable[str]) -> dict[str, tuple[int, str]]:
    """The households under monitoring that have these files, each with its unit."""
    columns = (MonitoredHousehold.file_number, MonitoredHousehold.id, MonitoredHousehold.unit)
    asked = select(*columns).where(
        MonitoredHousehold.file_number.in_(list(numbers)), MonitoredHousehold.ended_on.is_(None)
    )
    return {number: (household, unit) for number, household, unit in session.execute(asked).tuples()}


def lacking(session: Session, period: date, units: Iterable[str]) -> list[str]:
    """The files of households of these units of which nothing was said in the month."""
    said = select(Snapshot.household).where(
        Snapshot.household == MonitoredHousehold.id, Snapshot.period == period
    )
    asked = select(MonitoredHousehold.file_number).where(
        MonitoredHousehold.unit.in_(list(units)), MonitoredHousehold.ended_on.is_(None), ~exists(said)
    )
    return list(session.scalars(asked.order_by(MonitoredHousehold.file_number)))


def checked(session: Session, period: date, ids: Iterable[int]) -> frozenset[int]:
    """Those of them that were graded for the month already: what a check rests on does not change."""
    asked = select(RelapseCheck.household).where(
        RelapseCheck.period == period, RelapseCheck.household.in_(list(ids))
    )
    return frozenset(session.scalars(asked))


def reserve(session: Session, period: date) -> None:
    """Let nobody else take in or grade the month until the transaction ends."""
    session.execute(select(func.pg_advisory_xact_lock(_MONTH_KEY, period.year * 12 + period.month)))


def keep(session: Session, period: date, lines: Sequence[tuple[int, Mapping[Fact, Decimal | None]]]) -> None:
    """Store the facts of the month; sent again, the later word holds and the earlier stays as it was."""
    said = _words(session, period, [one for one, _ in lines])
    rows = [
        {"household": one, "period": period, "word": said.get(one, 0) + 1, **dict.fromkeys(FACTS), **facts}
        for one, facts in lines
    ]
    session.execute(insert(Snapshot), rows)


def _words(session: Session, period: date, ids: Iterable[int]) -> dict[int, int]:
    asked = select(Snapshot.household, func.max(Snapshot.word)).where(
        Snapshot.period == period, Snapshot.household.in_(list(ids))
    )
    return dict(session.execute(asked.group_by(Snapshot.household)).tuples().all())


def last_word(period: date) -> type[Snapshot]:
    """What was said last of the household of the row beside it, for the month."""
    last = (
        select(Snapshot)
        .where(Snapshot.household == MonitoredHousehold.id, Snapshot.period == period)
        .order_by(Snapshot.word.desc())
        .limit(1)
        .lateral()
    )
    return aliased(Snapshot, last)
