"""Freezing a round at a gate: what is in it, the hash of it, and what came after it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from engine.chain import moment
from engine.definition import Process
from engine.rounds.digest import digest_of, sha256_of
from engine.rounds.events import Occasion
from engine.scores.round_scores import Case, round_scores
from engine.state import CaseState

Line = tuple[str, int, int]
"""A unit's line of places: the unit, given, used."""


@dataclass(frozen=True, slots=True)
class Freeze:
    """The round's data at a moment. ``content`` is plain JSON; ``sha256`` that of its canonical text."""

    content: Mapping[str, Any]
    sha256: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A case that is not as it was frozen: it came afterwards, its answers changed, or it left the round."""

    case: str
    number: str
    how: Literal["came", "changed", "left"]


HOW = {"came": "冻结后才到", "changed": "冻结后有改动", "left": "冻结后撤回或终止"}
_LEFT = ("withdrawn", "terminated")


def freeze(
    process: Process, gate: str, cases: Sequence[Case], places: Iterable[Line], *, round_key: str,
    occasion: Occasion, now: datetime,
) -> Freeze:  # fmt: skip
    """Freeze the cases of the round that were handed in and have not left it, their scores and ranks, and the places.

    ``process`` is the version of today, which says how scores are ranked; each case is digested by its own.
    """
    live = [(version, state) for version, state in cases if _is_in(state)]
    scores = _scores(process, live)
    content = {
        "round": round_key,
        "gate": gate,
        "occasion": occasion,
        "at": moment(now),
        "cases": {
            state.id: {
                "number": state.number,
                "version": state.version,
                "unit": state.unit.key,
                "status": state.status,
                "outcome": state.outcome,
                "answers": digest_of(version, state, gate),
                "scores": scores.get(state.number, {}),
            }
            for version, state in live
        },
        "places": {unit: {"given": given, "used": used} for unit, given, used in places},
    }
    return Freeze(content, hash_of(content))


def hash_of(content: Mapping[str, Any]) -> str:
    """The SHA-256 of the canonical text: anybody who has the content can make it again."""
    return sha256_of(content)


def since(content: Mapping[str, Any], cases: Iterable[Case]) -> list[Difference]:
    """What is not as it was frozen (冻结之后), by number."""
    frozen: Mapping[str, Mapping[str, str]] = content["cases"]
    found, here = [], set()
    for process, state in cases:
        if not _is_in(state):
            continue
        here.add(state.id)
        then = frozen.get(state.id)
        if then is None:
            found.append(Difference(state.id, state.number, "came"))
        elif then["answers"] != digest_of(process, state, content["gate"]):
            found.append(Difference(state.id, state.number, "changed"))
    found += [Difference(case, one["number"], "left") for case, one in frozen.items() if case not in here]
    return sorted(found, key=lambda one: one.number)


def _is_in(state: CaseState) -> bool:
    """A case is of the round's data once it was handed in, and until it leaves."""
    return state.subject is not None and state.status not in _LEFT


def _scores(process: Process, cases: Sequence[Case]) -> dict[str, dict[str, Mapping[str, object]]]:
    scores: dict[str, dict[str, Mapping[str, object]]] = {}
    for step in round_scores(process, cases):
        for line in step.lines:
            exact = line.ranked.score
            said = {"score": f"{exact.numerator}/{exact.denominator}", "rank": line.ranked.rank}
            scores.setdefault(line.case.number, {})[step.key] = said
    return scores
