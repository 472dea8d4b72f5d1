"""What is decided behind a gate relies on what was frozen there: a case that differs waits for another freeze."""

from collections.abc import Collection

from engine.deadlines import local_text
from engine.definition import Process
from engine.matter import Matter
from engine.refusals import ChangedSinceFrozen
from engine.rounds.digest import digest_of
from engine.rounds.state import CaseInRound
from engine.state import AssignmentState, CaseState, Person


def passable(
    process: Process, state: CaseState, within: CaseInRound, opened: Collection[str]
) -> frozenset[str]:
    """The gates that the case passes now: those ``opened`` at which it was frozen as it is, or nothing ever was."""
    return frozenset(gate for gate in opened if differs(process, state, within, gate) is None)


def differs(process: Process, state: CaseState, within: CaseInRound, gate: str) -> str | None:
    """How the case is not as it was frozen at the gate, in words; None when it is, or nothing was frozen there."""
    frozen = within.frozen.get(gate)
    if frozen is None or frozen.digest == digest_of(process, state, gate):
        return None
    return "才报送" if frozen.digest is None else "有改动"


def must_rest_on_what_was_frozen(matter: Matter, _actor: Person, mine: AssignmentState) -> None:
    """Nobody acts behind a gate on a case that is not as it was frozen there. Raises ChangedSinceFrozen."""
    step = matter.process.step(mine.step)
    if step.gate is None or matter.within is None:
        return
    how = differs(matter.process, matter.state, matter.within, step.gate)
    if how is not None:
        title = next((one.title for one in matter.process.gates if one.key == step.gate), step.gate)
        at = local_text(matter.within.frozen[step.gate].at)
        raise ChangedSinceFrozen(gate=title, at=at, what=how)
