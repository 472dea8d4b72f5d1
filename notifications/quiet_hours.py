"""安静时段: what leaves the house waits until the office of its process opens. The inbox keeps no hours."""

from collections.abc import Iterable
from datetime import datetime

from engine.working_time import WorkingTime
from models import calendars, deliveries, processes
from models.deliveries import Unsent
from models.session import Session


def may_go(session: Session, unsent: Iterable[Unsent], *, now: datetime) -> list[Unsent]:
    """Those that go now; the others are put off until their office opens."""
    going: list[Unsent] = []
    waiting: dict[datetime, list[int]] = {}
    for one in unsent:
        opening = _opening(session, one.version, now)
        if opening <= now:
            going.append(one)
        else:
            waiting.setdefault(opening, []).append(one.id)
    for opening, ids in waiting.items():
        deliveries.put_off(session, ids, until=opening)
    return going


def _opening(session: Session, version: str | None, now: datetime) -> datetime:
    if version is None:
        return now
    return WorkingTime(calendars.of(session), processes.get(session, version).office_hours).opening(now)
