"""Meetings (会议): what was called, its journal, who belongs to it, and what lies in the boxes of its secret votes.

The journal is the truth: a meeting's state is its events, replayed. Columns beside it are for finding it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, select, text, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from engine.chain import link
from engine.meetings.events import Event, MeetingCalled, read_event
from engine.meetings.evolution import replay
from engine.meetings.state import MeetingState, Papers
from models.base import Base, Id, Json, Moment
from models.correlation import door_of

_RETURNED = "*"


class Meeting(Base):
    """A meeting of a body, with the end of its journal."""

    __tablename__ = "meetings"
    __table_args__ = (Index("ix_meetings_meets_at", "meets_at"),)
    id: Mapped[Id] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True, doc="e.g. HY-2022-0003")
    title: Mapped[str] = mapped_column(doc="as it stands in the notice")
    organ: Mapped[str] = mapped_column(ForeignKey("organs.key"), doc="the body that meets")
    status: Mapped[str] = mapped_column(doc="called, open, closed or cancelled")
    meets_at: Mapped[Moment] = mapped_column(doc="when it was called for")
    place: Mapped[str] = mapped_column(doc="where, in words")
    seq: Mapped[int] = mapped_column(doc="number of the last journal line")
    head: Mapped[str] = mapped_column(doc="hash of the last journal line")


class MeetingMember(Base):
    """Who belongs to a meeting: its members, chair, clerk and tellers."""

    __tablename__ = "meeting_members"
    meeting: Mapped[Id] = mapped_column(ForeignKey("meetings.id"), primary_key=True, doc="the meeting")
    person: Mapped[Id] = mapped_column(
        ForeignKey("people.id"), primary_key=True, index=True, doc="who was called, or has a part in it"
    )


class MeetingCase(Base):
    """A case whose vote is an item of the meeting."""

    __tablename__ = "meeting_cases"
    meeting: Mapped[Id] = mapped_column(ForeignKey("meetings.id"), primary_key=True, doc="the meeting")
    item: Mapped[str] = mapped_column(primary_key=True, doc="key of the item on its agenda")
    case_id: Mapped[Id] = mapped_column(ForeignKey("cases.id"), index=True, doc="the case")


class MeetingLine(Base):
    """One fact of a meeting. Append-only and hash-chained, as the journal of a case is."""

    __tablename__ = "meeting_journal"
    meeting: Mapped[Id] = mapped_column(ForeignKey("meetings.id"), primary_key=True, doc="the meeting")
    seq: Mapped[int] = mapped_column(primary_key=True, doc="from 1, without gaps")
    event: Mapped[str] = mapped_column(doc="dotted name of what happened")
    actor: Mapped[Id | None] = mapped_column(doc="who did it")
    at: Mapped[Moment] = mapped_column(doc="when")
    payload: Mapped[Json] = mapped_column(doc="the event; of a secret vote no choice is in it")
    hash: Mapped[str] = mapped_column(doc="covers the line before and all that this one says")
    door: Mapped[str | None] = mapped_column(doc="from where: page, api, cli")


class MeetingBox(Base):
    """Counts of the papers returned in a ballot, by what they say; never whose they are.

    A row a paper would keep the order in which the papers came, and with it the voter.
    """

    __tablename__ = "meeting_boxes"
    __table_args__ = (CheckConstraint("papers >= 0", name="no_paper_leaves"),)
    meeting: Mapped[Id] = mapped_column(ForeignKey("meetings.id"), primary_key=True, doc="the meeting")
    item: Mapped[str] = mapped_column(primary_key=True, doc="key of the item")
    ballot: Mapped[int] = mapped_column(primary_key=True, doc="the how-manieth ballot on it, from 1")
    mark: Mapped[str] = mapped_column(primary_key=True, doc="a choice, a candidate, or * for all papers")
    papers: Mapped[int] = mapped_column(doc="how many, of weights in a weighted vote")


@dataclass(frozen=True, slots=True)
class MeetingEntry:
    """A line of a meeting's journal."""

    seq: int
    event: str
    actor: str | None
    at: datetime
    payload: dict[str, Any]
    hash: str
    door: str | None


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    """A meeting as it is stored, with the end of its journal."""

    state: MeetingState
    seq: int
    head: str


def lock(session: Session, meeting_id: str) -> MeetingRecord | None:
    """The meeting, locked until the transaction ends. None when there is no such meeting."""
    asked = select(Meeting.id).where(Meeting.id == meeting_id).with_for_update()
    return load(session, meeting_id) if session.scalar(asked) else None


def load(session: Session, meeting_id: str) -> MeetingRecord | None:
    """The meeting as it is now."""
    entries = lines(session, meeting_id)
    if not entries:
        return None
    state = replay(None, [(read_event(one.payload), one.at) for one in entries])
    return MeetingRecord(state, entries[-1].seq, entries[-1].hash)


def lines(session: Session, meeting_id: str) -> list[MeetingEntry]:
    """The journal of a meeting, oldest first."""
    columns = [getattr(MeetingLine, name) for name in MeetingEntry.__dataclass_fields__]
    asked = select(*columns).where(MeetingLine.meeting == meeting_id).order_by(MeetingLine.seq)
    return [MeetingEntry(*row) for row in session.execute(asked)]


def verify(session: Session, meeting_id: str) -> int | None:
    """The number of the first line that does not follow from those before it; None when the chain is whole."""
    previous = ""
    for expected, one in enumerate(lines(session, meeting_id), start=1):
        previous = link(previous, meeting_id, one.seq, one.payload, by=one.actor, at=one.at, door=one.door)
        if (one.seq, one.hash) != (expected, previous):
            return expected
    return None


def every(session: Session) -> Sequence[Meeting]:
    """All meetings, by number."""
    return session.scalars(select(Meeting).order_by(Meeting.number)).all()


def begin(session: Session, called: MeetingCalled, *, by: str, now: datetime) -> MeetingRecord:
    """Store a meeting that was called, with those who belong to it and the cases on its agenda."""
    session.add(
        Meeting(
            id=called.meeting,
            number=called.number,
            title=called.title,
            organ=called.organ,
            status="called",
            meets_at=called.meets_at,
            place=called.place,
            seq=0,
            head="",
        )
    )
    session.flush()
    officials = [called.chair, called.clerk, *called.tellers]
    belong(session, called.meeting, [one.person for one in called.members])
    belong(session, called.meeting, [one.person for one in officials])
    session.add_all(
        MeetingCase(meeting=called.meeting, item=one.key, case_id=one.case.case)
        for one in called.items
        if one.case is not None
    )
    return save(session, called.meeting, None, [called], by=by, now=now)


def belong(session: Session, meeting_id: str, people: Sequence[str]) -> None:
    """Let these people find the meeting among theirs."""
    known = set(session.scalars(select(MeetingMember.person).where(MeetingMember.meeting == meeting_id)))
    new = [one for one in dict.fromkeys(people) if one not in known]
    session.add_all(MeetingMember(meeting=meeting_id, person=one) for one in new)
    session.flush()


def save(
    session: Session,
    meeting_id: str,
    before: MeetingRecord | None,
    events: Sequence[Event],
    *,
    by: str,
    now: datetime,
) -> MeetingRecord:
    """Store the lines of ``events`` after those ``before``, and what can be found of the meeting by them."""
    seq, head = (before.seq, before.head) if before else (0, "")
    door = door_of(session)
    for event in events:
        seq += 1
        payload = event.model_dump(mode="json", exclude_defaults=True) | {"event": event.event}
        head = link(head, meeting_id, seq, payload, by=by, at=now, door=door)
        line = {"event": event.event, "actor": by, "at": now, "payload": payload, "hash": head, "door": door}
        session.add(MeetingLine(meeting=meeting_id, seq=seq, **line))
    state = replay(before.state if before else None, [(one, now) for one in events])
    changed = update(Meeting).where(Meeting.id == meeting_id)
    session.execute(changed.values(status=state.status, seq=seq, head=head))
    session.flush()
    return MeetingRecord(state, seq, head)


def box(session: Session, meeting_id: str, item: str, ballot: int) -> Papers:
    """What lies in the box of a ballot."""
    asked = select(MeetingBox.mark, MeetingBox.papers).where(
        MeetingBox.meeting == meeting_id, MeetingBox.item == item, MeetingBox.ballot == ballot
    )
    marks: dict[str, int] = dict(session.execute(asked).tuples().all())
    said = {name: marks.pop(name, 0) for name in ("agree", "against", "abstain")}
    return Papers(returned=marks.pop(_RETURNED, 0), **said, votes=marks)


def drop(
    session: Session, meeting_id: str, item: str, ballot: int, marks: Sequence[str], *, weight: int
) -> None:
    """Put one paper into the box, under the lock of its meeting."""
    asked = text(
        "INSERT INTO meeting_boxes (meeting, item, ballot, mark, papers)"
        " SELECT CAST(:meeting AS uuid), :item, :ballot, mark, :weight FROM unnest(CAST(:marks AS text[])) mark"
        " ON CONFLICT (meeting, item, ballot, mark) DO UPDATE SET papers = meeting_boxes.papers + :weight"
    )
    told = {"meeting": meeting_id, "item": item, "ballot": ballot, "weight": weight}
    session.execute(asked, {**told, "marks": [*marks, _RETURNED]})
