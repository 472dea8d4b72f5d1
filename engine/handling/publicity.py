"""公示: the window's end, objections that suspend it for this case alone, and what the inquiry does to it."""

from collections.abc import Sequence

from engine import commands as c
from engine import events as e
from engine.deadlines import (
    day_text,
    end_of,
    last_day,
    local_date,
    working_days_after,
    working_days_between,
)
from engine.definition import Process, PublicityStep
from engine.dues import due_at
from engine.handling.guards import admit, must_allow, must_explain
from engine.matter import Matter, Turn
from engine.people.resolving import offered, resolve
from engine.refusals import NoSuchObjection, WindowNotOpen, WindowStillOpen, WindowSuspended
from engine.state import CaseState, Decision, ObjectionState, Person, StepState, WindowState
from engine.way.routing import reject, settle, take_down


def close_window(matter: Matter, command: c.CloseWindow) -> list[e.Event]:
    """End a window that has run out. Asked late or twice nothing happens; asked early it refuses."""
    visit = matter.open_visit(command.step_id)
    if visit is None:
        return []
    window = _window(matter, visit)
    if window.suspended_at is not None:
        raise WindowSuspended
    if matter.now < window.closes_at:
        raise WindowStillOpen(until=day_text(last_day(window.closes_at)))
    events = take_down(matter.state, visit)
    after = matter.after(events)
    return events + settle(after.process, after.state, visit, "done", "公示期满")


def file_objection(matter: Matter, command: c.FileObjection) -> list[e.Event]:
    """Take an objection. Nobody to look into it holds the case: an objection is never turned away for that."""
    visit = matter.state.open_step(command.step)
    if visit is None or not isinstance(step := matter.step_of(visit), PublicityStep):
        raise WindowNotOpen
    window = _window(matter, visit)
    if window.suspended_at is None and matter.now >= window.closes_at:
        raise WindowNotOpen
    filed = _filed(matter, step, visit, command)
    events: list[e.Event] = [filed]
    if window.suspended_at is None:
        events.append(e.PublicitySuspended(id=window.id, days_left=_days_left(matter, window)))
    if not filed.assignments and matter.state.held is None:
        events.append(e.CaseHeld(reason=_nobody(step)))
    return events


def record_finding(matter: Matter, command: c.RecordFinding) -> list[e.Event]:
    """Upheld ends the case; otherwise the window goes on once the last objection is settled."""
    turn = admit(matter, command.actor, command.assignment)
    must_allow(turn, "record_finding")
    if turn.mine.objection != command.objection:
        raise NoSuchObjection
    must_explain("核查结论", command.reason)
    events: list[e.Event] = [_decided(turn, command), _settled(command)]
    after = matter.after(events)
    if command.upheld:
        reason = f"公示异议成立：{command.reason}"
        return events + reject(after.process, after.state, turn.visit, reason)
    return events if open_objections(after.state, turn.visit) else [*events, _resumed(after, turn.visit)]


def open_objections(state: CaseState, visit: StepState) -> list[ObjectionState]:
    """The objections of this visit without a finding."""
    return [one for one in state.objections if one.step_id == visit.id and one.upheld is None]


def unattended(process: Process, state: CaseState) -> list[tuple[StepState, PublicityStep, ObjectionState]]:
    """The open objections that nobody was there to look into."""
    attended = {one.objection for one in state.assignments}
    return [
        (visit, step, objection)
        for visit in state.steps
        if visit.status == "open" and isinstance(step := process.step(visit.key), PublicityStep)
        for objection in open_objections(state, visit)
        if objection.id not in attended
    ]


def attend(matter: Matter, staff: c.Staff) -> list[e.Event]:
    """Give unattended objections to those who can look into them now; the case is held again without any."""
    events: list[e.Event] = []
    for visit, step, objection in unattended(matter.process, matter.state):
        shares = _shares(matter, step, visit, objection.id, staff[step.objections_to])
        if not shares:
            return [e.CaseHeld(reason=_nobody(step))]
        events.append(e.ObjectionAssigned(id=objection.id, step_id=visit.id, assignments=shares))
    return events


def _window(matter: Matter, visit: StepState) -> WindowState:
    return next(one for one in matter.state.windows if one.id == visit.id)


def _filed(
    matter: Matter, step: PublicityStep, visit: StepState, command: c.FileObjection
) -> e.ObjectionFiled:
    return e.ObjectionFiled(
        id=command.objection_id,
        step_id=visit.id,
        step=step.key,
        visit=visit.visit,
        due_at=due_at(matter.now, step.objection_due, matter.time),
        assignments=_shares(matter, step, visit, command.objection_id, command.staff),
    )


def _shares(
    matter: Matter, step: PublicityStep, visit: StepState, objection: str, people: Sequence[Person]
) -> tuple[e.AssignmentOffered, ...]:
    body = step.objections_to
    found = resolve(matter, step, body, people)
    return offered(matter, (step.key, visit.visit, objection), body, found.chosen)


def _nobody(step: PublicityStep) -> str:
    return f"“{step.title}”收到异议，但没有可以核查的人"


def _days_left(matter: Matter, window: WindowState) -> int:
    """The working days after today that the window still had; the day of the objection counts as shown."""
    return working_days_between(local_date(matter.now), last_day(window.closes_at), matter.calendar)


def _resumed(matter: Matter, visit: StepState) -> e.PublicityResumed:
    """The remaining working days start on the day after the finding, as they do after posting."""
    days = _window(matter, visit).days_left or 0
    until = working_days_after(local_date(matter.now), days, matter.calendar)
    return e.PublicityResumed(id=visit.id, closes_at=end_of(until))


def _decided(turn: Turn, command: c.RecordFinding) -> e.AssignmentDecided:
    decision: Decision = "upheld" if command.upheld else "dismissed"
    return e.AssignmentDecided(
        id=turn.mine.id, by=command.actor.id, decision=decision, comment=command.reason
    )


def _settled(command: c.RecordFinding) -> e.ObjectionSettled:
    return e.ObjectionSettled(
        id=command.objection, upheld=command.upheld, reason=command.reason, by=command.actor.id
    )
