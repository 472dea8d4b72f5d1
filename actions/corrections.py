"""更正: answers put right at a later step, as the definition lets."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from actions.answers import checkable, filled_in, with_files, with_people
from actions.perform import perform_on
from engine.commands import Command, Correct
from engine.definition import Process
from engine.state import CaseState, Person
from models.sealing import Seal
from models.session import Session


def correct(
    session: Session,
    assignment_id: str,
    answers: Mapping[str, Any],
    reason: str,
    *,
    actor: Person,
    now: datetime,
    seal: Seal,
) -> None:
    """Put ``answers`` in the place of those given before; what is not said stays.

    Raises NothingToCorrect, NothingCorrected, CommentMissing, FormIncomplete with every finding, and those of turn.
    """

    def ask(state: CaseState, process: Process) -> Command:
        mine = state.assignment(assignment_id)
        fields = [one for one in process.form.fields if mine and mine.step in one.corrected_at]
        said = [one for one in fields if one.key in answers]
        complete = filled_in(said, answers, state.answers, seal)
        complete = with_files(session, state.id, fields, complete, by=actor, now=now)
        complete = with_people(session, fields, complete)
        return Correct(actor, assignment_id, checkable(fields, complete, seal), reason)

    perform_on(session, assignment_id, ask, by=actor.id, now=now)
