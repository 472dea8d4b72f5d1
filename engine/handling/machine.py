"""Steps nobody acts at: machine steps and waits. Late and double calls change nothing."""

from engine import commands as c
from engine import events as e
from engine.deadlines import local_text
from engine.forms.answers import must_be_complete
from engine.matter import Matter
from engine.refusals import WaitNotOver
from engine.state import facts_of
from engine.way.routing import settle


def finish(matter: Matter, command: c.FinishMachine) -> list[e.Event]:
    """Put the result on the case and go on. Raises FormIncomplete when it did not fill what it should."""
    visit = matter.open_visit(command.step_id)
    if visit is None or visit.kind != "machine" or matter.state.held is not None:
        return []
    must_be_complete(matter.process, visit.key, command.answers, facts_of(matter.state))
    finished = e.MachineFinished(id=visit.id, step=visit.key, result=command.result, answers=command.answers)
    after = matter.after([finished])
    return [finished, *settle(after.process, after.state, visit, "done", "系统已办结")]


def elapse(matter: Matter, command: c.Elapse) -> list[e.Event]:
    """End a wait whose time has run out. Raises WaitNotOver when asked too early."""
    visit = matter.open_visit(command.step_id)
    if visit is None or visit.kind != "wait" or visit.due_at is None or matter.state.held is not None:
        return []
    if matter.now < visit.due_at:
        raise WaitNotOver(until=local_text(visit.due_at))
    return settle(matter.process, matter.state, visit, "done", "等候期满")


def fail(matter: Matter, command: c.FailMachine) -> list[e.Event]:
    """Hold the case with the reason; an administrator has it go on."""
    visit = matter.open_visit(command.step_id)
    by_itself = visit is not None and visit.kind in ("machine", "sub_case")
    if visit is None or not by_itself or matter.state.held is not None:
        return []
    return [e.CaseHeld(reason=f"“{matter.step_of(visit).title}”未能自动完成：{command.reason}")]
