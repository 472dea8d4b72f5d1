"""The data of a month as it comes in, and what keeps it from being taken in."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from engine.relapse.rules import FACTS, Fact
from models.monitoring import MonitoredHousehold, RelapseCheck, Snapshot
from models.session import Session

Line = tuple[str, Mapping[Fact, Decimal | None]]  # file number and facts


def households(session: Session, numbers: Iterable[str]) -> dict[str, int]:
    """The households under monitoring that have these files."""
    asked = select(MonitoredHousehold.file_number, MonitoredHousehold.id).where(
        MonitoredHousehold.file_number.in_(list(numbers)), MonitoredHousehold.ended_on.is_(None)
    )
    return dict(session.execute(asked).tuples().all())


def checked(session: Session, period: date, ids: Iterable[int]) -> frozenset[int]:
    """Those of them that were graded for the month already: what a check rests on does not change."""
    asked = select(RelapseCheck.household).where(
        RelapseCheck.period == period, RelapseCheck.household.in_(list(ids))
    )
    return frozenset(session.scalars(asked))


def keep(session: Session, period: date, lines: Sequence[tuple[int, Mapping[Fact, Decimal | None]]]) -> None:
    """Store the facts of the month; sent again, the later word holds."""
    rows = [{"household": one, "period": period, **dict.fromkeys(FACTS), **facts} for one, facts in lines]
    stored = insert(Snapshot).values(rows)
    newer = {key: stored.excluded[key] for key in FACTS}
    session.execute(stored.on_conflict_do_update(index_elements=["household", "period"], set_=newer))
