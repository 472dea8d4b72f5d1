"""Where a spot stands among the blocks of its definition. Only the lines of lists are stored; the rest follows."""

from dataclasses import dataclass

from engine.definition import Block, ForEachBlock, Process, StepBase
from engine.state import BlockState, CaseState, StepState


@dataclass(frozen=True, slots=True)
class Around:
    """A block around a spot: at which lines of the lists outside it, and in which of its branches the spot is."""

    block: Block
    at: str
    branch: int | None


def blocks_around(process: Process, key: str, at: str) -> list[Around]:
    """The blocks around a spot, outermost first."""
    lines = at.split(".") if at else []
    found: list[Around] = []
    depth = 0
    for block, branch in process.homes[key].around:
        outer = ".".join(lines[:depth])
        if isinstance(block, ForEachBlock):
            found.append(Around(block, outer, int(lines[depth])))
            depth += 1
        else:
            found.append(Around(block, outer, branch))
    return found


def is_within(process: Process, spot: tuple[str, str], block: BlockState, branch: int | None = None) -> bool:
    """Whether a spot is inside this block (in this branch, when one is named)."""
    return any(
        one.block.key == block.key and one.at == block.at and branch in (None, one.branch)
        for one in blocks_around(process, *spot)
    )


def steps_within(
    process: Process, state: CaseState, block: BlockState, branch: int | None = None
) -> list[StepState]:
    """The open visits inside a block."""
    return [
        one
        for one in state.steps
        if one.status == "open" and is_within(process, (one.key, one.at), block, branch)
    ]


def before(process: Process, key: str) -> list[str]:
    """The keys of all steps read before ``key``, without those in other branches of a block around it."""
    home = process.homes[key]
    mine = dict.fromkeys(block.key for block, _ in home.around)
    branches = {block.key: branch for block, branch in home.around}
    found: list[str] = []
    for one in process.layout:
        if one.entry.key == key:
            break
        apart = any(block.key in mine and branches[block.key] != branch for block, branch in one.around)
        if isinstance(one.entry, StepBase) and not apart:
            found.append(one.entry.key)
    return found


def lines_of(process: Process, state: CaseState, key: str, at: str) -> list[str]:
    """The lines for which the spot is walked, outermost list first."""
    return [
        state_block.lines[around.branch or 0]
        for around in blocks_around(process, key, at)
        if isinstance(around.block, ForEachBlock)
        and (state_block := state.open_block(around.block.key, around.at)) is not None
    ]
