"""退回补正 and 撤销: the ways back."""

from engine import commands as c
from engine import events as e
from engine.definition import DetermineStep, ForEachBlock, Process, Then, body_of
from engine.handling.guards import admit, must_allow, must_explain
from engine.matter import Matter, Turn
from engine.people.recusal import concerns
from engine.refusals import (
    CaseIsOver,
    NoSuchReturn,
    NotReturnable,
    NotYours,
    NotYourUnit,
    ObjectionsWait,
    OwnCase,
    ReturnsOtherwise,
    ShownOrVotedSince,
)
from engine.state import CASE_STATUS_LABELS, BlockState, CaseState, Person, StepOutcome, StepState
from engine.way.blocks import enter_again, way_back_to
from engine.way.routing import position, returned_place, settle_to
from engine.way.shape import before, blocks_around
from engine.way.spots import key_of
from engine.way.stopping import stop, take_down, voided
from engine.way.straight_back import shown_or_voted_since, stopped_by
from engine.way.walk import Walk

THEN_LABELS: dict[Then, str] = {"rerun": "从头逐个环节重新走", "straight_back": "改好后直接回来"}


def send_back(matter: Matter, command: c.SendBack) -> list[e.Event]:
    """Return the case to an earlier step; from there every step is walked anew, or the case comes straight back.

    Out of a block the whole block stops (退回): its other branches with all that is open in them. Within a branch
    the others go on. What comes straight back finds the block as it was, and whatever was stopped opens again.
    """
    turn = admit(matter, command.actor, command.assignment)
    must_allow(turn, "send_back")
    must_explain("退回", command.comment)
    target = _target(matter, turn, command.to)
    at = _lines_at(matter, turn.visit, command.to)
    left = _left_behind(matter, turn.visit, command.to, at)
    back = _comes_back_to(matter, turn, command, left)
    because = f"{turn.mine.name} 已退回到“{target}”"
    decided = e.AssignmentDecided(
        id=turn.mine.id, by=command.actor.id, decision="send_back", comment=command.comment
    )
    returned = e.CaseReturned(
        step=turn.step.key,
        to=command.to,
        by=command.actor.id,
        reason=command.comment,
        at=at,
        back=back,
    )
    walk = Walk(matter.process, matter.state)
    walk.say(decided, *_found(turn, command), *take_down(matter.state, turn.visit))
    entered = way_back_to(matter.process, matter.state, command.to, at)
    walk.say(settle_to(turn.visit, "sent_back", entered, because))
    for block in left:
        if walk.state.open_block(block.key, block.at) is not None:
            stop(walk, block, because)
    enter_again(walk, command.to, at)
    walk.say(returned)
    _must_leave_no_objection(matter.state, walk.state)
    return walk.events


def _found(turn: Turn, command: c.SendBack) -> list[e.Event]:
    """An inquiry that sends the case back has found something: what is corrected is shown anew."""
    if turn.mine.objection is None:
        return []
    return [
        e.ObjectionSettled(id=turn.mine.objection, upheld=True, reason=command.comment, by=command.actor.id)
    ]


def _must_leave_no_objection(before: CaseState, after: CaseState) -> None:
    """A window does not end by a return while somebody waits for a finding (domain §0.5)."""
    ended = {one.id: one.key for one in after.steps if one.status != "open"}
    shown = {one.id for one in before.steps if one.status == "open"}
    left = [one for one in after.objections if one.upheld is None and one.step_id in shown & ended.keys()]
    if left:
        raise ObjectionsWait(count=len(left))


def thens(matter: Matter, turn: Turn, to: str) -> list[Then]:
    """What may follow a return to ``to``, the usual first; not straight back past what was shown or voted on."""
    if shown_or_voted_since(matter, to, turn.visit) is None:
        return list(turn.step.returns)
    return [one for one in turn.step.returns if one != "straight_back"] or ["rerun"]


def _comes_back_to(
    matter: Matter, turn: Turn, command: c.SendBack, left: list[BlockState]
) -> tuple[str, ...]:
    """The spots that open after the correction; none when every step is walked again."""
    possible = thens(matter, turn, command.to)
    then = command.then or possible[0]
    if then not in possible and then not in turn.step.returns:
        raise ReturnsOtherwise(step=turn.step.title, then=THEN_LABELS[then])
    if then not in possible:
        between = shown_or_voted_since(matter, command.to, turn.visit)
        raise ShownOrVotedSince(step=between.title if between else turn.step.title)
    return stopped_by(matter, turn.visit, left) if then == "straight_back" else ()


def returns_from(matter: Matter, key: str) -> list[str]:
    """The keys of the earlier steps that people worked on in this case: what may be sent back to.

    Once there is an outcome nothing before it is opened again: a wrong entry can be mended, not the decision.
    """
    visited = {one.key for one in matter.state.steps if one.outcome != "skipped"}
    process = matter.process
    first = _determination(process) if matter.state.outcome is not None else 0
    later = {one.key for one in process.steps[first:]}
    earlier = [process.step(one) for one in before(process, key)]
    return [
        one.key
        for one in earlier
        if one.key in visited & later and body_of(one) and _has_one_place(process, one.key, key)
    ]


def withdraw(matter: Matter, command: c.Withdraw) -> list[e.Event]:
    """The nominating unit takes its case back, while it has not been reported upwards."""
    _require_right_to_withdraw(matter, command.actor)
    must_explain("撤回", command.reason)
    withdrawn = e.CaseWithdrawn(by=command.actor.id, reason=command.reason)
    place = returned_place(matter.process, matter.state, withdrawn=True)
    return [*abandoned(matter, "withdrawn", "推荐单位已撤回"), withdrawn, *place, e.CaseClosed()]


def _has_one_place(process: Process, target: str, key: str) -> bool:
    """A step walked for each line of a list can be gone back to from within the same line only."""
    mine = {block.key for block, _ in process.homes[key].around}
    lists = [block for block, _ in process.homes[target].around if isinstance(block, ForEachBlock)]
    return all(block.key in mine for block in lists)


def _lines_at(matter: Matter, visit: StepState, target: str) -> str:
    """The lines at which the target stands: those that it shares with the visit."""
    lists = sum(isinstance(block, ForEachBlock) for block, _ in matter.process.homes[target].around)
    return ".".join(visit.at.split(".")[:lists]) if visit.at else ""


def _left_behind(matter: Matter, visit: StepState, target: str, at: str) -> list[BlockState]:
    """The blocks around the visit that are not around the target, outermost first."""
    kept = {(one.block.key, one.at) for one in blocks_around(matter.process, target, at)}
    around = blocks_around(matter.process, visit.key, visit.at)
    left = [matter.state.open_block(one.block.key, one.at) for one in around]
    return [one for one in left if one is not None and (one.key, one.at) not in kept]


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
    opened = [one.key for one in matter.state.steps if one.status == "open"]
    return opened + [key_of(spot) for spot in matter.state.pending]


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


def ended_early(matter: Matter, because: str, ended: e.Event) -> list[e.Event]:
    """The case ends where it is, without an outcome: what is open closes, and its place comes back."""
    place = returned_place(matter.process, matter.state)
    return [*abandoned(matter, "terminated", because), ended, *place, e.CaseClosed()]


def abandoned(matter: Matter, outcome: StepOutcome, because: str) -> list[e.Event]:
    """Close everything that is open."""
    events: list[e.Event] = []
    for step in matter.state.steps:
        if step.status == "open":
            events += voided(matter.state, step, because, outcome)
    return events
