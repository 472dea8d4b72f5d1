"""What a reviewer decides about what waits for him or her."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from actions.answers import checkable, fields_of, filled_in, with_files, with_people
from actions.household_answers import with_households
from actions.perform import perform_on
from engine.commands import Choice, Command, Decide, Places, SendBack
from engine.definition import Process, SignStep, Then
from engine.events import Event
from engine.state import CaseState, Person
from models import organisation, places
from models.sealing import Seal
from models.session import Session


def decide(
    session: Session,
    assignment_id: str,
    decision: Choice,
    *,
    actor: Person,
    now: datetime,
    seal: Seal,
    comment: str = "",
    answers: Mapping[str, Any] | None = None,
    outcome: str | None = None,
) -> list[Event]:
    """Approve, reject, abstain, record or determine. Raises every refusal of the engine; nothing is changed then."""

    def ask(state: CaseState, process: Process) -> Command:
        complete: dict[str, Any] = {}
        fields = fields_of(process, state, assignment_id)
        if answers or any(one.type == "household" for one in fields):
            complete = filled_in(fields, answers or {}, state.answers, seal)
            complete = with_files(session, state.id, fields, complete, by=actor, now=now)
            complete = with_people(session, fields, complete)
            complete = with_households(session, process, state, fields, complete, now=now, seal=seal)
            complete = checkable(fields, complete, seal)
        level = _level(session, state, process, assignment_id)
        return Decide(actor, assignment_id, decision, comment, complete, outcome, level)

    return perform_on(session, assignment_id, ask, by=actor.id, now=now)


def _level(session: Session, state: CaseState, process: Process, assignment_id: str) -> Places | None:
    """The places of the level that ranks at the step of the share."""
    share = state.assignment(assignment_id)
    step = process.step(share.step) if share else None
    if state.round is None or not isinstance(step, SignStep) or not step.ranks:
        return None
    level = organisation.level_of(session, process.bodies[step.by], state.unit.key)
    return places.held(session, state.round, level, state.place_category)


def send_back(
    session: Session,
    assignment_id: str,
    to: str,
    comment: str,
    *,
    actor: Person,
    now: datetime,
    then: Then | None = None,
) -> None:
    """Return the case to the earlier step ``to`` (退回补正); ``then`` it is walked again, or comes straight back.

    Raises NoSuchReturn, ReturnsOtherwise, ShownOrVotedSince, CommentMissing and those of turn.
    """
    perform_on(
        session,
        assignment_id,
        lambda _state, _process: SendBack(actor, assignment_id, to, comment, then),
        by=actor.id,
        now=now,
    )
