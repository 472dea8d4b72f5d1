"""Meetings in JSON: those one belongs to, calling one, and what chair, clerk and members do with it as a whole."""

from collections.abc import Callable

from fastapi import APIRouter, Request

from actions import meetings
from actions.meeting_cases import waiting_for
from models import organisation
from models.reads import meetings as reads
from models.session import Session
from seeds import rule_sets
from web.api.v1 import meeting_told
from web.api.v1.paging import Paged
from web.api.v1.rounds import Officer
from web.api.v1.shapes import Named, Note, Reason
from web.api.v1.shapes import meetings as shapes
from web.api.v1.speaker import Speaker
from web.meetings.acts import note_attendance
from web.meetings.agendas import Call, Question, notice_of, organ_title
from web.meetings.page import visible
from web.speaking import Identity, Viewer, transaction

router = APIRouter(prefix="/meetings")


@router.get("")
def listed(request: Request, speaker: Speaker, paged: Paged) -> list[shapes.MeetingLine]:
    """The meetings that I may see: those to come first, then the latest."""
    with transaction(request) as session:
        found = reads.listed(session, speaker.person.id)
    return [shapes.MeetingLine.model_validate(one) for one in paged.of(found)]


@router.get("/organs")
def organs(request: Request, _speaker: Officer) -> list[shapes.Choosable]:
    """The organs that can be called."""
    with transaction(request) as session:
        return [shapes.Choosable.model_validate(one) for one in reads.organs(session)]


@router.get("/organs/{organ}")
def calling(request: Request, _speaker: Officer, organ: str) -> shapes.Calling:
    """What a meeting of the organ can be called with."""
    with transaction(request) as session:
        return shapes.Calling(
            organ=organ,
            title=organ_title(session, organ),
            members=[shapes.OrganMember.model_validate(one) for one in organisation.members(session, organ)],
            waiting=[
                shapes.Choosable(key=one.case.case, title=one.title)
                for one in waiting_for(session, organ)
                if one.case
            ],
            rules=[shapes.Choosable.model_validate(one) for one in rule_sets.published("vote.result")],
            people=[shapes.Choosable.model_validate(one) for one in reads.people(session)],
        )


@router.post("", status_code=201)
def call(request: Request, speaker: Speaker, said: shapes.NewMeeting) -> Named:
    """Call the members of an organ; each is told. Everything that is wrong with the agenda is said at once."""
    questions = [Question(**one.model_dump()) for one in said.questions]
    asked = Call(**(said.model_dump() | {"questions": questions}))
    with transaction(request) as session:
        notice = notice_of(session, asked)
        return Named(id=meetings.call_meeting(session, notice, actor=speaker.person, now=speaker.now))


@router.get("/{meeting}")
def show(request: Request, speaker: Speaker, meeting: Identity) -> shapes.Meeting:
    """One meeting, for those who belong to it."""
    with transaction(request) as session:
        return meeting_told.told(visible(session, speaker, meeting), speaker.person.id)


@router.post("/{meeting}/opening")
def begin(request: Request, speaker: Speaker, meeting: Identity) -> Named:
    """Open the meeting."""
    return on(request, speaker, meeting, _whole(meetings.begin, speaker, meeting))


@router.post("/{meeting}/end")
def end(request: Request, speaker: Speaker, meeting: Identity) -> Named:
    """Close the meeting."""
    return on(request, speaker, meeting, _whole(meetings.end, speaker, meeting))


@router.post("/{meeting}/cancellation")
def cancel(request: Request, speaker: Speaker, meeting: Identity, said: Reason) -> Named:
    """Call it off, with the reason."""
    return on(request, speaker, meeting, _whole(meetings.cancel, speaker, meeting, said.reason))


@router.post("/{meeting}/attendance")
def attendance(request: Request, speaker: Speaker, meeting: Identity, said: shapes.Attendances) -> Named:
    """Note who is there, excused, absent, or gone."""
    return on(
        request,
        speaker,
        meeting,
        lambda session: note_attendance(session, meeting, said.people, said.note, speaker),
    )


@router.post("/{meeting}/excuse")
def excuse(request: Request, speaker: Speaker, meeting: Identity, said: Note) -> Named:
    """Say that I cannot come, and why."""
    mine = {speaker.person.id: "excused"}
    return on(
        request,
        speaker,
        meeting,
        lambda session: note_attendance(session, meeting, mine, said.note, speaker),
    )


@router.post("/{meeting}/tellers")
def tellers(request: Request, speaker: Speaker, meeting: Identity, said: shapes.Tellers) -> Named:
    """Name who counts papers."""
    return on(request, speaker, meeting, _whole(meetings.name_tellers, speaker, meeting, said.people))


def on(request: Request, speaker: Viewer, meeting: str, act: Callable[[Session], None]) -> Named:
    """Do it in one transaction, to a meeting that the speaker may see. Raises NotFound for all others."""
    with transaction(request) as session:
        visible(session, speaker, meeting)
        act(session)
    return Named(id=meeting)


def _whole(
    verb: Callable[..., None], speaker: Viewer, meeting: str, *said: object
) -> Callable[[Session], None]:
    return lambda session: verb(session, meeting, *said, actor=speaker.person, now=speaker.now)
