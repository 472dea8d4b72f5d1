"""The verb of duties: units hear in time of checks and reports that are due, and of those that are late."""

from collections import defaultdict
from datetime import date, datetime

from engine.deadlines import local_date
from engine.hardship.duties import duties_of
from models import household_duties, outbox
from models.correlation import correlation_of
from models.household_duties import FileLine, Told
from models.session import Session

EVENT = "household.duties"


def tell_of_duties(session: Session, *, now: datetime) -> int:
    """Have every unit told once of each duty that is soon due, and once more when it is late; how many there are."""
    files = household_duties.open_files(session, None)
    told = household_duties.note(session, _owed(files, local_date(now)), now=now)
    units = {one.household: one.unit for one in files}
    by_unit: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for one in told:
        by_unit[units[one[0]], one[2]].append(one)
    for (unit, stage), several in by_unit.items():
        due = min(duty.due for _, duty, _ in several)
        payload: dict[str, object] = {"unit": unit, "stage": stage, "due": due.isoformat()}
        payload |= {kind: sum(duty.kind == kind for _, duty, _ in several) for kind in ("yearly", "change")}
        outbox.put(session, event=EVENT, payload=payload, now=now, correlation=correlation_of(session))
    return len(told)


def _owed(files: list[FileLine], today: date) -> list[Told]:
    return [
        (one.household, duty, stage)
        for one in files
        for duty in duties_of(one.file)
        if (stage := duty.stage(today)) is not None
    ]
