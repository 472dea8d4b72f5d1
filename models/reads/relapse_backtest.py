"""What other rules of monitoring would have found in a month that is stored."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Label, and_, false, func, not_, select, true

from engine.relapse.rules import GRADES, RelapseRules
from models.monitoring import MonitoredHousehold, Snapshot
from models.organisation import Unit
from models.reads.relapse import MOST_ROWS, NOWHERE
from models.relapse_sql import Reading
from models.session import Session
from models.snapshots import last_word


@dataclass(frozen=True)
class Difference:
    """One unit: households that the new rules would add and drop, and the visits by old and by new."""

    unit: str
    city: str
    added: int
    dropped: int
    visits_before: int
    visits_after: int


def differences(session: Session, period: date, *, old: RelapseRules, new: RelapseRules) -> list[Difference]:
    """By unit, over the stored facts of the month alone: no hysteresis, no cool-down. Nothing is written.

    A visit is due where a grade opens a signal.
    """
    said = last_word(period)
    seen = select(MonitoredHousehold.unit, _visited(old, said, "before"), _visited(new, said, "after"))
    each = seen.select_from(MonitoredHousehold).join(said, true()).subquery()
    before, after = each.c.before, each.c.after
    counted = (
        select(
            Unit.name,
            func.coalesce(Unit.city, NOWHERE),
            func.count().filter(and_(after, not_(before))),
            func.count().filter(and_(before, not_(after))),
            func.count().filter(before),
            func.count().filter(after),
        )
        .join(each, each.c.unit == Unit.key)
        .group_by(Unit.key)
        .order_by(Unit.key)
    )
    return [Difference(*row) for row in session.execute(counted).tuples()]


@dataclass(frozen=True)
class Changed:
    """A household that only one of the two versions would visit."""

    file_number: str
    unit: str
    added: bool
    reason: str | None


def changed(session: Session, period: date, *, old: RelapseRules, new: RelapseRules) -> list[Changed]:
    """The households that the new rules would add or drop, the added first; the reason is the new rules' own."""
    said = last_word(period)
    reading = Reading(new, said)
    before, after = _visited(old, said, "before"), _visited(new, said, "after")
    columns = (MonitoredHousehold.file_number, Unit.name, after, reading.reason(reading.found()))
    asked = (
        select(*columns)
        .select_from(MonitoredHousehold)
        .join(said, true())
        .join(Unit, Unit.key == MonitoredHousehold.unit)
        .where(before.element != after.element)
        .order_by(after.desc(), Unit.key, MonitoredHousehold.file_number)
        .limit(MOST_ROWS)
    )
    return [Changed(*row) for row in session.execute(asked).tuples()]


def months(session: Session) -> list[date]:
    """The months of which something was said, latest first."""
    return list(
        session.scalars(select(Snapshot.period).distinct().order_by(Snapshot.period.desc()).limit(36))
    )


def _visited(rules: RelapseRules, said: type[Snapshot], name: str) -> Label[bool]:
    """Whether the facts alone would open a signal; what nobody can say opens none."""
    severities = [GRADES.index(grade) for grade in rules.opens]
    return func.coalesce(Reading(rules, said).found().in_(severities), false()).label(name)
