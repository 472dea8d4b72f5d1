"""保管: which cases need not be kept any more, and destruction put off (暂停销毁)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from actions.perform import perform, ready
from engine.commands import LiftPreservation, Preserve
from engine.deadlines import local_date
from engine.definition import Process, Retention
from engine.refusals import DestroyedAlready, NoSuchCase, NotPreserved, PreservedAlready
from engine.retention.hindrances import Hindrance
from engine.retention.periods import due_on, kept_for
from engine.state import Person
from models import processes
from models.reads import keeping as reads
from models.reads.keeping import Over
from models.session import Session

_LEAST = timedelta(days=366)  # no period is shorter than a year


@dataclass(frozen=True, slots=True)
class Due:
    """A case whose period has run out, with what keeps it nevertheless."""

    case: Over
    kept: Retention
    since: date
    hindrances: tuple[Hindrance, ...]

    @property
    def is_free(self) -> bool:
        """Whether it may be put on a list."""
        return not (self.hindrances or self.case.preserved or self.case.listed)


def period_of(session: Session, version: str, ending: str, today: date) -> Retention | None:
    """How long a case is kept: by its own version, or where that says nothing by the one in force today."""
    own = processes.get(session, version)
    return kept_for(own, ending) or _today(session, own, ending, today)


def _today(session: Session, own: Process, ending: str, today: date) -> Retention | None:
    current = None if own.retention else processes.current(session, own.key, today)
    return kept_for(current[1], ending) if current else None


def due(session: Session, *, now: datetime) -> list[Due]:
    """Every case whose period has run out, those that ended first before the others."""
    today = local_date(now)
    found: list[tuple[Over, Retention, date]] = []
    for one in reads.over(session, before=now - _LEAST, now=now):
        kept = period_of(session, one.version, one.ending, today)
        since = due_on(one.closed_at, kept) if kept else None
        if kept is not None and since is not None and since <= today:
            found.append((one, kept, since))
    hindered = reads.hindered(session, [one.case_id for one, _, _ in found], now=now)
    return [Due(one, kept, since, tuple(hindered.get(one.case_id, ()))) for one, kept, since in found]


def preserve(
    session: Session, number: str, reason: str, until: datetime | None, *, actor: Person, now: datetime
) -> int:
    """Have nothing destroyed of a case, or of all cases of a household by its file. Returns of how many.

    Raises NoSuchCase, NoRightToKeep, PreservedAlready, PreservedUntilPast, CommentMissing.
    """
    return _to_each(session, number, Preserve(actor, reason, until), by=actor.id, now=now)


def lift(session: Session, number: str, reason: str, *, actor: Person, now: datetime) -> int:
    """Let what is due be destroyed again. Raises NoSuchCase, NoRightToKeep, NotPreserved, CommentMissing."""
    return _to_each(session, number, LiftPreservation(actor, reason), by=actor.id, now=now)


def _to_each(
    session: Session, number: str, command: Preserve | LiftPreservation, *, by: str, now: datetime
) -> int:
    """Ask it of every case that is meant; those of a household that are so already are passed over."""
    done, refused = 0, None
    for case_id in reads.named(session, number.strip()):
        try:
            perform(session, case_id, ready(command), by=by, now=now)
        except (PreservedAlready, NotPreserved, DestroyedAlready) as refusal:
            refused = refusal
        else:
            done += 1
    if not done:
        raise refused or NoSuchCase
    return done
