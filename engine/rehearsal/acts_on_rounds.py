"""The acts on the round of the case: opened with its calendar, other days, ended early, its gates and freezes."""

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator

from engine.deadlines import local_date
from engine.definition import Key
from engine.refusals import GateAlready, RoundAlreadyOpen
from engine.rehearsal.act import Act
from engine.rehearsal.round_on_stage import freeze, gate_titles, happens, open_round, opened_round
from engine.rehearsal.script import Text, read_day
from engine.rehearsal.stage import Stage
from engine.rounds import keeping
from engine.rounds.planning import Span, grace_of, phase_of, reschedule
from engine.rounds.state import INTAKE

Until = Annotated[date, BeforeValidator(read_day)]


class OpenRound(Act):
    """Open the round of a year, that of the moment when none is written, with the calendar of the definition.

    A script that opens none has no calendar, and nothing is frozen.
    """

    year: int | None = None

    def command(self, stage: Stage) -> None:
        """Raises RoundAlreadyOpen."""
        year = self.year or local_date(stage.now).year
        if stage.round is not None:
            raise RoundAlreadyOpen(process=stage.process.title, year=stage.round.year)
        open_round(stage, year)


class ExtendRound(Act):
    """Give a part of the calendar (``intake`` when none is named) another last day, or first day, with the reason."""

    phase: Key = INTAKE
    until: Until
    since: Until | None = None
    reason: Text = "延期"

    def command(self, stage: Stage) -> None:
        """Raises NoSuchPhase, CommentMissing and CalendarUnfit."""
        state = opened_round(stage)
        first = self.since or phase_of(state, self.phase).opens_on
        event = reschedule(
            state,
            self.phase,
            Span(first, self.until),
            self.reason,
            grace=grace_of(stage.process.round),
            now=stage.now,
            calendar=stage.calendar,
        )
        happens(stage, [event], self.actor)


class CloseRound(Act):
    """End a part of the calendar (``intake`` when none is named) before its time."""

    phase: Key = INTAKE

    def command(self, stage: Stage) -> None:
        """Raises NoSuchPhase and PhaseAlready."""
        events = keeping.close_phase(opened_round(stage), self.phase, gate_titles(stage))
        happens(stage, events, self.actor or "")


class Freeze(Act):
    """Freeze again at an open gate: the case is taken up as it is now."""

    gate: Key
    reason: Text = "补充冻结"

    def command(self, stage: Stage) -> None:
        """Raises GateNotOpen and CommentMissing."""
        title = gate_titles(stage).get(self.gate, self.gate)
        keeping.must_be_open_to_freeze(opened_round(stage), self.gate, title, self.reason)
        freeze(stage, self.gate)


class OnGate(Act):
    """An act on a gate of the round."""

    gate: Key

    def title(self, stage: Stage) -> str:
        """What the gate is called."""
        return gate_titles(stage).get(self.gate, self.gate)


class OpenGate(OnGate):
    """Open a gate of the round: what waits behind it opens."""

    def command(self, stage: Stage) -> None:
        """Raises GateAlready, and PhaseNotBegun where the round has a calendar."""
        if stage.round is not None:
            events = keeping.open_gate(stage.round, self.gate, self.title(stage), stage.now)
            happens(stage, events, self.actor)
            return
        if self.gate in stage.gates:
            raise GateAlready(gate=self.title(stage), how="打开")
        stage.gates.add(self.gate)


class CloseGate(OnGate):
    """Close a gate of the round again: what comes later waits."""

    def command(self, stage: Stage) -> None:
        """Raises GateAlready."""
        if self.gate not in stage.gates:
            raise GateAlready(gate=self.title(stage), how="关闭")
        if stage.round is not None:
            happens(stage, keeping.close_gate(stage.round, self.gate, self.title(stage)), self.actor)
            return
        stage.gates.remove(self.gate)
