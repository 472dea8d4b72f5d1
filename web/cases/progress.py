"""Where a case is: every step of its definition with its visits, and whom it waits for."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from engine.deadlines import Calendar
from engine.definition import BallotStep, Process, needs_draw
from engine.state import AssignmentState, CaseState, StepState
from engine.way.spots import key_of
from web import formats
from web.wording import OUTCOME, Translate, word


@dataclass(frozen=True, slots=True)
class Station:
    """A step on the way: ``state`` is done, now, skipped, ended, back or ahead."""

    title: str
    state: str
    note: str
    again: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """For whom the case waits, or whose turn comes later: one person, or several of whom all the rest is the same."""

    name: str
    step: str
    why: str
    since: datetime
    days: int
    due_at: datetime | None
    days_left: int
    overdue: bool
    later: bool
    claimed: bool
    reminded_at: datetime | None
    objection: bool
    counts: bool


def stations(process: Process, state: CaseState, _: Translate) -> list[Station]:
    """The steps in their order, each as its latest visit left it."""
    latest = {visit.key: visit for visit in state.steps}
    latest |= {visit.key: visit for visit in state.steps if visit.status == "open"}
    return [_station(step.key, step.title, latest.get(step.key), state, _) for step in process.steps]


def _station(key: str, title: str, visit: StepState | None, state: CaseState, _: Translate) -> Station:
    visits = visit.visit if visit else 0
    again = _("第 {n} 次").format(n=visits) if visits > 1 else ""
    if visit is None:
        coming = key in map(key_of, state.pending)
        return Station(title, "ahead", _("即将开始") if coming else "", again)
    if visit.status == "open":
        return Station(title, "now", _doing(visit, state, _), again)
    how = {
        "skipped": "skipped",
        "rejected": "ended",
        "withdrawn": "ended",
        "terminated": "ended",
        "sent_back": "back",
        "void": "back",
    }
    mark = how.get(visit.outcome or "", "done")
    note = formats.day(visit.settled_at) if mark == "done" else word(OUTCOME, visit.outcome, _)
    return Station(title, mark, note, again)


def _doing(visit: StepState, state: CaseState, _: Translate) -> str:
    """What goes on at an open step."""
    if visit.kind != "publicity":
        return _("办理中")
    window = next((one for one in state.windows if one.id == visit.id), None)
    return _("公示中止") if window and window.suspended_at else _("公示中")


def waiting(process: Process, state: CaseState, now: datetime, calendar: Calendar) -> list[Waiting]:
    """For whom the case waits now, in a sequence also those whose turn comes later; a body in one line."""
    lines = {visit.id: visit.line for visit in state.steps}
    singly = [
        _waiting(process, one, lines, now, calendar)
        for one in state.assignments
        if one.status in ("open", "waiting")
    ]
    together = groupby(singly, key=lambda one: replace(one, name=""))
    return [replace(alike, name="、".join(one.name for one in people)) for alike, people in together]


def coming(process: Process, state: CaseState, why: Mapping[str, str], _: Translate) -> list[str]:
    """The steps about to open, and for which gate of the round they wait; ``why`` tells more by gate."""
    gates = {gate.key: gate.title for gate in process.gates}
    steps = [process.step(key_of(spot)) for spot in state.pending]
    return [
        step.title
        + (
            _("（等候“{gate}”{why}）").format(gate=gates[step.gate], why=why.get(step.gate, ""))
            if step.gate
            else ""
        )
        + (_("（等候抽签）") if needs_draw(step) else "")
        for step in steps
    ]


def _named(process: Process, one: AssignmentState, lines: Mapping[str, str | None]) -> str:
    title, line = process.step(one.step).title, lines.get(one.step_id)
    return f"{title}（{line}）" if line else title


def _waiting(
    process: Process,
    one: AssignmentState,
    lines: Mapping[str, str | None],
    now: datetime,
    calendar: Calendar,
) -> Waiting:
    step = process.step(one.step)
    return Waiting(
        name=one.name,
        step=_named(process, one, lines),
        why=process.bodies[one.body].title if one.via == "offer" else one.why,
        since=one.opened_at,
        days=formats.days_since(one.opened_at, now, calendar),
        due_at=one.due_at,
        days_left=formats.days_left(one.due_at, now, calendar) if one.due_at else 0,
        overdue=one.due_at is not None and one.due_at <= now,
        later=one.status == "waiting",
        claimed=one.claimed_until is not None,
        reminded_at=max(filter(None, (one.reminded_at, one.overdue_at, one.urged_at)), default=None),
        objection=one.objection is not None,
        counts=isinstance(step, BallotStep) and one.body == step.counted_by,
    )
