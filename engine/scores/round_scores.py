"""The scores of a round, step by step: the ranking, and each judge's leniency beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from engine.definition import Process, ScoreStep
from engine.handling.judging import counted, is_whole_panel
from engine.scores.leniency import Given, Judge, corrected, judges_of
from engine.scores.ranking import Ranked, Scored, ranking
from engine.state import CRITERION, CaseState, StepState

Case = tuple[Process, CaseState]
"""A case with the version it goes by."""
_LEFT = ("withdrawn", "terminated")


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A case in the ranking. ``corrected`` is the score from judges as lenient as the average: to be read beside."""

    case: CaseState
    ranked: Ranked
    judges: int
    corrected: float | None


@dataclass(frozen=True, slots=True)
class RoundJudge:
    """A judge by name, with the figures."""

    name: str
    figures: Judge


@dataclass(frozen=True, slots=True)
class RoundStep:
    """A score step of the round. ``then`` is the later step that decides what the criteria in ``ties`` leave open."""

    key: str
    title: str
    ties: tuple[str, ...]
    then: str | None
    places: int | None
    lines: Sequence[RoundLine]
    judges: Sequence[RoundJudge]


def round_scores(process: Process, cases: Sequence[Case]) -> list[RoundStep]:
    """Every score step at which a case of the round has a score, in the order of the process.

    Cases that were withdrawn or ended by the office are left out. ``process`` says how ties are parted.
    """
    live = [one for one in cases if one[1].status not in _LEFT]
    steps = [step for step in process.steps if isinstance(step, ScoreStep)]
    return [found for step in steps if (found := _step(process, step, live)).lines]


def _step(process: Process, step: ScoreStep, cases: Sequence[Case]) -> RoundStep:
    visits = {
        state.number: (version, state, visit) for version, state in cases if (visit := _last(state, step))
    }
    ties = [one for one in step.ties if (sheet := process.sheet_of(step.key)) and sheet.criterion(one)]
    ranked = ranking([_scored(number, visit) for number, (_, _, visit) in visits.items()], ties, step.places)
    given = [one for found in visits.values() for one in _given(*found)]
    level = corrected(given) if is_whole_panel(process, step) else {}
    names = {one.person: one.name for _, state, visit in visits.values() for one in state.share_of(visit.id)}
    return RoundStep(
        step.key,
        step.title,
        tuple(_title(process, step, one) for one in ties),
        next((process.step(one).title for one in step.ties if one in process.homes), None),
        step.places,
        [
            RoundLine(
                state := visits[one.case][1], one, _judges(visits[one.case][2]), level.get(state.number)
            )
            for one in ranked
        ],
        [RoundJudge(names[one.judge], one) for one in judges_of(given)] if level else [],
    )


def _last(state: CaseState, step: ScoreStep) -> StepState | None:
    counted_ = [one for one in state.steps if one.key == step.key and one.kind == "score" and one.result]
    return counted_[-1] if counted_ else None


def _scored(number: str, visit: StepState) -> Scored:
    result = visit.result or {}
    criteria = {
        key.removeprefix(CRITERION): Fraction(mean)
        for key, mean in result.items()
        if key.startswith(CRITERION)
    }
    return Scored(number, Fraction(result["score"]), criteria)


def _given(process: Process, state: CaseState, visit: StepState) -> list[Given]:
    """Each judge's total; rounding far below a point does no harm to a fit that is itself in floating point."""
    score = counted(process, state, visit)
    totals = score.totals if score else {}
    return [
        Given(state.number, one.person, Decimal(totals[one.id].numerator) / totals[one.id].denominator)
        for one in state.share_of(visit.id)
        if one.id in totals
    ]


def _judges(visit: StepState) -> int:
    return int((visit.result or {}).get("judges", "0"))


def _title(process: Process, step: ScoreStep, key: str) -> str:
    sheet = process.sheet_of(step.key)
    found = sheet.criterion(key) if sheet else None
    return found.title if found else key
