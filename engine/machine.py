"""Machine steps: done, or failed for good and held for an administrator. Late and double calls change nothing."""

from engine import commands as c
from engine import events as e
from engine.matter import Matter
from engine.routing import settle


def finish(matter: Matter, command: c.FinishMachine) -> list[e.Event]:
    """Put the result on the case and go on."""
    visit = matter.open_visit(command.step_id)
    if visit is None or visit.kind != "machine" or matter.state.held is not None:
        return []
    finished = e.MachineFinished(id=visit.id, step=visit.key, result=command.result)
    after = matter.after([finished])
    return [finished, *settle(after.process, after.state, visit, "done", "系统已办结")]


def fail(matter: Matter, command: c.FailMachine) -> list[e.Event]:
    """Hold the case with the reason; an administrator has it go on."""
    visit = matter.open_visit(command.step_id)
    if visit is None or visit.kind != "machine" or matter.state.held is not None:
        return []
    return [e.CaseHeld(reason=f"“{matter.step_of(visit).title}”未能自动完成：{command.reason}")]
