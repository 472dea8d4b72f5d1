"""The smallest change of classes that brings a list within its ratios."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.shares.feasibility import cap_of, floor_of
from engine.shares.question import REST, Ratio


@dataclass(frozen=True, slots=True)
class Move:
    """So many nominees of one class give their places to another."""

    source: str
    target: str
    count: int

    def __str__(self) -> str:
        """As it is said to the office."""
        return f"{self.source} → {self.target} {self.count} 名"


def moves(ratios: Sequence[Ratio], classes: Mapping[str, int], base: int) -> list[Move]:
    """The fewest moves; there must be a list that meets the ratios, and ``classes`` add up to ``base``."""
    names = list(dict.fromkeys([*classes, *(one.class_ for one in ratios if one.class_), REST]))
    have = {name: classes.get(name, 0) for name in names}
    low = {name: floor_of(ratios, name, base) for name in names}
    high = {name: cap_of(ratios, name, base) for name in names}
    over = {name: max(0, have[name] - high[name]) for name in names}
    short = {name: max(0, low[name] - have[name]) for name in names}
    wanted = max(sum(over.values()), sum(short.values()))
    bound = {one.class_ for one in ratios}
    spare = sorted(names, key=lambda name: (name in bound, low[name] - have[name]))
    room = sorted(names, key=lambda name: (name in bound, have[name] - high[name]))
    givers = _filled(over, {name: min(have[name], high[name]) - low[name] for name in spare}, wanted)
    takers = _filled(short, {name: high[name] - max(have[name], low[name]) for name in room}, wanted)
    return _paired(givers, takers)


def _filled(must: Mapping[str, int], may: Mapping[str, int], wanted: int) -> list[tuple[str, int]]:
    """First all that must, then as many as are wanted of those that may."""
    filled = [(name, count) for name, count in must.items() if count]
    left = wanted - sum(must.values())
    for name, count in may.items():
        taken = max(0, min(count, left))
        left -= taken
        filled += [(name, taken)] if taken else []
    return filled


def _paired(givers: list[tuple[str, int]], takers: list[tuple[str, int]]) -> list[Move]:
    sources = [name for name, count in givers for _ in range(count)]
    targets = [name for name, count in takers for _ in range(count)]
    pairs = list(zip(sources, targets, strict=True))
    return [Move(source, target, pairs.count((source, target))) for source, target in dict.fromkeys(pairs)]
