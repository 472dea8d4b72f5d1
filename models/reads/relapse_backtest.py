"""What other rules of monitoring would have found in a month that is stored."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Label, and_, func, not_, select

from engine.relapse.rules import GRADES, RelapseRules
from models import relapse_sql
from models.monitoring import MonitoredHousehold, Snapshot
from models.organisation import Unit
from models.session import Session


@dataclass(frozen=True)
class Difference:
    """One unit: households that the new rules would add and drop, and the visits by old and by new."""

    unit: str
    added: int
    dropped: int
    visits_before: int
    visits_after: int


def differences(session: Session, period: date, *, old: RelapseRules, new: RelapseRules) -> list[Difference]:
    """By unit, over the stored facts of the month alone: no hysteresis, no cool-down. Nothing is written.

    A visit is due where a grade opens a signal.
    """
    seen = select(MonitoredHousehold.unit, _visited(old, "before"), _visited(new, "after"))
    known = seen.join(Snapshot, Snapshot.household == MonitoredHousehold.id)
    each = known.where(Snapshot.period == period).subquery()
    before, after = each.c.before, each.c.after
    counted = (
        select(
            Unit.name,
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


def _visited(rules: RelapseRules, name: str) -> Label[bool]:
    severities = [GRADES.index(grade) for grade in rules.opens]
    return relapse_sql.found(rules).in_(severities).label(name)
