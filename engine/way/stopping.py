"""What ends although it is not done: visits and blocks that are stopped, and their windows."""

from collections.abc import Iterator, Sequence

from engine import events as e
from engine.definition import Process
from engine.state import BlockState, CaseState, StepOutcome, StepState
from engine.way.shape import is_within, steps_within
from engine.way.spots import read_spot
from engine.way.walk import Walk


def stop(walk: Walk, block: BlockState, because: str) -> None:
    """Stop all that goes on in a block, and the block."""
    stop_within(walk, block, because)
    settle(walk, block, "void")


def settle(walk: Walk, block: BlockState, outcome: StepOutcome, upcoming: tuple[str, ...] = ()) -> None:
    """End a block, and drop what is still to open in it."""
    drops = tuple(pending_within(walk, block))
    walk.say(e.BlockSettled(id=block.id, block=block.key, outcome=outcome, drops=drops, next=upcoming))


def stop_within(walk: Walk, block: BlockState, because: str, branch: int | None = None) -> None:
    """Void what is open in the block or in one branch of it, the blocks within included."""
    for visit in steps_within(walk.process, walk.state, block, branch):
        walk.say(*voided(walk.state, visit, because))
    inner = _blocks_within(walk.process, walk.state.blocks, block, branch)
    for one in inner:
        settle(walk, one, "void")


def _blocks_within(
    process: Process, blocks: Sequence[BlockState], outer: BlockState, branch: int | None
) -> list[BlockState]:
    return [
        one
        for one in reversed(blocks)
        if one.status == "open" and is_within(process, (one.key, one.at), outer, branch)
    ]


def pending_within(walk: Walk, block: BlockState, branch: int | None = None) -> Iterator[str]:
    """The spots of the block, or of one branch of it, that are about to open."""
    for spot in walk.state.pending:
        if is_within(walk.process, read_spot(spot), block, branch):
            yield spot


def voided(state: CaseState, step: StepState, because: str, outcome: StepOutcome = "void") -> list[e.Event]:
    """The end of a visit that is not done: its window, and the visit."""
    settled = e.StepSettled(
        id=step.id, step=step.key, visit=step.visit, outcome=outcome, next=(), because=because
    )
    return [*take_down(state, step), settled]


def take_down(state: CaseState, step: StepState) -> list[e.Event]:
    """Close the window of a publicity visit that ends, in whichever way."""
    shown = any(one.id == step.id and one.closed_at is None for one in state.windows)
    return [e.PublicityClosed(id=step.id, step=step.key)] if shown else []
