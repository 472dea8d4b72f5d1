"""Voting and counting (票决)."""

from datetime import datetime

from actions.perform import perform_on
from engine.commands import CastVote, Choice, CloseBallot, Command
from engine.definition import Process
from engine.matter import Matter
from engine.offering.vote_preview import Foreseen, foresee_vote
from engine.refusals import NoSuchAssignment
from engine.state import AssignmentState, CaseState, Person, Tally
from models import ballots, calendars, cases, processes
from models.session import Session


def cast_vote(session: Session, assignment_id: str, choice: Choice, *, actor: Person, now: datetime) -> None:
    """Drop a paper into the box. The choice enters no event: a secret ballot stays secret in every table."""
    mine: list[AssignmentState] = []

    def ask(state: CaseState, _process: Process) -> Command:
        mine.extend(one for one in state.assignments if one.id == assignment_id)
        return CastVote(actor, assignment_id, choice, _box(session, state, assignment_id))

    perform_on(session, assignment_id, ask, by=actor.id, now=now)
    for one in mine:
        ballots.drop(session, one.step_id, choice, weight=one.weight)


def foresee(
    session: Session, assignment_id: str, choice: Choice, *, actor: Person, now: datetime
) -> Foreseen:
    """What the paper would do once cast; the box stays shut. Raises NoSuchAssignment and what casting it raises."""
    record = cases.lock_by_assignment(session, assignment_id)
    if record is None:
        raise NoSuchAssignment
    process = processes.get(session, record.state.version)
    matter = Matter(process, record.state, now, calendars.of(session))
    return foresee_vote(matter, actor, assignment_id, choice)


def close_ballot(session: Session, assignment_id: str, *, actor: Person, now: datetime) -> None:
    """Count the papers in the box, although not everybody has voted."""

    def ask(state: CaseState, _process: Process) -> Command:
        return CloseBallot(actor, assignment_id, _box(session, state, assignment_id))

    perform_on(session, assignment_id, ask, by=actor.id, now=now)


def _box(session: Session, state: CaseState, assignment_id: str) -> Tally:
    """What lies in the box of the visit that the assignment belongs to; an empty one when it is not of the case."""
    mine = state.assignment(assignment_id)
    return ballots.box(session, mine.step_id) if mine else Tally(0, 0, 0, 0)
