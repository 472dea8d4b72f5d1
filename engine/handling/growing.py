"""增加一项: another line for a list that the case is being walked for."""

from engine import commands as c
from engine import events as e
from engine.definition import ForEachBlock
from engine.handling.guards import admit
from engine.handling.settling import ADVICE
from engine.matter import Matter, Turn
from engine.refusals import LineMissing, LineThereAlready, ListDoesNotGrow
from engine.state import BlockState
from engine.way.blocks import add_line
from engine.way.shape import blocks_around
from engine.way.walk import Walk


def grow(matter: Matter, command: c.AddLine) -> list[e.Event]:
    """Walk the steps for one more line as well. Raises ListDoesNotGrow, LineThereAlready, LineMissing."""
    turn = admit(matter, command.actor, command.assignment)
    block = growing_block(matter, turn) if turn.mine.via not in ADVICE else None
    if block is None:
        raise ListDoesNotGrow(step=turn.step.title)
    line = command.line.strip()
    if not line:
        raise LineMissing
    if line in block.lines:
        raise LineThereAlready(line=line)
    walk = Walk(matter.process, matter.state)
    add_line(walk, block, line, command.actor.id)
    return walk.events


def growing_block(matter: Matter, turn: Turn) -> BlockState | None:
    """The innermost for-each around the visit whose list may grow."""
    for one in reversed(blocks_around(matter.process, turn.visit.key, turn.visit.at)):
        if isinstance(one.block, ForEachBlock) and one.block.grows:
            return matter.state.open_block(one.block.key, one.at)
    return None
