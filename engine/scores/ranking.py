"""名次: cases of a round in the order of their scores, equal scores parted by the tie rules, cut at the places."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Literal

Place = Literal["within", "tied", "beyond"]


@dataclass(frozen=True, slots=True)
class Scored:
    """A case with its score and the means by criterion, both exact."""

    case: str
    score: Fraction
    criteria: Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A case at its rank. ``parted_by`` is the criterion that told it from the case before with the same score.

    ``tied`` are the cases that no rule parts from it; ``place`` says how it stands to the number of places.
    """

    case: str
    rank: int
    score: Fraction
    parted_by: str | None
    tied: tuple[str, ...]
    place: Place


def ranking(scored: Sequence[Scored], ties: Sequence[str], places: int | None = None) -> list[Ranked]:
    """The cases in their order: by score, then by the criteria in ``ties``, compared exactly.

    Cases that nothing parts share a rank, and the next one counts them all (1, 2, 2, 4). A tie that the cut runs
    through is ``tied``: whoever decides next (a visit) says who is within. Without ``places`` all are within.
    """
    ordered = sorted(scored, key=lambda one: (*_descending(_key(one, ties)), one.case))
    found: list[Ranked] = []
    before: tuple[Fraction, ...] | None = None
    for key, group in groupby(ordered, key=lambda one: _key(one, ties)):
        equal = list(group)
        found += _group(equal, len(found), _parted(before, key, ties), places)
        before = key
    return found


def _key(one: Scored, ties: Sequence[str]) -> tuple[Fraction, ...]:
    return (one.score, *(one.criteria.get(name, Fraction(0)) for name in ties))


def _descending(key: tuple[Fraction, ...]) -> tuple[Fraction, ...]:
    return tuple(-one for one in key)


def _parted(
    before: tuple[Fraction, ...] | None, key: tuple[Fraction, ...], ties: Sequence[str]
) -> str | None:
    """The criterion that decided between this group and the one before; None where the score itself did."""
    if before is None or before[0] != key[0]:
        return None
    return next(name for name, a, b in zip(ties, before[1:], key[1:], strict=True) if a != b)


def _group(equal: Sequence[Scored], ahead: int, parted_by: str | None, places: int | None) -> list[Ranked]:
    names = tuple(one.case for one in equal)
    place = _place(ahead, len(equal), places)
    return [
        Ranked(one.case, ahead + 1, one.score, parted_by, tuple(n for n in names if n != one.case), place)
        for one in equal
    ]


def _place(ahead: int, many: int, places: int | None) -> Place:
    if places is None or ahead + many <= places:
        return "within"
    return "beyond" if ahead >= places else "tied"
