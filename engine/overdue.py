"""超时: the ladder of an overdue visit. Each rung once a visit, in its order, at the latest when somebody looks.

A timer acts only while the visit is open, and under the same lock as a person: it never overwrites a decision.
"""

from datetime import datetime
from typing import Protocol

from engine import commands as c
from engine import events as e
from engine.definition import Body, Process, Rung
from engine.dues import past
from engine.matter import Matter
from engine.overdue_rungs import fire
from engine.state import CaseState, StepState
from engine.working_time import WorkingTime


def climb(matter: Matter, command: c.Climb) -> list[e.Event]:
    """Fire every rung whose time has come. Asked early or twice, or after somebody decided, nothing happens."""
    events: list[e.Event] = []
    while (visit := _standing(matter, command.step_id)) is not None:
        coming = next_rung(matter.process, visit, matter.time)
        if coming is None or matter.now < coming[0]:
            break
        fired = fire(matter, visit, coming[1], command.staff)
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


def bodies_to_climb(process: Process, state: CaseState, step_id: str) -> dict[str, Body]:
    """The bodies whose people ``Climb`` needs."""
    visit = next((one for one in state.steps if one.id == step_id), None)
    ladder = process.step(visit.key).overdue[visit.rungs :] if visit else []
    return {one.to: process.bodies[one.to] for one in ladder if one.to is not None}


def _standing(matter: Matter, step_id: str) -> StepState | None:
    return matter.open_visit(step_id) if matter.state.held is None else None
