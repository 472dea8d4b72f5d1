"""What the way ahead hangs on that is still to be filled in: a button must not name a way that nobody has chosen."""

from collections.abc import Iterator, Sequence

from engine import events as e
from engine.conditions import Condition, fields_named, fields_of
from engine.definition import ChoiceBlock, Process, RepeatBlock
from engine.matter import Matter
from engine.state import StepState
from engine.way.spots import key_of

OF_THE_WAY = (e.StepSkipped, e.BlockOpened, e.BlockRepeated)
"""What happens or not by the way that is chosen."""


def still_asked(after: Matter, visit: StepState, events: Sequence[e.Event]) -> tuple[str, ...]:
    """The labels of fields of the visit's own form that have no answer, and by whose answers the way was chosen."""
    asked = {
        name
        for condition in _looked_at(after, events)
        if condition is not None
        for name in fields_named(fields_of(condition))
    }
    own = after.process.fields_at(visit.key)
    return tuple(one.label for one in own if one.key in asked and after.state.answers.get(one.key) is None)


def _looked_at(after: Matter, events: Sequence[e.Event]) -> Iterator[Condition | None]:
    process = after.process
    for event in events:
        match event:
            case e.BlockOpened(kind="choice"):
                yield from _of_branches(process, event.block)
            case e.BlockSettled() | e.BlockRepeated():
                block = process.block(event.block)
                yield block.until if isinstance(block, RepeatBlock) else None
            case e.StepSkipped():
                yield process.step(event.step).skip_if
    for spot in after.state.pending:
        yield process.step(key_of(spot)).skip_if


def _of_branches(process: Process, key: str) -> Iterator[Condition | None]:
    block = process.block(key)
    if isinstance(block, ChoiceBlock):
        yield from (branch.when for branch in block.branches)
