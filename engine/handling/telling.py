"""催办, 抄送 and 已阅: telling people of a case without doing anything to it."""

from datetime import timedelta

from engine import commands as c
from engine import events as e
from engine.deadlines import day_text, local_date, local_text, working_days_after
from engine.dues import due_at
from engine.handling.guards import is_involved
from engine.matter import Matter
from engine.people.recusal import concerns
from engine.refusals import (
    CaseIsHeld,
    CaseIsOver,
    CopiedAlready,
    NobodyToUrge,
    NoSuchCopy,
    NotInvolved,
    OutsideOfficeHours,
    OwnCase,
    Recused,
    UrgedAlready,
)
from engine.state import CASE_STATUS_LABELS, AssignmentState, CopyState, Person
from engine.way.routing import id_within


def urge(matter: Matter, command: c.Urge) -> list[e.Event]:
    """Nudge everybody the case waits for, but not too often and not at night."""
    _must_be_involved(matter, command.actor, "催办")
    if matter.state.closed_at is not None:
        raise CaseIsOver(status=CASE_STATUS_LABELS[matter.state.status])
    if matter.state.held is not None:
        raise CaseIsHeld(reason=matter.state.held)
    waited_for = [one for one in matter.state.assignments if _may_be_urged(one, command.actor)]
    if not waited_for:
        raise NobodyToUrge
    _must_be_in_office_hours(matter)
    _must_not_be_urged_too_often(matter)
    return [e.CaseUrged(by=command.actor.id, assignments=tuple(one.id for one in waited_for))]


def answered_after(share: AssignmentState) -> timedelta | None:
    """How long after the nudge the share was done; None without a nudge or an answer to it."""
    if share.urged_at is None or share.decided_at is None or share.decided_at < share.urged_at:
        return None
    return share.decided_at - share.urged_at


def copy_to(matter: Matter, command: c.CopyTo) -> list[e.Event]:
    """Send the case for information, to each person once unless ``again`` is asked."""
    _must_be_involved(matter, command.actor, "抄送")
    for one in command.people:
        if concerns(matter.state, one):
            raise Recused(who=one.name, why="是本事项的人选")
    known = {one.person: one for one in matter.state.copies}
    people = {one.id: one for one in command.people if command.again or one.id not in known}
    if not people:
        raise CopiedAlready(who="、".join(one.name for one in command.people))
    copies = tuple(_copy(matter, one, known.get(one.id)) for one in people.values())
    return [e.CaseCopied(by=command.actor.id, copies=copies, note=command.note)]


def mark_read(matter: Matter, command: c.MarkRead) -> list[e.Event]:
    """已阅, once."""
    mine = next((one for one in matter.state.copies if one.id == command.copy), None)
    if mine is None or mine.person != command.actor.id:
        raise NoSuchCopy
    return [] if mine.read_at else [e.CopyRead(id=mine.id, by=command.actor.id)]


def _copy(matter: Matter, to: Person, known: CopyState | None) -> e.CopySent:
    identity = known.id if known else id_within(matter.state.id, "copy", to.id)
    return e.CopySent(id=identity, person=to.id, name=to.name)


def _must_be_involved(matter: Matter, actor: Person, act: str) -> None:
    """The unit's own people, whoever had a share or a copy, and administrators; never the nominee."""
    state = matter.state
    if concerns(state, actor):
        raise OwnCase
    if not is_involved(state, actor):
        raise NotInvolved(act=act)


def _may_be_urged(share: AssignmentState, actor: Person) -> bool:
    return share.status == "open" and share.person != actor.id


def _must_be_in_office_hours(matter: Matter) -> None:
    hours = matter.process.office_hours
    if not matter.time.is_open(matter.now):
        raise OutsideOfficeHours(first=f"{hours.first:%H:%M}", last=f"{hours.last:%H:%M}")


def _must_not_be_urged_too_often(matter: Matter) -> None:
    urged = [one.urged_at for one in matter.state.assignments if one.urged_at is not None]
    if not urged:
        return
    every = matter.process.urge_every
    if every.unit != "working days":
        free = due_at(max(urged), every, matter.time)
        if free is not None and matter.now < free:
            raise UrgedAlready(at=local_text(max(urged)), from_when=local_text(free))
        return
    day = working_days_after(local_date(max(urged)), every.amount, matter.calendar)
    if local_date(matter.now) < day:
        raise UrgedAlready(at=local_text(max(urged)), from_when=day_text(day))
