"""档案保管 in JSON: what is due, destruction put off, lists of what is to be destroyed."""

from fastapi import APIRouter, Request

from actions import disposals, keeping
from engine.deadlines import end_of
from models import disposals as stored
from models.reads import keeping as reads
from web.api.v1.paging import Paged
from web.api.v1.shapes import archive as shapes
from web.api.v1.speaker import Keeper
from web.archive.disposal import found
from web.archive.words import due_lines
from web.speaking import transaction

router = APIRouter(prefix="/archive")


@router.get("/due")
def due(request: Request, speaker: Keeper, paged: Paged) -> list[shapes.DueCase]:
    """The cases whose period has run out, with what keeps them nevertheless."""
    with transaction(request) as session:
        return [shapes.DueCase.model_validate(one) for one in paged.of(due_lines(session, now=speaker.now))]


@router.get("/preservations")
def preserved(request: Request, speaker: Keeper, paged: Paged) -> list[shapes.PreservedCase]:
    """The cases of which nothing may be destroyed."""
    with transaction(request) as session:
        known = reads.preserved(session, now=speaker.now)
    return [shapes.PreservedCase.model_validate(one) for one in paged.of(known)]


@router.post("/preservations", status_code=204)
def preserve(request: Request, speaker: Keeper, said: shapes.Preservation) -> None:
    """Have nothing destroyed of a case, or of all cases of a household."""
    until = end_of(said.until) if said.until else None
    with transaction(request) as session:
        keeping.preserve(session, said.number, said.reason, until, actor=speaker.person, now=speaker.now)


@router.post("/preservations/lifting", status_code=204)
def lift(request: Request, speaker: Keeper, said: shapes.Lifting) -> None:
    """Let what is due be destroyed again."""
    with transaction(request) as session:
        keeping.lift(session, said.number, said.reason, actor=speaker.person, now=speaker.now)


@router.get("/lists")
def lists(request: Request, speaker: Keeper, paged: Paged) -> list[shapes.DisposalLine]:  # noqa: ARG001 - a keeper reads them all
    """Every list, the newest first."""
    with transaction(request) as session:
        return [shapes.DisposalLine.model_validate(one) for one in paged.of(stored.every(session))]


@router.post("/lists", status_code=201)
def propose(request: Request, speaker: Keeper, said: shapes.NewDisposal) -> shapes.Numbered:
    """Put cases that are due on a list."""
    with transaction(request) as session:
        number = disposals.propose(session, said.cases, said.note, actor=speaker.person, now=speaker.now)
    return shapes.Numbered(number=number)


@router.get("/lists/{number}")
def show(request: Request, speaker: Keeper, number: str) -> shapes.DisposalPage:  # noqa: ARG001 - a keeper reads them all
    """One list."""
    with transaction(request) as session:
        one = found(session, number)
        items = [shapes.DisposalItem.model_validate(item) for item in stored.items(session, number)]
        return shapes.DisposalPage(disposal=shapes.DisposalLine.model_validate(one), items=items)


@router.post("/lists/{number}/decision", status_code=204)
def decide(request: Request, speaker: Keeper, number: str, said: shapes.DisposalDecision) -> None:
    """Approve it, but for those struck, or refuse it."""
    with transaction(request) as session:
        disposals.decide(
            session,
            number,
            approve=said.approve,
            reason=said.reason,
            struck=said.struck,
            actor=speaker.person,
            now=speaker.now,
        )


@router.post("/lists/{number}/recall", status_code=204)
def recall(request: Request, speaker: Keeper, number: str) -> None:
    """Take it back before anything is destroyed."""
    with transaction(request) as session:
        disposals.recall(session, number, actor=speaker.person, now=speaker.now)
