"""Where each step and block stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.definition.blocks import (
    Block,
    ChoiceBlock,
    ForEachBlock,
    ParallelBlock,
    RaceBlock,
    RepeatBlock,
    Step,
)


@dataclass(frozen=True, slots=True)
class Home:
    """Where an entry stands: in which list, at which place, and in which branch of which blocks, outermost first.

    The branch is None where there is none to name: in a repeat, and in a for-each, where the line says it.
    """

    entry: Step | Block
    siblings: tuple[Step | Block, ...]
    place: int
    around: tuple[tuple[Block, int | None], ...]
    path: tuple[str | int, ...]


def places(
    entries: list[Step | Block],
    around: tuple[tuple[Block, int | None], ...],
    path: tuple[str | int, ...],
) -> Iterator[Home]:
    """Each entry with its place, in the order of reading, those within blocks after their block."""
    for place, entry in enumerate(entries):
        here = (*path, place)
        yield Home(entry, tuple(entries), place, around, here)
        match entry:
            case ForEachBlock() | RepeatBlock():
                yield from places(entry.steps, (*around, (entry, None)), (*here, "steps"))
            case ParallelBlock() | ChoiceBlock() | RaceBlock():
                for n, branch in enumerate(entry.branches):
                    yield from places(branch.steps, (*around, (entry, n)), (*here, "branches", n, "steps"))
