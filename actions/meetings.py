"""会议: every act on a meeting goes one road: lock, ask the engine, store; what it decides, the cases are told."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from actions.meeting_cases import entitled_in, tell_case
from actions.people import somebody
from engine.deadlines import local_date
from engine.meetings import commands as c
from engine.meetings.agenda import Item
from engine.meetings.counting import ballot_of
from engine.meetings.events import Event, ItemClosed, MeetingCalled, PaperReturned, TellersNamed
from engine.meetings.handling import handle
from engine.meetings.standing import weight_of
from engine.meetings.state import Attendance, Choice, MeetingState, Official, Papers, Seat
from engine.refusals import NoSuchMeeting
from engine.state import Person
from models import meetings, numbers, organisation, outbox
from models.correlation import correlation_of
from models.session import Session

Ask = Callable[[MeetingState], c.Command]


@dataclass(frozen=True, slots=True)
class Notice:
    """What a meeting is called with; people by id. ``uncalled`` are members of the organ who are not called."""

    organ: str
    organ_title: str
    title: str
    meets_at: datetime
    place: str
    chair: str
    clerk: str
    items: Sequence[Item]
    tellers: Sequence[str] = ()
    uncalled: Collection[str] = ()


def call_meeting(session: Session, notice: Notice, *, actor: Person, now: datetime) -> str:
    """Call the members of an organ to a meeting, and have them told. Returns its id.

    Raises NoRightToCall, MembersMissing, TellersTwice, and AgendaUnfit with everything that is wrong.
    """
    seats = [
        Seat(person=one.id, name=one.name, unit=one.unit, weight=one.weight)
        for one in organisation.members(session, notice.organ)
    ]
    command = c.CallMeeting(
        actor=actor,
        meeting=str(uuid4()),
        number="",
        title=notice.title,
        organ=notice.organ,
        organ_title=notice.organ_title,
        meets_at=notice.meets_at,
        place=notice.place,
        chair=_official(session, notice.chair),
        clerk=_official(session, notice.clerk),
        tellers=tuple(_official(session, one) for one in notice.tellers),
        members=tuple(one for one in seats if one.person not in notice.uncalled),
        uncalled=tuple(one for one in seats if one.person in notice.uncalled),
        items=tuple(notice.items),
    )
    for event in handle(None, command):
        if isinstance(event, MeetingCalled):
            number = numbers.following(session, f"HY-{local_date(notice.meets_at).year}")
            called = event.model_copy(update={"number": number})
            meetings.begin(session, called, by=actor.id, now=now)
            _tell(session, called, now=now)
    return command.meeting


def _official(session: Session, person_id: str) -> Official:
    found = somebody(session, person_id)
    return Official(person=found.id, name=found.name)


def _tell(session: Session, called: MeetingCalled, *, now: datetime) -> None:
    people = [one.person for one in called.members]
    payload = {
        "meeting": called.meeting,
        "number": called.number,
        "organ": called.organ_title,
        "meets_at": called.meets_at.isoformat(),
        "place": called.place,
        "items": len(called.items),
        "people": people,
    }
    outbox.put(session, event="meeting.called", payload=payload, now=now, correlation=correlation_of(session))


def perform(session: Session, meeting_id: str, ask: Ask, *, by: str, now: datetime) -> list[Event]:
    """Do to the meeting what ``ask`` makes of its locked state. Raises NoSuchMeeting and the engine's refusals."""
    record = meetings.lock(session, meeting_id)
    if record is None:
        raise NoSuchMeeting
    events = handle(record.state, ask(record.state))
    if not events:
        return events
    after = meetings.save(session, meeting_id, record, events, by=by, now=now)
    for event in events:
        if isinstance(event, TellersNamed):
            meetings.belong(session, meeting_id, [one.person for one in event.tellers])
        if isinstance(event, ItemClosed):
            tell_case(session, after.state, event, by=by, now=now)
    return events


def cancel(session: Session, meeting_id: str, reason: str, *, actor: Person, now: datetime) -> None:
    """Call it off."""
    perform(session, meeting_id, lambda _: c.CancelMeeting(actor, reason), by=actor.id, now=now)


def name_tellers(
    session: Session, meeting_id: str, people: Sequence[str], *, actor: Person, now: datetime
) -> None:
    """Name who counts. Raises NoSuchPerson, TellersTwice."""
    tellers = tuple(_official(session, one) for one in people)
    perform(session, meeting_id, lambda _: c.NameTellers(actor, tellers), by=actor.id, now=now)


def take_attendance(
    session: Session,
    meeting_id: str,
    people: dict[str, Attendance],
    *,
    actor: Person,
    now: datetime,
    note: str = "",
) -> None:
    """Note who is there, excused, or absent."""
    perform(session, meeting_id, lambda _: c.TakeAttendance(actor, people, note), by=actor.id, now=now)


def leave_early(session: Session, meeting_id: str, person: str, *, actor: Person, now: datetime) -> None:
    """Note that somebody left."""
    perform(session, meeting_id, lambda _: c.LeaveEarly(actor, person), by=actor.id, now=now)


def begin(session: Session, meeting_id: str, *, actor: Person, now: datetime) -> None:
    """Open the meeting."""
    perform(session, meeting_id, lambda _: c.BeginMeeting(actor), by=actor.id, now=now)


def end(session: Session, meeting_id: str, *, actor: Person, now: datetime) -> None:
    """Close the meeting."""
    perform(session, meeting_id, lambda _: c.EndMeeting(actor), by=actor.id, now=now)


def recuse(
    session: Session, meeting_id: str, item: str, person: str, reason: str, *, actor: Person, now: datetime
) -> None:
    """Have somebody stay out of an item."""
    perform(session, meeting_id, lambda _: c.RecuseFrom(actor, item, person, reason), by=actor.id, now=now)


def open_item(session: Session, meeting_id: str, item: str, *, actor: Person, now: datetime) -> None:
    """Issue the papers of an item. Of a case's vote only those get one who have a share in it at this moment."""

    def ask(state: MeetingState) -> c.Command:
        found = state.item(item)
        vote = found.item.case if found else None
        entitled = entitled_in(session, vote) if vote else None
        return c.OpenItem(actor, item, entitled)

    perform(session, meeting_id, ask, by=actor.id, now=now)


def issue_paper(
    session: Session, meeting_id: str, item: str, person: str, *, actor: Person, now: datetime
) -> None:
    """Issue a paper to a latecomer."""
    perform(session, meeting_id, lambda _: c.IssuePaper(actor, item, person), by=actor.id, now=now)


def cast_paper(
    session: Session,
    meeting_id: str,
    item: str,
    choice: Choice | None,
    votes: Sequence[str] = (),
    *,
    actor: Person,
    now: datetime,
) -> None:
    """Return one's paper. What it says goes into the box; into an event only where the vote is open."""
    before: list[MeetingState] = []

    def ask(state: MeetingState) -> c.Command:
        before.append(state)
        return c.CastPaper(actor, item, choice, tuple(votes))

    for event in perform(session, meeting_id, ask, by=actor.id, now=now):
        if isinstance(event, PaperReturned):
            _drop(session, before[0], event, [choice] if choice else votes)


def _drop(session: Session, state: MeetingState, event: PaperReturned, marks: Sequence[str]) -> None:
    found, member = state.item(event.item), state.member(event.person)
    if found is None or member is None:
        raise LookupError(event.item)
    weight = weight_of(found, member)
    meetings.drop(session, state.id, event.item, ballot_of(found).n, marks, weight=weight)


def count_papers(
    session: Session, meeting_id: str, item: str, papers: Papers, *, actor: Person, now: datetime
) -> None:
    """A teller says what was found in the box."""
    perform(session, meeting_id, lambda _: c.CountPapers(actor, item, papers), by=actor.id, now=now)


def close_item(session: Session, meeting_id: str, item: str, *, actor: Person, now: datetime) -> None:
    """Count the electronic papers."""

    def ask(state: MeetingState) -> c.Command:
        found = state.item(item)
        n = found.ballot.n if found and found.ballot else 0
        return c.CloseItem(actor, item, meetings.box(session, meeting_id, item, n))

    perform(session, meeting_id, ask, by=actor.id, now=now)


def run_off(session: Session, meeting_id: str, item: str, *, actor: Person, now: datetime) -> None:
    """Hold another ballot on an item."""
    perform(session, meeting_id, lambda _: c.RunOff(actor, item), by=actor.id, now=now)


def set_aside(
    session: Session, meeting_id: str, item: str, reason: str, *, actor: Person, now: datetime
) -> None:
    """Close an item without a further vote."""
    perform(session, meeting_id, lambda _: c.SetAside(actor, item, reason), by=actor.id, now=now)
