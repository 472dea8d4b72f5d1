"""What followed a visit is undone, as long as nobody has acted on it: the visit goes on as if it had not ended."""

from dataclasses import dataclass, replace

from engine import events as e
from engine.blocks import Walk, stop, voided
from engine.definition import RaceBlock
from engine.evolution import replay
from engine.matter import Matter
from engine.refusals import NextHasActed, NothingToTakeBack
from engine.routing import settle
from engine.shape import Around, blocks_around, is_within
from engine.spots import written
from engine.state import BlockState, CaseState, CaseStatus, StepState

TAKEN_BACK = "上一环节已撤回办理"


@dataclass(frozen=True, slots=True)
class _Sequel:
    """What the end of a visit leads to: the spots of steps, the blocks entered, the branch that ended with it."""

    spots: frozenset[str]
    blocks: tuple[BlockState, ...]
    ended: e.BranchFinished | None


def reopened(matter: Matter, visit: StepState) -> list[e.Event]:
    """Raises NextHasActed when somebody was faster, NothingToTakeBack when the visit did not end well."""
    if visit.outcome not in ("approved", "done"):
        raise NothingToTakeBack
    walk = Walk(matter.process, matter.state)
    followers = _undo(matter, walk, visit)
    for later in _visits_after(matter, visit):
        if written(later.key, later.at) not in followers:
            continue
        _must_be_untouched(matter, later)
        if later.status == "settled":  # the office did it by itself: what came of that goes as well
            followers |= _undo(matter, walk, later)
        elif _is_open(walk, later):
            walk.say(*voided(walk.state, later, TAKEN_BACK))
    drops = tuple(spot for spot in walk.state.pending if spot in followers)
    left = tuple(one.id for one in matter.state.share_of(visit.id) if one.closed_with_step)
    status = _status(walk.state, visit)
    again = e.StepReopened(id=visit.id, step=visit.key, status=status, reopens=left, drops=drops)
    return [*walk.events, again]


def _undo(matter: Matter, walk: Walk, visit: StepState) -> set[str]:
    """Stop the blocks that the end of the visit opened, take up the branch that it ended; the spots it led to."""
    sequel = _sequel(matter, visit)
    for block in sequel.blocks:
        for later in matter.state.steps:
            if is_within(matter.process, (later.key, later.at), block) and later.opened_at >= block.opened_at:
                _must_be_untouched(matter, later)
        if walk.state.open_block(block.key, block.at) is not None:
            stop(walk, block, TAKEN_BACK)
    if sequel.ended is not None:
        ended = sequel.ended
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
    opened = after.blocks[len(before.blocks) :]
    return _Sequel(
        frozenset(after.pending),
        tuple(_now(matter, one) for one in opened if one.status == "open"),
        next((one for one in again if isinstance(one, e.BranchFinished)), None),
    )


def _blocks_before(matter: Matter, visit: StepState) -> tuple[BlockState, ...]:
    """The blocks around the visit, its own branch not done. Raises NextHasActed when one of them is over."""
    around = blocks_around(matter.process, visit.key, visit.at)
    blocks = [_now(matter, one) for one in around]
    if around and isinstance(around[-1].block, RaceBlock) and not matter.process.homes[visit.key].place:
        raise NextHasActed(what=f"“{around[-1].block.title}”的其他环节已经停止")
    if blocks:
        done = tuple(one for one in blocks[-1].done if one != around[-1].branch)
        blocks[-1] = replace(blocks[-1], done=done)
    return tuple(blocks)


def _now(matter: Matter, one: Around | BlockState) -> BlockState:
    """The block as it is now. Raises NextHasActed when it is over."""
    key = one.block.key if isinstance(one, Around) else one.key
    found = matter.state.open_block(key, one.at)
    if found is None:
        raise NextHasActed(what=f"“{matter.process.block(key).title}”已经办完")
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
