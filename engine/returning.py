"""退回补正 and 撤销: the ways back."""

from engine import commands as c
from engine import events as e
from engine.definition import DetermineStep, MachineStep, Process
from engine.guards import admit, concerns, must_allow, must_explain
from engine.matter import Matter, Turn
from engine.refusals import (
    CaseIsOver,
    NoSuchReturn,
    NotReturnable,
    NotYours,
    NotYourUnit,
    OwnCase,
)
from engine.routing import position, returned_place, settle_to, take_down
from engine.state import CASE_STATUS_LABELS, Person, StepOutcome


def send_back(matter: Matter, command: c.SendBack) -> list[e.Event]:
    """Return the case to an earlier step; from there every step is walked anew."""
    turn = admit(matter, command.actor, command.assignment)
    must_allow(turn, "send_back")
    must_explain("退回", command.comment)
    target = _target(matter, turn, command.to)
    because = f"{turn.mine.name} 已退回到“{target}”"
    decided = e.AssignmentDecided(
        id=turn.mine.id, by=command.actor.id, decision="send_back", comment=command.comment
    )
    returned = e.CaseReturned(step=turn.step.key, to=command.to, by=command.actor.id, reason=command.comment)
    down = take_down(matter.state, turn.visit)
    return [decided, *down, settle_to(turn.visit, "sent_back", command.to, because), returned]


def returns_from(matter: Matter, key: str) -> list[str]:
    """The keys of the earlier steps that people worked on in this case: what may be sent back to.

    Once there is an outcome nothing before it is opened again: a wrong entry can be mended, not the decision.
    """
    visited = {one.key for one in matter.state.steps if one.outcome != "skipped"}
    first = _determination(matter.process) if matter.state.outcome is not None else 0
    earlier = matter.process.steps[first : position(matter.process, key)]
    return [one.key for one in earlier if one.key in visited and not isinstance(one, MachineStep)]


def withdraw(matter: Matter, command: c.Withdraw) -> list[e.Event]:
    """The nominating unit takes its case back, while it has not been reported upwards."""
    _require_right_to_withdraw(matter, command.actor)
    must_explain("撤回", command.reason)
    withdrawn = e.CaseWithdrawn(by=command.actor.id, reason=command.reason)
    place = returned_place(matter.process, matter.state)
    return [*abandoned(matter, "withdrawn", "推荐单位已撤回"), withdrawn, *place, e.CaseClosed()]


def _target(matter: Matter, turn: Turn, key: str) -> str:
    """The title of the step to go back to."""
    allowed = returns_from(matter, turn.step.key)
    titles = {one.key: one.title for one in matter.process.steps}
    if key not in allowed:
        raise NoSuchReturn(to=titles.get(key, key), allowed="、".join(titles[one] for one in allowed))
    return titles[key]


def _determination(process: Process) -> int:
    """The place of the determine step in the definition."""
    return next(n for n, step in enumerate(process.steps) if isinstance(step, DetermineStep))


def _here(matter: Matter) -> list[str]:
    """Where the case is: its open steps, or those about to open."""
    return [one.key for one in matter.state.steps if one.status == "open"] + list(matter.state.pending)


def _require_right_to_withdraw(matter: Matter, actor: Person) -> None:
    state = matter.state
    if state.closed_at is not None:
        raise CaseIsOver(status=CASE_STATUS_LABELS[state.status])
    if actor.unit != state.unit.key:
        raise NotYourUnit(unit=state.unit.name)
    first = matter.process.steps[0].key
    holders = {one.person: one.name for one in state.assignments if one.step == first}
    if actor.id != state.opened_by and actor.id not in holders:
        raise NotYours(who="、".join(holders.values()))
    if concerns(state, actor):
        raise OwnCase
    if _is_reported(matter):
        raise NotReturnable


def _is_reported(matter: Matter) -> bool:
    """From the step that keeps places on, and once there is an outcome, the case is no longer the unit's own."""
    quota = matter.process.quota
    if matter.state.outcome is not None or quota is None:
        return matter.state.outcome is not None
    kept_from = position(matter.process, quota.kept_from)
    return any(position(matter.process, key) >= kept_from for key in _here(matter))


def abandoned(matter: Matter, outcome: StepOutcome, because: str) -> list[e.Event]:
    """Close everything that is open."""
    events: list[e.Event] = []
    for step in matter.state.steps:
        if step.status == "open":
            settled = e.StepSettled(
                id=step.id,
                step=step.key,
                visit=step.visit,
                outcome=outcome,
                next=(),
                because=because,
            )
            events += [*take_down(matter.state, step), settled]
    return events
