"""Why a case waits at a gate of its round: from when on that opens, or what came after the freeze."""

from engine.deadlines import day_text
from engine.definition import Process
from engine.rounds.relying import differs
from engine.rounds.state import CaseInRound, RoundState
from engine.state import CaseState
from engine.way.spots import key_of
from models import round_records
from models.session import Session
from web.wording import Translate


def why_at_gates(session: Session, process: Process, state: CaseState, _: Translate) -> dict[str, str]:
    """By gate at which the case waits, why; empty where there is nothing to add."""
    gates = {process.step(key_of(spot)).gate for spot in state.pending} - {None}
    round_ = round_records.state_of(session, state.round) if gates and state.round else None
    within = round_records.within(session, state, gated=True) if round_ else None
    if round_ is None or within is None:
        return {}
    return {gate: _why(process, state, round_, within, gate, _) for gate in gates if gate is not None}


def _why(
    process: Process, state: CaseState, round_: RoundState, within: CaseInRound, gate: str, _: Translate
) -> str:
    if gate in round_.gates:
        how = differs(process, state, within, gate)
        return _("，数据冻结后才到或有改动，待补充冻结") if how else ""
    phase = round_.phase_behind(gate)
    return _("，{day}起").format(day=day_text(phase.opens_on)) if phase else ""
