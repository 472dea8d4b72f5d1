"""Score sheets on pages: the one to be filled in, and what the judges gave, as far as it may be read yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from engine.definition import Process, ScoreStep
from engine.handling.judging import counted, is_sealed, sheet_at
from engine.refusals import FieldFinding
from engine.scores.scoring import in_print, total_of
from engine.sheets import Criterion
from engine.state import CaseState, StepState

POINTS = "points."
"""Points come from the page under this prefix and the key of their criterion."""


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A line to be filled in; ``value`` is what was typed before it was refused."""

    criterion: Criterion
    name: str
    value: str
    error: str


@dataclass(frozen=True, slots=True)
class JudgeLine:
    """A judge's sheet: points in the order of the criteria, the total; ``dropped`` as highest or lowest."""

    name: str
    points: Sequence[str]
    total: str
    dropped: bool
    comment: str


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """One visit of a score step. While it is sealed there are only the names of those who are done."""

    title: str
    visit: int
    source: str
    criteria: Sequence[Criterion]
    judges: Sequence[JudgeLine]
    sealed: bool
    done: int
    whole: int
    score: str
    mark: str
    passed: bool | None


def sheet_lines(
    process: Process, step: str, typed: Mapping[str, object], findings: Sequence[FieldFinding]
) -> list[SheetLine]:
    """The lines of the sheet at a score step; none at any other."""
    wrong = {one.field: one.message for one in findings}
    sheet = process.sheet_of(step)
    return [
        SheetLine(one, name := POINTS + one.key, str(typed.get(name, "")), wrong.get(one.key, ""))
        for one in (sheet.criteria if sheet else ())
    ]


@dataclass(frozen=True, slots=True)
class _Reading:
    process: Process
    state: CaseState
    comments: Mapping[str, str]
    reader: str
    blind: bool


def score_tables(
    process: Process, state: CaseState, comments: Mapping[str, str], reader: str, *, blind: bool = False
) -> list[ScoreTable]:
    """All scoring of the case, each visit by itself. Of a sealed one the reader sees the own sheet only.

    Who reads ``blind`` sees no other sheet at all: the name of whoever rated the own unit would tell which it is.
    """
    reading = _Reading(process, state, comments, reader, blind)
    return [
        _table(reading, one, step)
        for one in state.steps
        if isinstance(step := process.step(one.key), ScoreStep) and one.outcome != "skipped"
    ]


def _table(reading: _Reading, visit: StepState, step: ScoreStep) -> ScoreTable:
    shares = reading.state.share_of(visit.id)
    result = Fraction(visit.result["score"]) if visit.result else None
    return ScoreTable(
        title=step.title,
        visit=visit.visit,
        source=step.source,
        criteria=sheet_at(reading.process, step).criteria,
        judges=_judges(reading, visit, step),
        sealed=is_sealed(reading.process, reading.state, visit),
        done=sum(one.points is not None for one in shares),
        whole=len(shares),
        score=in_print(result) if result is not None else "",
        mark=step.pass_.in_words if step.pass_ else "",
        passed=step.pass_.is_met(result) if step.pass_ and result is not None else None,
    )


def _judges(reading: _Reading, visit: StepState, step: ScoreStep) -> list[JudgeLine]:
    """The sheets that may be read, with those marked that do not count."""
    score = counted(reading.process, reading.state, visit) if visit.result else None
    sheet = sheet_at(reading.process, step)
    own_only = reading.blind or is_sealed(reading.process, reading.state, visit)
    return [
        JudgeLine(
            one.name,
            [in_print(Fraction(one.points[line.key]), sheet.places) for line in sheet.criteria],
            in_print(total_of(sheet, one.points)),
            score is not None and one.id in score.dropped,
            reading.comments.get(one.id) or "",
        )
        for one in reading.state.share_of(visit.id)
        if one.points is not None and (not own_only or one.person == reading.reader)
    ]
