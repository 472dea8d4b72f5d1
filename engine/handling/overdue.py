"""超时: the ladder of an overdue visit. Each rung once a visit, in its order, at the latest when somebody looks.

A timer acts only while the visit is open, and under the same lock as a person: it never overwrites a decision.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from engine import commands as c
from engine import events as e
from engine.definition import Body, Process, Rung
from engine.dues import past
from engine.handling.overdue_rungs import fire
from engine.handling.publicity import open_objections
from engine.matter import Matter
from engine.state import CaseState, ObjectionState, StepState
from engine.working_time import WorkingTime


def climb(matter: Matter, command: c.Climb) -> list[e.Event]:
    """Fire every rung whose time has come. Asked early or twice, or after somebody decided, nothing happens."""
    events: list[e.Event] = []
    while (visit := _standing(matter, command.step_id)) is not None:
        coming = next((one for one in _next_rungs(matter, visit) if one[0] <= matter.now), None)
        if coming is None:
            break
        _, rung, objection = coming
        fired = fire(matter, visit, rung, command.staff, objection)
        events += fired
        matter = matter.after(fired)
    return events


class Overdue(Protocol):
    """What a rung depends on: a visit as the case has it, or as the clock finds it."""

    @property
    def key(self) -> str: ...  # noqa: D102
    @property
    def due_at(self) -> datetime | None: ...  # noqa: D102
    @property
    def paused_at(self) -> datetime | None: ...  # noqa: D102
    @property
    def rungs(self) -> int: ...  # noqa: D102


def next_rung(process: Process, visit: Overdue, time: WorkingTime) -> tuple[datetime, Rung] | None:
    """The next rung of an open visit and its moment; None at the top, without a due date and while no time runs."""
    ladder = process.step(visit.key).overdue
    if visit.due_at is None or visit.paused_at is not None or visit.rungs >= len(ladder):
        return None
    rung = ladder[visit.rungs]
    return past(visit.due_at, rung.after, time), rung


@dataclass(frozen=True, slots=True)
class Inquiry:
    """An open inquiry into an objection, as a rung depends on it. The clock of an inquiry never stands."""

    key: str
    due_at: datetime | None
    rungs: int
    paused_at: datetime | None = None


def coming_rungs(
    process: Process, state: CaseState, visit: StepState, time: WorkingTime
) -> list[tuple[datetime, Rung, ObjectionState | None]]:
    """The next rung of an open visit and those of the inquiries in it, each with its moment and its objection."""
    found = [(next_rung(process, visit, time), None)] if visit.due_at else []
    late = [(one, Inquiry(visit.key, one.due_at, one.rungs)) for one in open_objections(state, visit)]
    every = [*found, *((next_rung(process, inquiry, time), one) for one, inquiry in late)]
    return [(coming[0], coming[1], objection) for coming, objection in every if coming is not None]


def bodies_to_climb(process: Process, state: CaseState, step_id: str) -> dict[str, Body]:
    """The bodies whose people ``Climb`` needs."""
    visit = next((one for one in state.steps if one.id == step_id), None)
    if visit is None:
        return {}
    fired = min([visit.rungs, *(one.rungs for one in open_objections(state, visit))])
    ladder = process.step(visit.key).overdue[fired:]
    return {one.to: process.bodies[one.to] for one in ladder if one.to is not None}


def _next_rungs(matter: Matter, visit: StepState) -> list[tuple[datetime, Rung, ObjectionState | None]]:
    return coming_rungs(matter.process, matter.state, visit, matter.time)


def _standing(matter: Matter, step_id: str) -> StepState | None:
    return matter.open_visit(step_id) if matter.state.held is None else None
