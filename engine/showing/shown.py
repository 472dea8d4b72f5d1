"""公示内容: what the public reads of a case, in one canonical text, and the chain of what was shown when."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from engine.chain import canonical, moment
from engine.deadlines import last_day, local_date
from engine.definition import ConsultStep, FieldBase, FormField, Process, PublicityStep, ShownField
from engine.events import Event
from engine.evolution import evolve
from engine.forms.words import in_words, row_in_words
from engine.state import CaseState, WindowState

FORMAT = "banshi-shown-1"
_YES_NO = {True: "是", False: "否"}
_ENDS = 2  # letters that a mask leaves, one at each end


@dataclass(frozen=True, slots=True)
class Change:
    """From ``at`` on, ``window`` shows ``content``; an empty one means that nothing of it is shown any more."""

    window: str
    at: datetime
    content: str

    @property
    def digest(self) -> str:
        """SHA-256 of the content; empty for none."""
        return hashlib.sha256(self.content.encode()).hexdigest() if self.content else ""


def made_by(
    before: CaseState, events: Sequence[Event], now: datetime, definition: Callable[[str], Process]
) -> list[Change]:
    """What the public reads otherwise after each of ``events``; ``definition`` gives that of a version."""
    state, made = before, list[Change]()
    shown = _shown(state, definition)
    for event in events:
        after = evolve(state, event, now)
        text = _shown(after, definition)
        made += _changes(shown, text, state, now)
        state, shown = after, text
    return made


def _changes(
    before: Mapping[str, str], after: Mapping[str, str], state: CaseState, now: datetime
) -> list[Change]:
    """A window that ran out shows nothing from the end of its last day on, whenever the office came to close it."""
    ends = {one.id: one.closes_at for one in state.windows if one.suspended_at is None}
    gone = [Change(one, min(now, ends.get(one, now)), "") for one in before if one not in after]
    return gone + [Change(one, now, text) for one, text in after.items() if before.get(one) != text]


def _shown(state: CaseState, definition: Callable[[str], Process]) -> dict[str, str]:
    return contents(definition(state.version), state) if state.windows else {}


def contents(process: Process, state: CaseState) -> dict[str, str]:
    """The canonical text of everything that is shown of the case, by window."""
    if state.closed_at is not None:
        return {}
    return {one.id: content(process, state, one) for one in state.windows if one.closed_at is None}


def content(process: Process, state: CaseState, window: WindowState) -> str:
    """What the public reads in this window: canonical JSON, masked as the definition says.

    ``until`` is the last day, and null while an objection suspends the window.
    """
    step = _step_of(process, state, window)
    until = None if window.suspended_at else last_day(window.closes_at).isoformat()
    return canonical(
        {
            "format": FORMAT,
            "process": process.title,
            "unit": state.unit.name,
            "level": window.level,
            "step": step.title,
            "posted": local_date(window.posted_at).isoformat(),
            "until": until,
            "lines": lines(process, step, state.answers, str),
        }
    )


def lines(
    process: Process,
    step: PublicityStep | ConsultStep,
    answers: Mapping[str, object],
    say: Callable[[str], str],
) -> tuple[tuple[str, str], ...]:
    """Label and text of each field that outsiders may read here, masked as it says; ``say`` translates yes and no."""
    return tuple(
        (field.label, shown_to_others(field, answers.get(field.key), one, say))
        for one in step.shows
        for field in [process.field(one.field)]
    )


def shown_to_others(field: FormField, value: object, shown: ShownField, say: Callable[[str], str]) -> str:
    """An answer as outsiders may read it: masked, or of a table the columns that the definition shows."""
    if field.type == "table" and isinstance(value, list | tuple):
        columns = [one for one in field.columns if one.key in shown.columns]
        return "；".join(row_in_words(columns, row) for row in value if isinstance(row, Mapping))
    return masked(text_of(field, value, say), shown.mask)


def text_of(field: FieldBase, value: object, say: Callable[[str], str]) -> str:
    """An answer in words; of a sealed number only its mask."""
    return say(_YES_NO[value]) if isinstance(value, bool) else in_words(field, value)


def masked(text: str, mask: str) -> str:
    """``text`` as the public may read it: the middle starred out, or the year alone."""
    if mask == "year_only":
        return f"{text[:4]} 年" if text else ""
    if mask == "middle" and text:
        return text[0] + "*" * max(1, len(text) - _ENDS) + (text[-1] if len(text) > _ENDS else "")
    return text


def chained(
    case_id: str, made: Sequence[Change], *, after: tuple[int, str]
) -> Iterator[tuple[int, Change, str]]:
    """Number, change and hash of each, chained to the line ``after`` which they come: its number and its hash."""
    seq, previous = after
    for one in made:
        seq += 1
        previous = link(previous, case_id, seq, one)
        yield seq, one, previous


def link(previous: str, case_id: str, seq: int, one: Change) -> str:
    """The hash of a line after the one whose hash is ``previous`` (empty before the first)."""
    said = [previous, case_id, seq, one.window, moment(one.at), one.content]
    return hashlib.sha256(canonical(said).encode()).hexdigest()


def _step_of(process: Process, state: CaseState, window: WindowState) -> PublicityStep:
    visit = next(one for one in state.steps if one.id == window.id)
    step = process.step(visit.key)
    if not isinstance(step, PublicityStep):
        message = f"{visit.key} shows nothing"
        raise TypeError(message)
    return step
