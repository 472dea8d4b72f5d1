"""批量办理: the decision of each share on the same road as ever; a preview tries it and takes it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from actions.perform import perform_locked, ready
from engine.commands import Choice, Decide
from engine.handling.bulk import must_have_one_way, must_suit_bulk, outcome_meant
from engine.matter import Matter
from engine.offering.effects import effects_of
from engine.refusals import NoSuchAssignment, Refusal
from engine.state import Person
from models import calendars, cases, processes
from models.session import Session


@dataclass(frozen=True, slots=True)
class Prospect:
    """A share, and what the decision would do; with ``refused`` why it would be refused."""

    assignment_id: str
    case_id: str
    number: str
    subject: str | None
    effects: tuple[str, ...] = ()
    refused: Refusal | None = None


def decide_one(
    session: Session,
    assignment_id: str,
    decision: Choice,
    *,
    actor: Person,
    now: datetime,
    comment: str = "",
) -> tuple[str, ...]:
    """Decide one share of several; what that does. Raises NotInBulk, SeveralWaysFollow and every refusal of a decision.

    One case, one transaction: whoever asks for several opens one for each.
    """
    record = cases.lock_by_assignment(session, assignment_id)
    if record is None:
        raise NoSuchAssignment
    before = Matter(processes.get(session, record.state.version), record.state, now, calendars.of(session))
    must_suit_bulk(before.process, before.state, assignment_id)
    outcome = outcome_meant(before, assignment_id) if decision == "approve" else None
    said = ready(Decide(actor, assignment_id, decision, comment, outcome=outcome))
    events = perform_locked(session, record, said, by=actor.id, now=now)
    must_have_one_way(before, assignment_id, events)
    share = before.state.assignment(assignment_id)
    visit = before.visit(share.step_id) if share else None
    return effects_of(before, visit, events) if visit else ()


def preview(
    session: Session,
    assignments: Sequence[str],
    decision: Choice,
    *,
    actor: Person,
    now: datetime,
    comment: str = "",
) -> list[Prospect]:
    """What deciding each of these shares would do. Everything is done, and taken back at once."""
    found = []
    for one in dict.fromkeys(assignments):
        prospect = _outside(session, one)
        tried = session.begin_nested()
        try:
            effects = decide_one(session, one, decision, actor=actor, now=now, comment=comment)
            found.append(Prospect(*prospect, effects))
        except Refusal as refusal:
            found.append(Prospect(*prospect, refused=refusal))
        finally:
            tried.rollback()
    return found


def _outside(session: Session, assignment_id: str) -> tuple[str, str, str, str | None]:
    """The share's id, and its case's id, number and subject; empty for a share that does not exist."""
    found = cases.outside_of(session, assignment_id)
    return (assignment_id, *found) if found else (assignment_id, "", "", None)
