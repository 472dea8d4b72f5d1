"""The page of one meeting: what chair, members and tellers each see of it and can do there."""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import Request, Response

from engine.meetings.minutes import rules_in_words
from engine.meetings.running import officials, runs
from engine.meetings.settling import may_run_off
from engine.meetings.standing import Standing, standing, why_not_quorate
from engine.meetings.state import (
    BallotState,
    Counted,
    ItemState,
    MeetingState,
    MemberState,
    Official,
)
from models import documents, meetings
from models.reads import meetings as reads
from models.session import Session
from web.pages import render
from web.refusals import NotFound
from web.speaking import Viewer, transaction
from web.wording import ATTENDANCE, ITEM_OUTCOME, MEETING_STATUS


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item before a reader. ``lacks`` says why nothing can be voted on now; ``late`` may still get a paper."""

    state: ItemState
    rules: str
    now: Standing
    lacks: str
    late: Sequence[MemberState]
    has_paper: bool
    has_voted: bool
    counts: bool
    may_run_off: bool
    may_recuse: bool
    recused: Sequence[tuple[str, str]]

    @property
    def ballot(self) -> BallotState | None:
        """The last ballot."""
        return self.state.ballot

    @property
    def counted(self) -> Counted | None:
        """The count of the last ballot."""
        return self.state.ballot.counted if self.state.ballot else None


def show(request: Request, me: Viewer, meeting_id: str, *, status: int = 200, sentence: str = "") -> Response:
    """The page, as far as the reader may see the meeting. Raises NotFound otherwise."""
    with transaction(request) as session:
        state = visible(session, me, meeting_id)
        people = reads.people(session) if runs(state, me.person.id) else []
        written = documents.about(session, "meeting", meeting_id)
    person = me.person.id
    return render(
        request,
        "meeting.html",
        status,
        meeting=state,
        items=items_of(state, person),
        runs=runs(state, person),
        mine=state.member(person),
        parts=officials(state, person),
        people=people,
        attendance=ATTENDANCE,
        statuses=MEETING_STATUS,
        outcomes=ITEM_OUTCOME,
        name_of=names_of(state),
        documents=written,
        sentence=sentence,
    )


def visible(session: Session, me: Viewer, meeting_id: str) -> MeetingState:
    """The meeting. Raises NotFound when there is none or the reader has no right to it."""
    record = meetings.load(session, meeting_id) if reads.may_see(session, meeting_id, me.person.id) else None
    if record is None:
        raise NotFound
    return record.state


def items_of(meeting: MeetingState, person: str) -> list[ItemView]:
    """The items of the agenda before a reader."""
    return [_item(meeting, one, person) for one in meeting.items]


def _item(meeting: MeetingState, one: ItemState, person: str) -> ItemView:
    ballot, now = one.ballot, standing(meeting, one)
    issued, returned = (ballot.issued, ballot.returned) if ballot else ((), ())
    paper = one.is_voting and one.item.how == "electronic" and person in issued
    mine = meeting.member(person)
    return ItemView(
        state=one,
        rules=rules_in_words(one.item),
        now=now,
        lacks=(why_not_quorate(meeting, one, now) or "") if meeting.status == "open" else "",
        late=[
            m
            for m in meeting.members
            if m.here and m.seat.person not in issued and m.seat.person not in one.recused
        ],
        has_paper=paper and person not in returned,
        has_voted=one.is_voting and person in returned,
        counts=one.is_voting and one.item.how == "paper" and _is_among(meeting.tellers, person),
        may_run_off=_may_run_off(one),
        may_recuse=mine is not None and one.status != "closed" and person not in (*one.recused, *returned),
        recused=[(names_of(meeting).get(who, ""), why) for who, why in one.recused.items()],
    )


def _may_run_off(one: ItemState) -> bool:
    counted = one.ballot.counted if one.ballot else None
    if one.status != "open" or counted is None:
        return False
    return counted.result == "void" or may_run_off(one, counted.elected, counted.run_off)


def _is_among(people: Sequence[Official], person: str) -> bool:
    return any(one.person == person for one in people)


def names_of(meeting: MeetingState) -> dict[str, str]:
    """The members' names by their ids."""
    return {one.seat.person: one.seat.name for one in meeting.members}
