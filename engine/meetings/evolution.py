"""``evolve(meeting, event, at) -> meeting``: what each event does to a meeting. Only here does a status change."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from engine.meetings import events as e
from engine.meetings.state import BallotState, Counted, ItemState, MeetingState, MemberState


def evolve(meeting: MeetingState | None, event: e.Event, at: datetime) -> MeetingState:
    """The meeting after ``event`` happened at ``at``."""
    if isinstance(event, e.MeetingCalled):
        return _called(event)
    if meeting is None:
        message = f"{event.event} before meeting.called"
        raise ValueError(message)
    return _EFFECTS[type(event)](meeting, event, at)


def replay(meeting: MeetingState | None, events: Iterable[tuple[e.Event, datetime]]) -> MeetingState:
    """The meeting after all of ``events``. Raises ValueError when there is none before or after."""
    for event, at in events:
        meeting = evolve(meeting, event, at)
    if meeting is None:
        message = "no meeting and nothing that calls one"
        raise ValueError(message)
    return meeting


def _called(event: e.MeetingCalled) -> MeetingState:
    return MeetingState(
        id=event.meeting,
        number=event.number,
        title=event.title,
        organ=event.organ,
        organ_title=event.organ_title,
        everyone=event.everyone,
        meets_at=event.meets_at,
        place=event.place,
        chair=event.chair,
        clerk=event.clerk,
        tellers=event.tellers,
        members=tuple(MemberState(one) for one in event.members),
        items=tuple(ItemState(one) for one in event.items),
    )


def _cancelled(meeting: MeetingState, event: e.MeetingCancelled, at: datetime) -> MeetingState:
    return replace(meeting, status="cancelled", closed_at=at, reason=event.reason)


def _tellers(meeting: MeetingState, event: e.TellersNamed, _at: datetime) -> MeetingState:
    return replace(meeting, tellers=event.tellers)


def _attendance(meeting: MeetingState, event: e.AttendanceTaken, at: datetime) -> MeetingState:
    def noted(one: MemberState) -> MemberState:
        said = event.people.get(one.seat.person)
        if said is None:
            return one
        here = said == "present"
        came = (one.came_at or at) if here else None
        return replace(one, attendance=said, here=here, came_at=came, left_at=None, note=event.note)

    return replace(meeting, members=tuple(noted(one) for one in meeting.members))


def _left(meeting: MeetingState, event: e.MemberLeft, at: datetime) -> MeetingState:
    members = (
        replace(one, here=False, left_at=at) if one.seat.person == event.person else one
        for one in meeting.members
    )
    return replace(meeting, members=tuple(members))


def _begun(meeting: MeetingState, _event: e.MeetingBegun, at: datetime) -> MeetingState:
    return replace(meeting, status="open", opened_at=at)


def _recused(meeting: MeetingState, event: e.MemberRecused, _at: datetime) -> MeetingState:
    def effect(one: ItemState) -> ItemState:
        without = _with_ballot(one, issued=_without(one, event.person)) if one.is_voting else one
        return replace(without, recused={**one.recused, event.person: event.reason})

    return _with_item(meeting, event.item, effect)


def _without(one: ItemState, person: str) -> tuple[str, ...]:
    return tuple(p for p in (one.ballot.issued if one.ballot else ()) if p != person)


def _issued(meeting: MeetingState, event: e.PapersIssued, _at: datetime) -> MeetingState:
    new = BallotState(event.ballot, event.to, event.candidates, event.seats)

    def effect(one: ItemState) -> ItemState:
        recused: Mapping[str, str] = {**one.recused, **event.recused}
        return replace(one, status="open", recused=recused, ballots=(*one.ballots, new))

    return _with_item(meeting, event.item, effect)


def _paper_issued(meeting: MeetingState, event: e.PaperIssued, _at: datetime) -> MeetingState:
    def effect(one: ItemState) -> ItemState:
        return _with_ballot(one, issued=(*(one.ballot.issued if one.ballot else ()), event.person))

    return _with_item(meeting, event.item, effect)


def _returned(meeting: MeetingState, event: e.PaperReturned, _at: datetime) -> MeetingState:
    def effect(one: ItemState) -> ItemState:
        return _with_ballot(one, returned=(*(one.ballot.returned if one.ballot else ()), event.person))

    return _with_item(meeting, event.item, effect)


def _proposed(meeting: MeetingState, event: e.CountProposed, _at: datetime) -> MeetingState:
    return _with_item(
        meeting, event.item, lambda one: _with_ballot(one, proposed=event.papers, proposed_by=event.by)
    )


def _counted(meeting: MeetingState, event: e.ItemCounted, _at: datetime) -> MeetingState:
    said = Counted(**{name: getattr(event, name) for name in Counted.__dataclass_fields__})

    def effect(one: ItemState) -> ItemState:
        return replace(_with_ballot(one, counted=said), elected=(*one.elected, *event.elected))

    return _with_item(meeting, event.item, effect)


def _closed(meeting: MeetingState, event: e.ItemClosed, _at: datetime) -> MeetingState:
    return _with_item(
        meeting,
        event.item,
        lambda one: replace(one, status="closed", outcome=event.outcome, sentence=event.sentence),
    )


def _ended(meeting: MeetingState, _event: e.MeetingEnded, at: datetime) -> MeetingState:
    return replace(meeting, status="closed", closed_at=at)


def _with_item(meeting: MeetingState, key: str, effect: Callable[[ItemState], ItemState]) -> MeetingState:
    items = tuple(effect(one) if one.item.key == key else one for one in meeting.items)
    return replace(meeting, items=items)


def _with_ballot(one: ItemState, **changes: Any) -> ItemState:  # noqa: ANN401 - any field of a ballot
    return replace(one, ballots=(*one.ballots[:-1], replace(one.ballots[-1], **changes)))


_EFFECTS: dict[type, Callable[[MeetingState, Any, datetime], MeetingState]] = {
    e.MeetingCancelled: _cancelled,
    e.TellersNamed: _tellers,
    e.AttendanceTaken: _attendance,
    e.MemberLeft: _left,
    e.MeetingBegun: _begun,
    e.MemberRecused: _recused,
    e.PapersIssued: _issued,
    e.PaperIssued: _paper_issued,
    e.PaperReturned: _returned,
    e.CountProposed: _proposed,
    e.ItemCounted: _counted,
    e.ItemClosed: _closed,
    e.MeetingEnded: _ended,
}
