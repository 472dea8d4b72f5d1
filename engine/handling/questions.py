"""Asking the applicant: the question is a share of its own, and may stop the reviewers' clock (停止计时)."""

from datetime import datetime

from engine import commands as c
from engine import events as e
from engine.deadlines import Deadline
from engine.dues import shifted
from engine.handling.guards import admit, must_allow, must_explain
from engine.handling.turns import holder
from engine.matter import Matter, Turn
from engine.refusals import QuestionIsOpen
from engine.state import AssignmentState, StepState
from engine.way.routing import id_within


def ask(matter: Matter, command: c.Ask) -> list[e.Event]:
    """Ask whoever handed the case in. The reviewer may decide meanwhile; the question is closed then."""
    turn = admit(matter, command.actor, command.assignment)
    must_allow(turn, "ask")
    must_explain("询问", command.text)
    if any(one.via == "question" and one.status == "open" for one in matter.state.share_of(turn.visit.id)):
        raise QuestionIsOpen
    return [
        e.QuestionAsked(
            id=turn.mine.id,
            by=command.actor.id,
            to=_to_applicant(matter, turn),
            text=command.text,
            stops_clock=turn.step.ask_stops_clock,
        )
    ]


def answer(matter: Matter, command: c.AnswerQuestion) -> list[e.Event]:
    """Answer; the time it took is added to what the reviewers have, if their clock stood."""
    turn = admit(matter, command.actor, command.assignment)
    must_allow(turn, "answer")
    must_explain("答复", command.text)
    asker = matter.state.assignment(turn.mine.parent or "")
    done = e.AssignmentDecided(
        id=turn.mine.id, by=command.actor.id, decision="answered", comment=command.text
    )
    answered = e.QuestionAnswered(
        id=turn.mine.id,
        asked_by=holder(matter.state, asker).person if asker else "",
        by=command.actor.id,
    )
    since = turn.visit.paused_at
    return [done, *(due_shifts(matter, turn.visit, since) if since else []), answered]


def drop_questions(matter: Matter, visit: StepState, asker: AssignmentState) -> list[e.Event]:
    """Close what ``asker`` asked and nobody answered yet, and let the clock run again."""
    events: list[e.Event] = []
    for one in matter.state.share_of(visit.id):
        if one.via == "question" and one.parent == asker.id and one.status == "open":
            events += due_shifts(matter, visit, visit.paused_at) if visit.paused_at else []
            events.append(e.QuestionDropped(id=one.id))
    return events


def due_shifts(matter: Matter, visit: StepState, since: datetime) -> list[e.Event]:
    """The due dates of a visit, later by the time from ``since`` on that was not the reviewers' own."""
    step = matter.step_of(visit)
    shares = tuple(
        e.NewDue(id=one.id, due_at=_later(matter, one.due_at, step.due, since))
        for one in matter.state.share_of(visit.id)
        if one.due_at is not None and one.status in ("open", "waiting") and one.objection is None
    )
    due = _later(matter, visit.due_at, step.due, since) if visit.due_at else None
    if due == visit.due_at:
        return []
    return [e.DueShifted(id=visit.id, step=visit.key, due_at=due, shares=shares)]


def _later(matter: Matter, due: datetime, deadline: Deadline | None, since: datetime) -> datetime:
    if deadline is None:
        return due
    return shifted(due, deadline, since=since, until=matter.now, time=matter.time)


def _to_applicant(matter: Matter, turn: Turn) -> e.AssignmentOffered:
    """The share of whoever handed the form in last."""
    applicant = _applicant(matter)
    return e.AssignmentOffered(
        id=id_within(matter.state.id, turn.mine.id, "question", len(matter.state.assignments)),
        body=applicant.body,
        person=applicant.person,
        name=applicant.name,
        unit=applicant.unit,
        position=turn.mine.position,
        waiting=False,
        why=f"{turn.mine.name} 有问题请您答复",
        via="question",
        parent=turn.mine.id,
    )


def _applicant(matter: Matter) -> AssignmentState:
    handed_in = [one for one in matter.state.assignments if one.decision == "submit"]
    return handed_in[-1]
