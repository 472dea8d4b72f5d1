"""The round of the case that is played: what happens to it, by an act of the script or by its calendar."""

from collections.abc import Sequence
from datetime import datetime

from engine.refusals import NoSuchRound
from engine.rehearsal.stage import FIRST, Stage
from engine.rounds import keeping
from engine.rounds.digest import digest_of
from engine.rounds.events import GateClosed, GateOpened, RoundEvent, RoundOpened
from engine.rounds.evolving import replay_round
from engine.rounds.planning import named, planned
from engine.rounds.state import Frozen, RoundState


def gate_titles(stage: Stage) -> dict[str, str]:
    """The titles of the gates."""
    return {one.key: one.title for one in stage.process.gates}


def opened_round(stage: Stage) -> RoundState:
    """The round that the script opened. Raises NoSuchRound when it opened none."""
    if stage.round is None:
        raise NoSuchRound(round=stage.process.title)
    return stage.round


def open_round(stage: Stage, year: int) -> None:
    """Open the round of ``year`` with the calendar of the definition, and begin what has begun by now."""
    process = stage.process
    phases = planned(process.round, year, stage.calendar)
    key, title = f"{process.key}-{year}", named(process.round, process.title, year)
    opened = RoundOpened(round=key, process=process.key, version=FIRST, year=year, title=title, phases=phases)
    happens(stage, [opened])
    keep_round(stage)


def coming_of_round(stage: Stage) -> datetime | None:
    """When the clock has next to do with the round; nothing where the script opened none."""
    return keeping.coming(stage.round) if stage.round is not None else None


def keep_round(stage: Stage) -> None:
    """What the clock does to the round by now."""
    happens(stage, keeping.by_the_clock(opened_round(stage), gate_titles(stage), stage.now))


def happens(stage: Stage, events: Sequence[RoundEvent], actor: str | None = None) -> None:
    """These events happen to the round: gates move, and at one that opens the case is frozen as it is."""
    if not events:
        return
    stage.round = replay_round(stage.round, events, stage.now, actor)
    for one in events:
        match one:
            case GateOpened(gate=gate):
                stage.gates.add(gate)
                freeze(stage, gate)
            case GateClosed(gate=gate):
                stage.gates.discard(gate)


def freeze(stage: Stage, gate: str) -> None:
    """Freeze the case at the gate; a draft is not of the round's data yet."""
    handed_in = stage.state is not None and stage.state.subject is not None
    digest = digest_of(stage.process, stage.case, gate) if handed_in else None
    stage.frozen[gate] = Frozen(stage.now, digest)
