"""The journal walked line by line: what each event found, and what it left."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from engine.dossier.content import JOURNAL, Line
from engine.dossier.reading import UnreadableError
from engine.events import CaseOpened, Event, read_event
from engine.evolution import evolve
from engine.state import CaseState


@dataclass(frozen=True, slots=True)
class Stride:
    """One line: the event, the state before and after it. ``before`` is None for the first only."""

    seq: int
    at: datetime
    event: Event
    before: CaseState | None
    after: CaseState


def walk(lines: Sequence[Line]) -> Iterator[Stride]:
    """Every line with its states. Raises UnreadableError at the first that cannot have followed."""
    state: CaseState | None = None
    for n, line in enumerate(lines, start=1):
        where = f"{JOURNAL} 第 {n} 行"
        event = _event(line, where)
        after = _evolved(state, event, line.at, where)
        yield Stride(line.seq, line.at, event, state, after)
        state = after


def _event(line: Line, where: str) -> Event:
    try:
        return read_event(line.payload)
    except ValueError:
        raise UnreadableError(where, "不是本系统认识的事件") from None


def _evolved(state: CaseState | None, event: Event, at: datetime, where: str) -> CaseState:
    if isinstance(event, CaseOpened) and state is not None:
        raise UnreadableError(where, "事项已经发起，不会再发起一次")
    try:
        return evolve(state, event, at)
    except (LookupError, ValueError, TypeError, AttributeError, StopIteration):
        raise UnreadableError(where, "从前文推演不出这一条") from None
