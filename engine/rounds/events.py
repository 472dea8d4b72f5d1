"""All that can have happened to a round. Its journal keeps these, chained like that of a case."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from engine.events.facts import Fact

Occasion = Literal["opened", "closed", "again"]


class PlannedPhase(Fact):
    """A part of the calendar as a round is opened with it."""

    key: str
    title: str
    opens_on: date
    closes_on: date
    last_on: date
    gate: str | None = None


class RoundOpened(Fact):
    """The round was opened under a version of its definition, with its calendar."""

    event: Literal["round.opened"] = "round.opened"
    round: str
    process: str
    version: str
    year: int
    title: str
    phases: tuple[PlannedPhase, ...]


class PhaseOpened(Fact):
    """A part of the calendar began."""

    event: Literal["phase.opened"] = "phase.opened"
    phase: str


class PhaseClosed(Fact):
    """A part of the calendar is over."""

    event: Literal["phase.closed"] = "phase.closed"
    phase: str


class PhaseRescheduled(Fact):
    """The days of a part of the calendar were changed (改期、延期). What had been closed goes on."""

    event: Literal["phase.rescheduled"] = "phase.rescheduled"
    phase: str
    opens_on: date
    closes_on: date
    last_on: date
    reason: str


class GateOpened(Fact):
    """Cases pass the gate."""

    event: Literal["gate.opened"] = "gate.opened"
    gate: str
    title: str


class GateClosed(Fact):
    """Cases that come from now on wait at the gate."""

    event: Literal["gate.closed"] = "gate.closed"
    gate: str
    title: str


class RoundFrozen(Fact):
    """The round's data was frozen at a gate; ``sha256`` is that of the canonical text, ``cases`` how many are in it."""

    event: Literal["round.frozen"] = "round.frozen"
    gate: str
    occasion: Occasion
    sha256: str
    cases: int
    reason: str = ""


RoundEvent = Annotated[
    RoundOpened | PhaseOpened | PhaseClosed | PhaseRescheduled | GateOpened | GateClosed | RoundFrozen,
    Field(discriminator="event"),
]
_EVENT: TypeAdapter[RoundEvent] = TypeAdapter(RoundEvent)


def read_round_event(payload: object) -> RoundEvent:
    """The event whose journal payload this is. Raises ValidationError for anything else."""
    return _EVENT.validate_python(payload, strict=False)
