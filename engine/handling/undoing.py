"""What followed a visit is undone, as long as nobody has acted on it: the visit goes on as if it had not ended."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from engine import events as e
from engine.definition import RaceBlock
from engine.evolution import replay
from engine.matter import Matter
from engine.refusals import NextHasActed, NothingToTakeBack
from engine.state import BlockState, CaseState, CaseStatus, StepState
from engine.way.routing import settle
from engine.way.shape import Around, blocks_around, is_within
from engine.way.spots import written
from engine.way.stopping import stop, voided
from engine.way.straight_back import goes_straight, passage, take_up_again
from engine.way.walk import Walk

_DONE = ("approved", "done")
TAKEN_BACK = "上一环节已撤回办理"


@dataclass(frozen=True, slots=True)
class _Sequel:
    """What the end of a visit leads to: the spots of steps, the blocks entered, the branches that ended with it."""

    spots: frozenset[str]
    blocks: tuple[BlockState, ...]
    ended: tuple[e.BranchFinished, ...]


def reopened(matter: Matter, visit: StepState) -> list[e.Event]:
    """Raises NextHasActed when somebody was faster, NothingToTakeBack when the visit did not end well."""
    if visit.outcome not in _DONE:
        raise NothingToTakeBack
    if visit.key in {one.key for one in matter.process.former}:
        raise NextHasActed(what="事项已移到没有这个环节的版本")
    walk = Walk(matter.process, matter.state)
    if goes_straight(matter.process, matter.state, visit):
        return _reopened_after_straight(matter, walk, visit)
    stopped: list[BlockState] = []
    followers = _undo(matter, walk, visit, stopped)
    for later in _visits_after(matter, visit):
        if written(later.key, later.at) not in followers or _is_in(matter, later, stopped):
            continue
        _must_be_untouched(matter, later)
        if later.outcome in _DONE:  # the office did it by itself: what came of that goes as well
            followers |= _undo(matter, walk, later, stopped)
        elif _is_open(walk, later):
            walk.say(*voided(walk.state, later, TAKEN_BACK))
    _must_not_be_back(matter, visit)
    return [*walk.events, _again(matter, walk, visit, followers)]


def _reopened_after_straight(matter: Matter, walk: Walk, visit: StepState) -> list[e.Event]:
    """The case had come straight back: whatever opened there again is stopped, as long as nobody has acted on it."""
    for later in _visits_after(matter, visit):
        if written(later.key, later.at) in visit.back:
            _must_be_untouched(matter, later)
            if later.status != "open":
                raise NextHasActed(what=f"“{matter.step_of(later).title}”已经办完")
    _must_not_be_back(matter, visit)
    take_up_again(walk, matter, visit, TAKEN_BACK)
    for later in _visits_after(matter, visit):
        if written(later.key, later.at) in visit.back and _is_open(walk, later):
            walk.say(*voided(walk.state, later, TAKEN_BACK))
    return [*walk.events, _again(matter, walk, visit, visit.back)]


def _must_not_be_back(matter: Matter, visit: StepState) -> None:
    if any((one.key, one.at) == (visit.key, visit.at) for one in _visits_after(matter, visit)):
        raise NextHasActed(what=f"“{matter.step_of(visit).title}”已经重新办理")


def _again(matter: Matter, walk: Walk, visit: StepState, followers: Collection[str]) -> e.StepReopened:
    drops = tuple(spot for spot in walk.state.pending if spot in followers)
    left = tuple(one.id for one in matter.state.share_of(visit.id) if one.closed_with_step)
    status = _status(walk.state, visit)
    return e.StepReopened(id=visit.id, step=visit.key, status=status, reopens=left, drops=drops)


def _is_in(matter: Matter, visit: StepState, blocks: list[BlockState]) -> bool:
    return any(is_within(matter.process, (visit.key, visit.at), block) for block in blocks)


def _undo(matter: Matter, walk: Walk, visit: StepState, stopped: list[BlockState]) -> set[str]:
    """Stop the blocks that the end of the visit opened, take up the branch that it ended; the spots it led to."""
    sequel = _sequel(matter, visit)
    for block in sequel.blocks:
        for later in matter.state.steps[block.since :]:
            if _is_in(matter, later, [block]):
                _must_be_untouched(matter, later)
        if walk.state.open_block(block.key, block.at) is not None:
            stop(walk, block, TAKEN_BACK)
    stopped += sequel.blocks
    for around in blocks_around(matter.process, visit.key, visit.at):
        last = passage(walk.state, around)
        if last is not None and last.status == "settled":
            walk.say(e.BlockReopened(id=last.id, block=last.key))
    for ended in sequel.ended:
        walk.say(e.BranchReopened(id=ended.id, block=ended.block, branch=ended.branch))
    return set(sequel.spots)


def _is_open(walk: Walk, visit: StepState) -> bool:
    return any(one.id == visit.id and one.status == "open" for one in walk.state.steps)


def _sequel(matter: Matter, visit: StepState) -> _Sequel:
    """Found by ending the visit once more, in the case as it was before that."""
    before = replace(matter.state, pending=(), blocks=_blocks_before(matter, visit))
    again = settle(matter.process, before, visit, visit.outcome or "done", "")
    if any(isinstance(one, e.BlockRepeated) for one in again):
        raise NextHasActed(what="下一遍已经开始")
    after = replay(before, again, matter.now)
    around = {one.id for one in before.blocks}
    opened = after.blocks[len(before.blocks) :]
    return _Sequel(
        frozenset(after.pending),
        tuple(_now(matter, one) for one in opened if one.status == "open"),
        tuple(one for one in again if isinstance(one, e.BranchFinished) and one.id in around),
    )


def _blocks_before(matter: Matter, visit: StepState) -> tuple[BlockState, ...]:
    """The blocks around the visit as they were before it ended: open, its branch not done.

    Raises NextHasActed when one of them stopped other branches: what was stopped cannot be taken up again.
    """
    around = blocks_around(matter.process, visit.key, visit.at)
    if around and isinstance(around[-1].block, RaceBlock) and not matter.process.homes[visit.key].place:
        raise NextHasActed(what=f"“{around[-1].block.title}”的其他环节已经停止")
    return tuple(_goes_on(_unstopped(matter, one, visit), one.branch) for one in around)


def _goes_on(block: BlockState, branch: int | None) -> BlockState:
    """The block while this branch of it was not done."""
    done = tuple(one for one in block.done if one != branch)
    return replace(block, status="open", outcome=None, settled_at=None, done=done)


def _unstopped(matter: Matter, one: Around, visit: StepState) -> BlockState:
    """The last passage through the block. Raises NextHasActed when it was stopped, or stopped others."""
    block = passage(matter.state, one)
    stopped = block is None or (
        block.status == "settled"
        and (block.outcome != "done" or (block.kind != "repeat" and set(block.branches) != set(block.done)))
    )
    if block is None or stopped or visit not in matter.state.steps[block.since :]:
        raise NextHasActed(what=f"“{one.block.title}”已经办完")
    return block


def _now(matter: Matter, opened: BlockState) -> BlockState:
    """The block that was entered, as it is now. Raises NextHasActed when it is over."""
    found = matter.state.open_block(opened.key, opened.at)
    if found is None:
        raise NextHasActed(what=f"“{matter.process.block(opened.key).title}”已经办完")
    return found


def _visits_after(matter: Matter, visit: StepState) -> list[StepState]:
    every = matter.state.steps
    return list(every[[one.id for one in every].index(visit.id) + 1 :])


def _must_be_untouched(matter: Matter, later: StepState) -> None:
    title = matter.step_of(later).title
    for one in matter.state.share_of(later.id):
        if one.decided_at is not None:
            raise NextHasActed(what=f"“{title}”已由 {one.name} 办理")
    if any(one.id == later.id for one in matter.state.windows):
        raise NextHasActed(what=f"“{title}”已经开始公示")
    if later.kind == "sub_case" and later.result:
        raise NextHasActed(what=f"“{title}”已经发起")
    for opinion in matter.state.opinions:
        if opinion.step_id == later.id and opinion.answered_at and opinion.answered_at >= later.opened_at:
            raise NextHasActed(what=f"“{title}”已有{opinion.title}的答复")


def _status(state: CaseState, visit: StepState) -> CaseStatus:
    if visit.kind == "submit":
        return "draft" if visit.visit == 1 else "returned"
    shown = any(one.kind == "publicity" and one.status == "open" for one in state.steps)
    return "in_publicity" if shown else "under_way"
