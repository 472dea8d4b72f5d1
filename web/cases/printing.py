"""打印: a case's form on A4 in the manner of the paper that it is published as, as far as its reader may see it."""

from collections.abc import Sequence

from fastapi import APIRouter, Request, Response

from actions.papers.opinions import agencies, boxes
from actions.papers.words import form_name
from engine.forms.rights import hidden_fields, without
from models import cases, journal, processes
from models.journal import Entry
from web.cases import answers
from web.cases.history import outcome_title
from web.cases.page import visible_state
from web.pages import render, words
from web.refusals import NotFound
from web.speaking import Me, transaction

router = APIRouter()


@router.get("/cases/{number}/print")
def page(request: Request, me: Me, number: str) -> Response:
    """The form, then a box for each step that speaks. Raises NotFound when the reader may not see the case."""
    say = words(request)
    with transaction(request) as session:
        case_id = cases.numbered(session, number)
        if case_id is None:
            raise NotFound
        state = visible_state(session, me, case_id)
        process = processes.get(session, state.version)
        comments = _comments(journal.lines(session, case_id))
    seen = without(state.answers, hidden_fields(process, state, me.person.id))
    return render(
        request,
        "print.html",
        case=state,
        process=process,
        paper=form_name(process),
        sections=answers.sections(process, seen, say),
        boxes=boxes(process, state, comments, handed_in=say("已提交。")),
        agencies=agencies(state),
        outcome=outcome_title(process, state.outcome),
        printed_at=me.now,
        printed_by=me.person.name,
    )


def _comments(entries: Sequence[Entry]) -> dict[str, str]:
    """What was written beside each decision, by assignment."""
    decided = [one.payload for one in entries if one.event == "assignment.decided"]
    return {str(one["id"]): str(one.get("comment", "")) for one in decided}
