"""改好后直接回到: after the correction the case stands again where it was sent back from.

What the return stopped is kept as spots (``back``) with the visit that corrects. When that visit is done, the blocks
around these spots go on as they were, and every spot opens anew: new visits, new shares, new due dates.
"""

from engine import events as e
from engine.definition import BallotStep, ForEachBlock, Process, PublicityStep, Step
from engine.matter import Matter
from engine.state import BlockState, CaseState, StepOutcome, StepState
from engine.way.shape import Around, blocks_around, is_within
from engine.way.spots import read_spot, written
from engine.way.stopping import stop
from engine.way.walk import Walk


def stopped_by(matter: Matter, visit: StepState, left: list[BlockState]) -> tuple[str, ...]:
    """The spots that a return stops: that of the visit first, then all that is at work in the blocks it leaves."""
    state = matter.state
    here = [written(one.key, one.at) for one in state.steps if one.status == "open"] + list(state.pending)
    others = [
        spot for spot in here if any(is_within(matter.process, read_spot(spot), block) for block in left)
    ]
    return tuple(dict.fromkeys([written(visit.key, visit.at), *others]))


def shown_or_voted_since(matter: Matter, to: str, visit: StepState) -> Step | None:
    """A showing, vote or exception that the case has passed since it was at ``to``: about what is to be changed.

    What goes on beside ``to`` in another branch, or for another line, is not walked again in either case.
    """
    keys = [one.key for one in matter.state.steps]
    last = len(keys) - 1 - keys[::-1].index(to)
    waived = {one.step for one in matter.state.waivers.values()}
    for one in matter.state.steps[last + 1 :]:
        step = matter.process.step(one.key)
        over = one.status == "settled" and one.outcome in ("done", "approved") and one.key != visit.key
        rests = isinstance(step, PublicityStep | BallotStep) or one.key in waived
        if over and rests and not _is_beside(matter, one, to, visit):
            return step
    return None


def _is_beside(matter: Matter, one: StepState, to: str, visit: StepState) -> bool:
    around = blocks_around(matter.process, visit.key, visit.at)
    shared = {block.key for block, _ in matter.process.homes[to].around}
    mine = {(here.block.key, here.at): here.branch for here in around if here.block.key in shared}
    theirs = blocks_around(matter.process, one.key, one.at)
    return any(mine.get((there.block.key, there.at), there.branch) != there.branch for there in theirs)


def goes_straight(process: Process, state: CaseState, visit: StepState) -> bool:
    """Whether the end of the visit leads straight back; not when a list that was being walked has changed since."""
    if not visit.back or any(read_spot(spot)[0] not in process.homes for spot in visit.back):
        return False
    unchanged = all(_is_unchanged(state, one) for one in _around(process, visit.back))
    return unchanged and bool(_kept(process, state, visit.back))


def go_straight(walk: Walk, visit: StepState, outcome: StepOutcome, because: str) -> None:
    """End the visit, leave the blocks around it alone, and take up those around the spots."""
    spots = _kept(walk.process, walk.state, visit.back)
    walk.say(
        e.StepSettled(
            id=visit.id, step=visit.key, visit=visit.visit, outcome=outcome, next=spots, because=because
        )
    )
    for block in _left(walk, visit):
        if walk.state.open_block(block.key, block.at) is not None:
            stop(walk, block, because)
    for around in _around(walk.process, spots):
        last = passage(walk.state, around)
        if last is not None and last.status != "open":
            cut = _cut_off(walk.state, around)
            walk.say(e.BlockResumed(id=last.id, block=last.key, cut=cut))


def take_up_again(walk: Walk, matter: Matter, visit: StepState, because: str) -> None:
    """Undo ``go_straight``: stop what went on again, and open the blocks around the visit."""
    mine = {(one.block.key, one.at) for one in blocks_around(walk.process, visit.key, visit.at)}
    for one in _around(walk.process, visit.back):
        block = walk.state.open_block(one.block.key, one.at)
        if block is not None and (block.key, block.at) not in mine:
            stop(walk, block, because)
    for around in blocks_around(walk.process, visit.key, visit.at):
        last = passage(matter.state, around)
        if last is not None and last.status != "open":
            walk.say(e.BlockReopened(id=last.id, block=last.key))


def passage(state: CaseState, one: Around) -> BlockState | None:
    """The last passage through a block."""
    found = [block for block in state.blocks if (block.key, block.at) == (one.block.key, one.at)]
    return found[-1] if found else None


def _around(process: Process, spots: tuple[str, ...]) -> list[Around]:
    """The blocks around all of the spots, outer ones before inner ones, each once."""
    found: dict[tuple[str, str], Around] = {}
    for spot in spots:
        for one in blocks_around(process, *read_spot(spot)):
            found.setdefault((one.block.key, one.at), one)
    return list(found.values())


def _left(walk: Walk, visit: StepState) -> list[BlockState]:
    """The blocks around the visit that are around none of the spots, outermost first."""
    kept = {(one.block.key, one.at) for one in _around(walk.process, visit.back)}
    around = blocks_around(walk.process, visit.key, visit.at)
    found = [walk.state.open_block(one.block.key, one.at) for one in around]
    return [one for one in found if one is not None and (one.key, one.at) not in kept]


def _is_unchanged(state: CaseState, one: Around) -> bool:
    """A list is what it was; lines that were added on the way stand after those of the form."""
    block = passage(state, one)
    if block is None:
        return False
    if not isinstance(one.block, ForEachBlock) or block.status == "open":
        return True
    lines = _listed(state, one.block)
    return lines == block.lines or (one.block.grows and lines == block.lines[: len(lines)])


def _kept(process: Process, state: CaseState, spots: tuple[str, ...]) -> tuple[str, ...]:
    """The spots that open again: those for lines that the correction has cut off stay out."""

    def is_cut(spot: str) -> bool:
        around = blocks_around(process, *read_spot(spot))
        return any(one.branch in _cut_off(state, one) for one in around)

    return tuple(spot for spot in spots if not is_cut(spot))


def _cut_off(state: CaseState, one: Around) -> tuple[int, ...]:
    """The lines of a growing list that the form has no more; lines that were added on the way are not the form's."""
    block = passage(state, one)
    if block is None or not isinstance(one.block, ForEachBlock) or not one.block.grows:
        return ()
    return tuple(range(len(_listed(state, one.block)), len(block.lines) - block.grown))


def _listed(state: CaseState, block: ForEachBlock) -> tuple[str, ...]:
    """The lines of the list as the form has them now."""
    listed = state.answers.get(block.over)
    return tuple(map(str, listed)) if isinstance(listed, list | tuple) else ()
