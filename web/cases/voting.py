"""票决 on the pages: what the paper would do, the paper, and the count."""

from typing import get_args

from fastapi import APIRouter, Request, Response

from actions import ballots
from engine.commands import Choice as Paper
from engine.refusals import NoSuchAssignment, Refusal
from models import processes
from models.reads.assignments import case_of
from models.session import Session
from web.cases import page as case_page
from web.cases.acts import chosen, done
from web.cases.tasks import Refused
from web.errors import sentence_of
from web.pages import render
from web.speaking import Identity, Me, Posted, transaction

router = APIRouter(prefix="/assignments/{assignment_id}")
_PAPERS: tuple[Paper, ...] = get_args(Paper)


@router.post("/vote/preview")
def preview(request: Request, me: Me, form: Posted, assignment_id: Identity) -> Response:
    """What the paper would do once cast. Nothing is kept: neither in the address nor in the browser's store."""
    try:
        choice = chosen(form, "choice", _PAPERS)
        with transaction(request) as session:
            foreseen = ballots.foresee(session, assignment_id, choice, actor=me.person, now=me.now)
            case_id = case_of(session, assignment_id)
            if case_id is None:
                raise NoSuchAssignment
            state = case_page.known_state(session, me, case_id)
            process = processes.get(session, state.version)
    except Refusal as refusal:
        refused = Refused(assignment_id, sentence_of(request, refusal))
        return case_page.show_refused(request, me, assignment_id, refusal, refused)
    given = {"case": state, "process": process, "foreseen": foreseen}
    page = render(request, "vote.html", assignment=assignment_id, choice=choice, **given)
    page.headers["Cache-Control"] = "no-store"
    return page


@router.post("/vote")
def vote(request: Request, me: Me, form: Posted, assignment_id: Identity) -> Response:
    """Drop a paper into the box."""

    def act(session: Session) -> None:
        choice = chosen(form, "choice", _PAPERS)
        ballots.cast_vote(session, assignment_id, choice, actor=me.person, now=me.now)

    return done(request, me, assignment_id, form, act)


@router.post("/count")
def count(request: Request, me: Me, form: Posted, assignment_id: Identity) -> Response:
    """Close the ballot and count the papers."""

    def act(session: Session) -> None:
        ballots.close_ballot(session, assignment_id, actor=me.person, now=me.now)

    return done(request, me, assignment_id, form, act)
