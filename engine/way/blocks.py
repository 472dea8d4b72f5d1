"""The way through blocks: what is entered, what ends a branch, what stops the others, and what follows.

Every function here tells a ``Walk`` what happens. The walk keeps the events and sees the case as each of them
leaves it, so that what is asked next is asked of the case as it is by then.
"""

from engine import events as e
from engine.conditions import Facts, holds
from engine.definition import (
    Block,
    ChoiceBlock,
    ForEachBlock,
    Join,
    ParallelBlock,
    Process,
    RaceBlock,
    RepeatBlock,
    StepBase,
    branches_of,
)
from engine.state import BlockState, CaseState, StepState
from engine.tables import rows_in_words
from engine.way.identity import id_within, step_id
from engine.way.shape import blocks_around
from engine.way.spots import into_line, out_of_line, read_spot, written
from engine.way.stopping import pending_within, settle, stop_within
from engine.way.walk import Walk, after, facts_at

_STOPPED = "并行的其他环节已经满足要求"


def go_on(walk: Walk, key: str, at: str) -> None:
    """Once the entry is done: enter what follows it, or leave the list it stands in."""
    upcoming = after(walk.process, key, at)
    if upcoming is not None:
        enter(walk, upcoming)
    else:
        _leave(walk, key, at)


def enter(walk: Walk, spot: str) -> None:
    """Skip what is to be skipped and open what has branches; a step that is not skipped stays pending."""
    key, at = read_spot(spot)
    entry = walk.process.homes[key].entry
    if not isinstance(entry, StepBase):
        _enter_block(walk, entry, at)
    elif entry.skip_if is not None and holds(
        entry.skip_if, facts := facts_at(walk.process, walk.state, key, at)
    ):
        pass_by(walk, spot, rows_in_words(walk.process.tables, [entry.skip_if], facts))


def pass_by(walk: Walk, spot: str, because: str) -> None:
    """Skip the step, and enter what follows it."""
    key, at = read_spot(spot)
    identity, visit = step_id(walk.state, key, at)
    upcoming = _next(after(walk.process, key, at))
    kind = walk.process.step(key).kind
    walk.say(
        e.StepSkipped(id=identity, step=key, kind=kind, visit=visit, next=upcoming, at=at, because=because)
    )
    go_on(walk, key, at)


def choose(walk: Walk, visit: StepState) -> None:
    """Where a race waits for its first, and this visit is it, stop the other branches."""
    home = walk.process.homes[visit.key]
    around = blocks_around(walk.process, visit.key, visit.at)
    if home.place or not around or not isinstance(around[-1].block, RaceBlock):
        return
    branch = around[-1].branch or 0
    block = walk.state.open_block(around[-1].block.key, around[-1].at)
    if block is None or len(block.branches) == 1:
        return
    others = [one for one in block.branches if one != branch]
    drops = tuple(spot for other in others for spot in pending_within(walk, block, other))
    walk.say(e.BranchChosen(id=block.id, block=block.key, branch=branch, drops=drops))
    for other in others:
        stop_within(walk, block, "另一个环节已经先办理", other)


def enter_again(walk: Walk, key: str, at: str) -> None:
    """Open the blocks around an earlier spot that are over, with the one branch that leads there."""
    shut = [
        one
        for one in blocks_around(walk.process, key, at)
        if walk.state.open_block(one.block.key, one.at) is None
    ]
    inner = [*(written(one.block.key, one.at) for one in shut), written(key, at)][1:]
    for one, following in zip(shut, inner, strict=bool(shut)):
        _open(walk, one.block, one.at, (one.branch or 0,), nexts=(following,))


def way_back_to(process: Process, state: CaseState, key: str, at: str) -> str:
    """What the visit that sends back is followed by: the spot, or the outermost block around it that is over."""
    for one in blocks_around(process, key, at):
        if state.open_block(one.block.key, one.at) is None:
            return written(one.block.key, one.at)
    return written(key, at)


def add_line(walk: Walk, block: BlockState, line: str, by: str) -> None:
    """Walk a for-each for one more line."""
    entry = walk.process.block(block.key)
    at = into_line(block.at, len(block.lines))
    first = written(branches_of(entry)[0].steps[0].key, at)
    walk.say(e.BlockGrown(id=block.id, block=block.key, line=line, by=by, next=(first,)))
    enter(walk, first)


def _next(spot: str | None) -> tuple[str, ...]:
    return (spot,) if spot else ()


def _enter_block(walk: Walk, block: Block, at: str) -> None:
    branches, lines = _taken(walk, block, at)
    _open(walk, block, at, branches, lines=lines, because=_because(walk, block, at))
    opened = walk.state.open_block(block.key, at)
    if opened is None:
        return
    for branch in branches:
        if _is_open(walk, opened.id, branch):
            _enter_branch(walk, block, at, branch)
    if not branches:
        _end(walk, opened)


def _enter_branch(walk: Walk, block: Block, at: str, branch: int) -> None:
    first = _first(block, at, branch)
    if first is None:
        _finish(walk, block, at, branch)
    elif first in walk.state.pending:
        enter(walk, first)


def _taken(walk: Walk, block: Block, at: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """The branches to take now, and the lines of the list if there is one."""
    match block:
        case ForEachBlock(over=field):
            listed = walk.state.answers.get(field)
            lines = tuple(map(str, listed)) if isinstance(listed, list | tuple) else ()
            return tuple(range(len(lines))), lines
        case ChoiceBlock():
            return _chosen(block, facts_at(walk.process, walk.state, block.key, at)), ()
        case _:
            return tuple(range(len(branches_of(block)))), ()


def _because(walk: Walk, block: Block, at: str) -> str:
    """The rows of decision tables that a choice rests on."""
    if not isinstance(block, ChoiceBlock):
        return ""
    asked = [one.when for one in block.branches if one.when is not None]
    return rows_in_words(walk.process.tables, asked, facts_at(walk.process, walk.state, block.key, at))


def _chosen(block: ChoiceBlock, facts: Facts) -> tuple[int, ...]:
    held = [n for n, one in enumerate(block.branches) if one.when is not None and holds(one.when, facts)]
    if not held:
        held = [n for n, one in enumerate(block.branches) if one.otherwise]
    return tuple(held[:1] if block.mode == "one" else held)


def _open(
    walk: Walk,
    block: Block,
    at: str,
    branches: tuple[int, ...],
    *,
    lines: tuple[str, ...] = (),
    nexts: tuple[str, ...] | None = None,
    because: str = "",
) -> None:
    visit = 1 + sum((one.key, one.at) == (block.key, at) for one in walk.state.blocks)
    firsts = tuple(spot for branch in branches if (spot := _first(block, at, branch)))
    walk.say(
        e.BlockOpened(
            id=id_within(walk.state.id, "block", written(block.key, at), visit),
            block=block.key,
            kind=block.kind,
            visit=visit,
            at=at,
            branches=branches,
            needed=_needed(_join(block)) if nexts is None else None,
            lines=lines,
            next=firsts if nexts is None else nexts,
            because=because,
        )
    )


def _join(block: Block) -> Join:
    return block.join if isinstance(block, ParallelBlock | ForEachBlock) else "all"


def _needed(join: Join) -> int | None:
    if isinstance(join, int):
        return join
    return 1 if join == "first" else None


def _first(block: Block, at: str, branch: int) -> str | None:
    """The first spot of a branch; None when there is nothing to do in it."""
    within = into_line(at, branch) if isinstance(block, ForEachBlock) else at
    steps = branches_of(block)[branch if len(branches_of(block)) > 1 else 0].steps
    return written(steps[0].key, within) if steps else None


def _leave(walk: Walk, key: str, at: str) -> None:
    """At the end of a list of steps: of a branch, of a round, or of the case."""
    around = walk.process.homes[key].around
    if not around:
        walk.say(e.CaseClosed())
        return
    block, branch = around[-1]
    if isinstance(block, RepeatBlock):
        _once_more(walk, block, at)
    elif isinstance(block, ForEachBlock):
        outer, line = out_of_line(at)
        _finish(walk, block, outer, line)
    else:
        _finish(walk, block, at, branch or 0)


def _finish(walk: Walk, block: Block, at: str, branch: int) -> None:
    opened = walk.state.open_block(block.key, at)
    if opened is None:
        message = f"branch {branch} of {block.key} ends, but the block is not open"
        raise LookupError(message)
    walk.say(e.BranchFinished(id=opened.id, block=block.key, branch=branch))
    joined = walk.state.open_block(block.key, at)
    if joined is not None and joined.is_joined:
        _end(walk, joined)


def _once_more(walk: Walk, block: RepeatBlock, at: str) -> None:
    opened = walk.state.open_block(block.key, at)
    if opened is None:
        message = f"a round of {block.key} ends, but the block is not open"
        raise LookupError(message)
    done = holds(block.until, facts_at(walk.process, walk.state, block.key, at))
    if done or opened.times >= block.limit:
        _end(walk, opened)
        return
    first = written(block.steps[0].key, at)
    walk.say(e.BlockRepeated(id=opened.id, block=block.key, times=opened.times + 1, next=(first,)))
    enter(walk, first)


def _end(walk: Walk, block: BlockState) -> None:
    """The block is done: whatever still goes on in it is stopped, and what follows it comes."""
    stop_within(walk, block, _STOPPED)
    settle(walk, block, "done", _next(after(walk.process, block.key, block.at)))
    go_on(walk, block.key, block.at)


def _is_open(walk: Walk, block_id: str, branch: int) -> bool:
    """Whether the block still waits for this branch: an empty one before it may have ended it all."""
    return any(
        one.id == block_id and one.status == "open" and branch in one.branches and branch not in one.done
        for one in walk.state.blocks
    )
