"""Whether any list can meet the ratios. Classes exclude each other and flags are free, so sums decide; no search."""

from collections.abc import Iterable, Sequence

from engine.shares.question import Ratio


def clash(ratios: Sequence[Ratio], base: int) -> tuple[Ratio, ...]:
    """A smallest-by-inclusion set of ratios that no list of ``base`` places can meet; empty when a list exists."""
    if not _impossible(ratios, base):
        return ()
    left = list(ratios)
    for one in ratios:
        without = [other for other in left if other is not one]
        if _impossible(without, base):
            left = without
    return tuple(left)


def floor_of(ratios: Iterable[Ratio], subject: str, base: int) -> int:
    """The least head-count of ``subject``."""
    return max((one.bound(base) for one in ratios if one.subject == subject and one.op == ">="), default=0)


def cap_of(ratios: Iterable[Ratio], subject: str, base: int) -> int:
    """The greatest head-count of ``subject``."""
    return min((one.bound(base) for one in ratios if one.subject == subject and one.op == "<="), default=base)


def _impossible(ratios: Sequence[Ratio], base: int) -> bool:
    subjects = {one.subject for one in ratios}
    if any(floor_of(ratios, one, base) > cap_of(ratios, one, base) for one in subjects):
        return True
    # Whoever is in no class with a ratio is 其余, so caps alone never clash: only the floors of classes add up.
    return sum(floor_of(ratios, one, base) for one in {one.class_ for one in ratios if one.class_}) > base
