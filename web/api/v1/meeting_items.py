"""Items of a meeting in JSON: papers go out and come back, are counted, and the result stands."""

from collections.abc import Callable

from fastapi import APIRouter, Request

from actions import meetings
from engine.meetings.state import Papers
from web.api.v1.meetings import on
from web.api.v1.shapes import Named, Reason
from web.api.v1.shapes import meetings as shapes
from web.api.v1.speaker import Speaker
from web.speaking import Identity, Viewer

router = APIRouter(prefix="/meetings/{meeting}/items/{item}")


@router.post("/papers")
def papers(request: Request, speaker: Speaker, meeting: Identity, item: str) -> Named:
    """Issue the papers to those who are here. Of a case's vote only those get one who have a share in it."""
    return _item(request, speaker, meeting, meetings.open_item, item)


@router.post("/paper")
def late(request: Request, speaker: Speaker, meeting: Identity, item: str, said: shapes.ForWhom) -> Named:
    """Issue a paper to somebody who came while papers are out."""
    return _item(request, speaker, meeting, meetings.issue_paper, item, said.person)


@router.post("/vote")
def vote(request: Request, speaker: Speaker, meeting: Identity, item: str, said: shapes.VotePaper) -> Named:
    """Return my paper. What it says is kept apart from who returned it where the vote is secret."""
    return _item(request, speaker, meeting, meetings.cast_paper, item, said.choice, said.votes)


@router.post("/count")
def count(request: Request, speaker: Speaker, meeting: Identity, item: str, said: shapes.Count) -> Named:
    """A teller's count; when another teller finds the same, it is the result."""
    found = Papers.model_validate(said.model_dump())
    return _item(request, speaker, meeting, meetings.count_papers, item, found)


@router.post("/result")
def result(request: Request, speaker: Speaker, meeting: Identity, item: str) -> Named:
    """Count the electronic papers; what is decided of a case, its ballot is told."""
    return _item(request, speaker, meeting, meetings.close_item, item)


@router.post("/run-off")
def run_off(request: Request, speaker: Speaker, meeting: Identity, item: str) -> Named:
    """Hold another ballot: between the tied, for seats still open, or after a void one."""
    return _item(request, speaker, meeting, meetings.run_off, item)


@router.post("/setting-aside")
def set_aside(request: Request, speaker: Speaker, meeting: Identity, item: str, said: Reason) -> Named:
    """Close an item without a further vote, with the reason."""
    return _item(request, speaker, meeting, meetings.set_aside, item, said.reason)


@router.post("/recusal")
def recuse(request: Request, speaker: Speaker, meeting: Identity, item: str, said: shapes.Recusal) -> Named:
    """Stay out of an item (回避), or note that a member does."""
    person = said.person or speaker.person.id
    return _item(request, speaker, meeting, meetings.recuse, item, person, said.reason)


def _item(
    request: Request, speaker: Viewer, meeting: str, verb: Callable[..., None], item: str, *said: object
) -> Named:
    return on(
        request,
        speaker,
        meeting,
        lambda session: verb(session, meeting, item, *said, actor=speaker.person, now=speaker.now),
    )
