"""The papers that machine steps make: numbered as those that people issue, and made once for each visit of the step."""

from datetime import datetime

from actions.advance import finish_machine
from actions.issuing import Desk, Draft, Workshop, case_of, issue
from actions.papers.words import award
from engine.documents.kinds import Kind, called_by
from engine.state import CaseState
from models import rounds
from models.session import Session


def finish_paper(
    session: Session, seen: CaseState, step_id: str, kind: Kind, *, workshop: Workshop, now: datetime
) -> None:
    """Make the paper of an open machine step, number it, and finish the step: all of it, or nothing.

    A step that is not open any more changes nothing and uses up no number. At its next visit the paper becomes a new
    version under its number. Raises NoSuchCase, and whatever a bad template raises: then no number was taken.
    """
    # The round before the case, as whoever issues by hand locks them: two tables of one round are two versions.
    of_round = rounds.lock(session, seen.round) if kind.about == "round" and seen.round else None
    state, process = case_of(session, seen.id)
    visit = next((one for one in state.steps if one.id == step_id), None)
    if visit is None or visit.status != "open" or state.held is not None:
        return
    called = called_by(process, kind)
    title = (
        f"{of_round.title}{kind.title}" if of_round else f"{award(process)}{called.title}（{state.number}）"
    )
    about = kind if of_round else called.model_copy(update={"about": "case"})
    desk = Desk(session, about, of_round.key if of_round else state.id, workshop, None, now)
    made = issue(desk, Draft(title, [state.id], process.key, {}, {}))
    result = {"name": made.title, "number": made.number, "pdf": made.pdf, "docx": made.docx}
    finish_machine(session, state.id, step_id, result, now=now)
