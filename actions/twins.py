"""A look at two cases that may be about one person."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from actions.perform import perform, ready
from engine.commands import JudgeTwin, Twin
from engine.definition import Process
from engine.events.twins import Verdict
from engine.state import CaseState, Person
from models.reads import twins as reads
from models.session import Session


def twins_of(
    session: Session, process: Process, state: CaseState, answers: Mapping[str, Any], identity: str | None
) -> tuple[Twin, ...]:
    """The other cases of the round to be held against this one; none where the definition does not ask for it."""
    line = process.quota.one_line if process.quota else None
    if line is None or state.round is None:
        return ()
    day = str(answers.get(line.born) or "")
    return reads.twins(session, state.round, state.id, identity=identity, born=line.born, day=day)


def judge(
    session: Session,
    case_id: str,
    other: str,
    verdict: Verdict,
    *,
    reason: str,
    actor: Person,
    now: datetime,
) -> None:
    """The verdict, with the reason. Raises NotAdministrator, NoSuchTwin, CommentMissing, CaseIsOver."""
    perform(session, case_id, ready(JudgeTwin(actor, other, verdict, reason)), by=actor.id, now=now)
