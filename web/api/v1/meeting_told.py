"""A meeting as the API tells it: what the page shows, and no more of a secret vote than the page."""

from engine.meetings.running import runs as is_run_by
from engine.meetings.state import BallotState, MeetingState, MemberState
from web.api.v1.shapes import meetings as shapes
from web.meetings.page import ItemView, items_of


def told(meeting: MeetingState, reader: str) -> shapes.Meeting:
    """The meeting before a reader."""
    return shapes.Meeting(
        id=meeting.id,
        number=meeting.number,
        title=meeting.title,
        organ=meeting.organ,
        organ_title=meeting.organ_title,
        status=meeting.status,
        meets_at=meeting.meets_at,
        place=meeting.place,
        chair=meeting.chair.name,
        clerk=meeting.clerk.name,
        tellers=[one.name for one in meeting.tellers],
        runs=is_run_by(meeting, reader),
        reason=meeting.reason,
        opened_at=meeting.opened_at,
        closed_at=meeting.closed_at,
        members=[_member(one, reader, runs=is_run_by(meeting, reader)) for one in meeting.members],
        items=[_item(one) for one in items_of(meeting, reader)],
    )


def _member(one: MemberState, reader: str, *, runs: bool) -> shapes.MeetingMember:
    return shapes.MeetingMember(
        person=one.seat.person,
        name=one.seat.name,
        weight=one.seat.weight,
        attendance=one.attendance,
        here=one.here,
        note=one.note if runs or one.seat.person == reader else "",
        came_at=one.came_at,
        left_at=one.left_at,
    )


def _item(one: ItemView) -> shapes.AgendaItem:
    item, state = one.state.item, one.state
    return shapes.AgendaItem(
        key=item.key,
        kind=item.kind,
        title=item.title,
        case=item.case.case if item.case else None,
        rules=one.rules,
        clause=item.clause,
        secret=item.secret,
        weighted=item.weighted,
        how=item.how,
        seats=item.seats,
        candidates=item.candidates,
        status=state.status,
        outcome=state.outcome,
        sentence=state.sentence,
        elected=state.elected,
        due=one.now.due,
        present=one.now.present,
        lacks=one.lacks,
        recused=[shapes.Recused(name=name, reason=why) for name, why in one.recused],
        ballots=[_ballot(ballot) for ballot in state.ballots],
        has_paper=one.has_paper,
        has_voted=one.has_voted,
        counts=one.counts,
    )


def _ballot(one: BallotState) -> shapes.BallotHeld:
    return shapes.BallotHeld(
        n=one.n,
        seats=one.seats,
        candidates=one.candidates,
        issued=len(one.issued),
        returned=len(one.returned),
        counted=shapes.Counted.model_validate(one.counted) if one.counted else None,
        frozen=one.frozen,
    )
