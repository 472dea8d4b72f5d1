"""How the archive's lines are told: titles of processes, how a case ended, what keeps it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from actions import keeping
from actions.disposals import why_kept
from engine.definition import Process
from engine.retention.periods import ENDING_LABELS
from models import processes
from models.session import Session


@dataclass(frozen=True, slots=True)
class DueLine:
    """A case whose period has run out; ``why`` is what keeps it nevertheless."""

    case: str
    number: str
    title: str
    unit: str
    ending: str
    closed_at: datetime
    years: int
    clause: str
    since: date
    why: tuple[str, ...]


def due_lines(session: Session, *, now: datetime) -> list[DueLine]:
    """What is due, those that ended first before the others."""
    return [
        DueLine(
            case=one.case.case_id,
            number=one.case.number,
            title=(process := processes.get(session, one.case.version)).title,
            unit=one.case.unit_name,
            ending=ended_as(process, one.case.ending),
            closed_at=one.case.closed_at,
            years=int(one.kept.keep),
            clause=one.kept.clause,
            since=one.since,
            why=why_kept(one),
        )
        for one in keeping.due(session, now=now)
    ]


def ended_as(process: Process, ending: str) -> str:
    """How the case ended, in words."""
    outcome = process.outcome(ending)
    return outcome.title if outcome else ENDING_LABELS.get(ending, ending)


def process_titles(session: Session) -> Mapping[str, str]:
    """What each process is called."""
    return {process.key: process.title for _version, process in processes.all_current(session)}
