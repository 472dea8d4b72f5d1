"""What of a case a decision behind a gate relies on, as one digest."""

import hashlib
from collections.abc import Mapping

from engine.chain import canonical
from engine.definition import Process
from engine.state import CaseState


def relied_on(process: Process, gate: str) -> frozenset[str]:
    """The fields on which a decision behind the gate relies: those filled before the first step that waits for it."""
    fields: set[str] = set()
    for step in process.steps:
        if step.gate == gate:
            break
        fields |= {one.key for one in process.fields_at(step.key)}
    return frozenset(fields)


def digest_of(process: Process, state: CaseState, gate: str) -> str:
    """The digest of the answers that a decision behind the gate relies on.

    A sealed number counts by its keyed hash: sealing it anew with another key changes nothing that was decided on.
    """
    relied = relied_on(process, gate)
    answers = {key: _plain(value) for key, value in state.answers.items() if key in relied}
    return sha256_of([state.unit.key, answers])


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items() if key != "sealed"}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value


def sha256_of(value: object) -> str:
    """The SHA-256 of plain data, in the one way in which it is written for that."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()
