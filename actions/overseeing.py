"""催办, 抄送, 已阅; 终止 and 暂挂: acts on a whole case that decide nothing in it."""

from collections.abc import Sequence
from datetime import datetime

from actions.people import somebody
from actions.perform import perform
from engine.commands import CopyTo, Hold, MarkRead, Terminate, Urge
from engine.state import Person
from models.session import Session


def urge(session: Session, case_id: str, *, actor: Person, now: datetime) -> None:
    """Nudge those the case waits for. Raises UrgedAlready, OutsideOfficeHours, NobodyToUrge, NotInvolved."""
    perform(session, case_id, lambda _state, _process: Urge(actor), by=actor.id, now=now)


def copy_to(
    session: Session,
    case_id: str,
    people: Sequence[str],
    *,
    actor: Person,
    now: datetime,
    note: str = "",
    again: bool = False,
) -> None:
    """Send the case to people (by id) for information. Raises CopiedAlready, Recused, NoSuchPerson."""
    named = tuple(somebody(session, one) for one in people)
    perform(
        session,
        case_id,
        lambda _state, _process: CopyTo(actor, named, note, again),
        by=actor.id,
        now=now,
    )


def mark_read(session: Session, case_id: str, copy_id: str, *, actor: Person, now: datetime) -> None:
    """Say that one has read one's copy. Raises NoSuchCopy."""
    perform(session, case_id, lambda _state, _process: MarkRead(actor, copy_id), by=actor.id, now=now)


def terminate(session: Session, case_id: str, reason: str, *, actor: Person, now: datetime) -> None:
    """An administrator ends the case (终止). Raises NotAdministrator, OutcomeIsFixed, CaseIsOver."""
    perform(session, case_id, lambda _state, _process: Terminate(actor, reason), by=actor.id, now=now)


def hold(session: Session, case_id: str, reason: str, *, actor: Person, now: datetime) -> None:
    """An administrator has the case wait (暂挂). Raises NotAdministrator, AlreadyHeld, CaseIsOver."""
    perform(session, case_id, lambda _state, _process: Hold(actor, reason), by=actor.id, now=now)
