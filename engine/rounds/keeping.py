"""Keeping a round to its calendar: what the clock does, and what a person does at a gate or to a phase."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from engine.deadlines import day_text, end_of
from engine.handling.guards import must_explain
from engine.refusals import GateAlready, GateNotOpen, PhaseAlready, PhaseNotBegun
from engine.rounds.events import GateClosed, GateOpened, PhaseClosed, PhaseOpened, RoundEvent
from engine.rounds.planning import phase_of
from engine.rounds.state import PhaseState, RoundState


def by_the_clock(state: RoundState, gates: Mapping[str, str], now: datetime) -> list[RoundEvent]:
    """What is due by now, in the order of its moments; asked again there is nothing left.

    ``gates`` are the titles of the definition's gates. After downtime all that was missed comes at once. What was
    opened before is never opened again, so what a person closed stays closed.
    """
    due = [(moment, n, events) for n, one in enumerate(state.phases) for moment, events in _due(one, gates)]
    due.sort(key=lambda one: one[:2])
    return _new(state, [event for moment, _, several in due if moment <= now for event in several])


def coming(state: RoundState) -> datetime | None:
    """When the clock has next to do with the round, also if that is over by now; None when all is done."""
    return min((moment for one in state.phases for moment, _ in _due(one, {})), default=None)


def close_phase(state: RoundState, key: str, gates: Mapping[str, str]) -> list[RoundEvent]:
    """A person ends a part of the calendar before its time, and with it its gate. Raises NoSuchPhase, PhaseAlready."""
    phase = phase_of(state, key)
    if phase.closed_at is not None:
        raise PhaseAlready(phase=phase.title)
    events: list[RoundEvent] = [] if phase.opened_at else [PhaseOpened(phase=key)]
    return [*events, *_new(state, _closing(phase, gates))]


def open_gate(state: RoundState, gate: str, title: str, now: datetime) -> list[RoundEvent]:
    """A person opens a gate. Raises GateAlready, and PhaseNotBegun before the first day of the gate's phase."""
    if gate in state.gates:
        raise GateAlready(gate=title, how="打开")
    phase = state.phase_behind(gate)
    if phase is None:
        return [GateOpened(gate=gate, title=title)]
    if now < _beginning(phase):
        raise PhaseNotBegun(phase=phase.title, day=day_text(phase.opens_on), gate=title)
    begun: list[RoundEvent] = [] if phase.opened_at else [PhaseOpened(phase=phase.key)]
    return [*begun, GateOpened(gate=gate, title=title)]


def close_gate(state: RoundState, gate: str, title: str) -> list[RoundEvent]:
    """A person closes a gate; the phase goes on, its clock does not open it again. Raises GateAlready."""
    if gate not in state.gates:
        raise GateAlready(gate=title, how="关闭")
    return [GateClosed(gate=gate, title=title)]


def must_be_open_to_freeze(state: RoundState, gate: str, title: str, reason: str) -> None:
    """What came after the freeze is taken up with a reason, while the gate is open. Raises GateNotOpen."""
    if gate not in state.gates:
        raise GateNotOpen(gate=title)
    must_explain("补充冻结", reason)


def _due(phase: PhaseState, gates: Mapping[str, str]) -> Iterator[tuple[datetime, list[RoundEvent]]]:
    opening: list[RoundEvent] = [PhaseOpened(phase=phase.key)]
    if phase.gate is not None:
        opening.append(GateOpened(gate=phase.gate, title=gates.get(phase.gate, phase.title)))
    if phase.opened_at is None and phase.closed_at is None:
        yield _beginning(phase), opening
    if phase.closed_at is None:
        yield end_of(phase.last_on), list(_closing(phase, gates))


def _closing(phase: PhaseState, gates: Mapping[str, str]) -> Iterator[RoundEvent]:
    if phase.gate is not None:
        yield GateClosed(gate=phase.gate, title=gates.get(phase.gate, phase.title))
    yield PhaseClosed(phase=phase.key)


def _new(state: RoundState, events: Iterable[RoundEvent]) -> list[RoundEvent]:
    """Without the opening of gates that are open by then, and the closing of those that are not: a person was first."""
    is_open, new = set(state.gates), []
    for event in events:
        match event:
            case GateOpened(gate=gate) if gate not in is_open:
                is_open.add(gate)
            case GateClosed(gate=gate) if gate in is_open:
                is_open.remove(gate)
            case GateOpened() | GateClosed():
                continue
        new.append(event)
    return new


def _beginning(phase: PhaseState) -> datetime:
    return end_of(phase.opens_on - timedelta(days=1))
