"""评分: what points come to. Exact fractions throughout; only what is printed is rounded."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from engine.refusals import FieldFinding
from engine.sheets import Criterion, Sheet

Points = Mapping[str, str]
Drop = Literal["highest", "lowest"]

# Digits are written out: \d also takes those of other scripts, and Decimal reads 1e3 and Infinity.
_NUMBER = re.compile(r"[0-9]{1,6}(\.[0-9]{1,10})?")


@dataclass(frozen=True, slots=True)
class Sheeted:
    """One judge's sheet within a count: ``judge`` is the share's id."""

    judge: str
    points: Points


@dataclass(frozen=True, slots=True)
class Score:
    """What the sheets of a case come to: each judge's total, who was dropped, the mean and the means by criterion."""

    totals: Mapping[str, Fraction]
    dropped: tuple[str, ...]
    mean: Fraction
    criteria: Mapping[str, Fraction]


def check_points(sheet: Sheet, points: Mapping[str, object]) -> list[FieldFinding]:
    """Every defect of a sheet at once: what is missing, no number, too fine, too many points, or no line of it."""
    findings = [found for one in sheet.criteria if (found := _check(sheet, one, points.get(one.key)))]
    known = {one.key for one in sheet.criteria}
    return findings + [FieldFinding(key, key, "评分表里没有这一项") for key in points if key not in known]


def written_points(points: Mapping[str, object]) -> dict[str, str]:
    """The points as they are kept: 08.50 and 8.5 are the same. The points have passed ``check_points``."""
    return {key: exact(Fraction(str(value).strip())) for key, value in points.items()}


def total_of(sheet: Sheet, points: Points) -> Fraction:
    """Each line counts for its share of the most points, times its weight."""
    return sum((_counted(one, points) for one in sheet.criteria), Fraction(0))


def score_of_sheets(sheet: Sheet, drop: Sequence[Drop], sheets: Sequence[Sheeted]) -> Score:
    """The mean of the totals without the highest and the lowest (one each), where there are enough to leave some.

    ``sheets`` stand in the order of the body; of equal totals the one that comes first there is dropped, which
    changes no mean. The means by criterion are of the same judges as the mean. Raises ValueError without a sheet.
    """
    totals = {one.judge: total_of(sheet, one.points) for one in sheets}
    dropped = _dropped(totals, drop)
    counted = [one for one in sheets if one.judge not in dropped]
    if not counted:
        message = "no sheet to count"
        raise ValueError(message)
    criteria = {
        one.key: sum((_counted(one, sheeted.points) for sheeted in counted), Fraction(0)) / len(counted)
        for one in sheet.criteria
    }
    mean = sum((totals[one.judge] for one in counted), Fraction(0)) / len(counted)
    return Score(totals, dropped, mean, criteria)


def exact(number: Fraction) -> str:
    """The number in writing, exactly: 86.5, or 259/3 where no decimal says it. ``Fraction`` reads both."""
    rest = number.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return f"{number.numerator}/{number.denominator}"
    places = next(n for n in range(64) if (number * 10**n).denominator == 1)
    return f"{Decimal(int(number * 10**places)).scaleb(-places):f}"


def in_print(number: Fraction, places: int = 2) -> str:
    """The number as people read it: 86.33. Rounded half up, for print only."""
    scaled = number * 10**places
    whole = (abs(scaled.numerator) * 2 + scaled.denominator) // (scaled.denominator * 2)
    shown = (Decimal(whole) if number >= 0 else -Decimal(whole)).scaleb(-places)
    return f"{shown:f}"


def _counted(one: Criterion, points: Points) -> Fraction:
    return Fraction(points[one.key]) * one.counts / Fraction(one.max)


def _dropped(totals: Mapping[str, Fraction], drop: Sequence[Drop]) -> tuple[str, ...]:
    if len(totals) <= len(drop):
        return ()
    return tuple(_extremes(totals, drop))


def _extremes(totals: Mapping[str, Fraction], drop: Sequence[Drop]) -> Iterator[str]:
    left = dict(totals)
    for which in drop:
        chosen = (max if which == "highest" else min)(left, key=lambda judge: left[judge])
        del left[chosen]
        yield chosen


def _check(sheet: Sheet, one: Criterion, value: object) -> FieldFinding | None:
    message = _defect(sheet, one, value)
    return FieldFinding(one.key, one.title, message) if message else None


def _defect(sheet: Sheet, one: Criterion, value: object) -> str:
    text = "" if value is None or isinstance(value, bool) else str(value).strip()
    if not text and not isinstance(value, bool):
        return "必须打分"
    if not _NUMBER.fullmatch(text):
        return f"应填写 0 到 {one.max} 的数"
    if len(text.partition(".")[2].rstrip("0")) > sheet.places:
        return f"至多 {sheet.places} 位小数" if sheet.places else "应填写整数"
    return f"不超过 {one.max} 分" if Fraction(text) > one.max else ""
