"""宽严: how much a judge gives more or less than the others on the same cases. Beside the score, never instead of it.

The model is additive, point = case + judge, fitted by least squares: cases and judges are averaged in turn until
nothing moves. Judges of whom no common case tells anything stand in panels of their own, each around zero.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import sqrt
from statistics import fmean

_STEADY = 1e-10
_MOST_ROUNDS = 10_000


@dataclass(frozen=True, slots=True)
class Given:
    """One judge's total for one case."""

    case: str
    judge: str
    total: Decimal


@dataclass(frozen=True, slots=True)
class Judge:
    """A judge over a round: how many cases, the mean given, how much above the others, agreement with them.

    ``leniency`` is in points of the total; None when the judge shares no case with anybody. ``agreement`` is the
    correlation with the mean of the others on the same cases, from -1 to 1; None below three such cases or when
    somebody gave all the same.
    """

    judge: str
    cases: int
    mean: float
    leniency: float | None
    agreement: float | None


def judges_of(given: Sequence[Given]) -> list[Judge]:
    """Every judge, by name of the judge."""
    effects = _effects(given)
    return [
        Judge(
            judge,
            len(mine := [one for one in given if one.judge == judge]),
            fmean(float(one.total) for one in mine),
            effects.get(judge),
            _agreement(given, judge),
        )
        for judge in sorted({one.judge for one in given})
    ]


def corrected(given: Sequence[Given]) -> dict[str, float]:
    """The score that each case would have from judges as lenient as the average: the fit of its own level."""
    effects = _effects(given)
    return {
        case: fmean(float(one.total) - effects.get(one.judge, 0.0) for one in given if one.case == case)
        for case in sorted({one.case for one in given})
    }


def _effects(given: Sequence[Given]) -> dict[str, float]:
    """The judges' part of the least-squares fit, in each connected panel with mean zero over its judges."""
    found: dict[str, float] = {}
    for panel in _panels(given):
        if len({one.judge for one in panel}) > 1:
            found |= _fit(panel)
    return found


def _fit(panel: Sequence[Given]) -> dict[str, float]:
    points = {(one.case, one.judge): float(one.total) for one in panel}
    judges = dict.fromkeys(sorted({one.judge for one in panel}), 0.0)
    for _ in range(_MOST_ROUNDS):
        cases = _means(points, judges, of=0)
        fitted = _means(points, cases, of=1)
        middle = fmean(fitted.values())
        fitted = {judge: effect - middle for judge, effect in fitted.items()}
        moved = max(abs(fitted[judge] - judges[judge]) for judge in judges)
        judges = fitted
        if moved < _STEADY:
            break
    return judges


def _means(
    points: Mapping[tuple[str, str], float], others: Mapping[str, float], *, of: int
) -> dict[str, float]:
    """The mean rest of each case (``of`` 0) or judge (1), once the other side's part is taken away."""
    rests: dict[str, list[float]] = {}
    for pair, total in points.items():
        rests.setdefault(pair[of], []).append(total - others[pair[1 - of]])
    return {key: fmean(rest) for key, rest in rests.items()}


def _panels(given: Sequence[Given]) -> list[list[Given]]:
    """The sheets in groups that share no case and no judge: between such groups nothing can be compared."""
    panels: list[list[Given]] = []
    for one in given:
        touched = [panel for panel in panels if any(_meet(one, other) for other in panel)]
        panels = [panel for panel in panels if panel not in touched]
        panels.append([other for panel in touched for other in panel] + [one])
    return panels


def _meet(one: Given, other: Given) -> bool:
    return one.case == other.case or one.judge == other.judge


def _agreement(given: Sequence[Given], judge: str) -> float | None:
    mine = {one.case: float(one.total) for one in given if one.judge == judge}
    others = {
        case: [float(one.total) for one in given if one.case == case and one.judge != judge] for case in mine
    }
    pairs = [(mine[case], fmean(totals)) for case, totals in others.items() if totals]
    return _correlation(pairs) if len(pairs) > 2 else None  # noqa: PLR2004 - two points always lie on a line


def _correlation(pairs: Sequence[tuple[float, float]]) -> float | None:
    left, right = fmean(a for a, _ in pairs), fmean(b for _, b in pairs)
    spread = sqrt(sum((a - left) ** 2 for a, _ in pairs) * sum((b - right) ** 2 for _, b in pairs))
    return sum((a - left) * (b - right) for a, b in pairs) / spread if spread > _STEADY else None
