"""Several candidates for several seats: who is elected, who runs off for the last seat, what stays vacant."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Elected:
    """``run_off`` are those with equal votes at the last seat, for the ``open_seats`` that they contend for."""

    elected: tuple[str, ...]
    run_off: tuple[str, ...]
    open_seats: int


def elect(candidates: Mapping[str, int], seats: int, needed: int) -> Elected:
    """The most votes first; nobody is elected below ``needed`` votes."""
    ranked = sorted(
        (name for name, votes in candidates.items() if votes >= needed), key=lambda one: -candidates[one]
    )
    if len(ranked) <= seats:
        return Elected(tuple(ranked), (), seats - len(ranked))
    last = candidates[ranked[seats - 1]]
    level = tuple(one for one in ranked if candidates[one] == last)
    sure = tuple(one for one in ranked if candidates[one] > last)
    if len(sure) + len(level) == seats:
        return Elected(sure + level, (), 0)
    return Elected(sure, level, seats - len(sure))
