"""抽签: judges for cases and cases for a sample, from a published seed. Anybody can repeat it in any language.

The only chance in it is SHA-256 over the seed and the names of what is drawn; docs/howto/drawing.md says how.
"""

from collections import Counter, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from hashlib import sha256
from math import ceil

from engine.refusals import DrawImpossible, FieldFinding

Pair = tuple[str, str]
"""A case and a judge."""


@dataclass(frozen=True, slots=True)
class Lots:
    """What is drawn from: ``conflicts`` are the pairs that may not meet, each with its reason (回避)."""

    seed: str
    per_case: int
    cases: tuple[str, ...]
    judges: tuple[str, ...]
    conflicts: Mapping[Pair, str] = field(default_factory=dict)


def lot(seed: str, *names: str) -> str:
    """The lot of ``names``: SHA-256, in hex, of the seed and the names, each on a line of its own, in UTF-8."""
    return sha256("\n".join((seed, *names)).encode()).hexdigest()


def draw_judges(lots: Lots) -> dict[str, tuple[str, ...]]:
    """The judges of each case: nobody in conflict, and no judge with two cases more than another.

    Cases take their turn by lot; each takes the judges with the fewest cases so far, by lot among equals. What is
    uneven then is evened out along chains of exchanges. The order of ``lots`` does not matter. Raises
    DrawImpossible naming every case that has too few judges, or the judges whom conflicts leave too few cases.
    """
    _must_be_enough(lots)
    table = _Table(lots)
    for case in table.cases:
        table.take(case)
    while table.even_out():
        pass
    _must_be_even(lots, table)
    return {case: tuple(sorted(table.given[case])) for case in sorted(lots.cases)}


def draw_sample(seed: str, percent: int, cases: Sequence[str]) -> tuple[str, ...]:
    """The cases of the sample: those with the lowest lots, so many percent of all, rounded up as a least share is."""
    number = ceil(Fraction(len(set(cases)) * percent, 100))
    return tuple(sorted(sorted(set(cases), key=lambda case: lot(seed, "sample", case))[:number]))


class _Table:
    """Who has which cases, while the draw goes on."""

    def __init__(self, lots: Lots) -> None:
        self.lots = lots
        self.cases = sorted(set(lots.cases), key=lambda case: lot(lots.seed, "case", case))
        self.judges = sorted(set(lots.judges), key=lambda judge: lot(lots.seed, "judge", judge))
        self.given: dict[str, set[str]] = {case: set() for case in self.cases}
        self.load = Counter(dict.fromkeys(self.judges, 0))

    def take(self, case: str) -> None:
        """Give the case its judges."""
        free = [one for one in self.judges if (case, one) not in self.lots.conflicts]
        free.sort(key=lambda one: (self.load[one], lot(self.lots.seed, "pair", case, one)))
        for judge in free[: self.lots.per_case]:
            self.given[case].add(judge)
            self.load[judge] += 1

    def even_out(self) -> bool:
        """Hand cases on from a judge with many to one with at least two fewer. False when that is nowhere possible."""
        for judge in sorted(self.judges, key=lambda one: -self.load[one]):
            if chain := self._chain(judge):
                for case, giver, taker in chain:
                    self.given[case].remove(giver)
                    self.given[case].add(taker)
                    self.load[giver] -= 1
                    self.load[taker] += 1
                return True
        return False

    def _chain(self, start: str) -> list[tuple[str, str, str]]:
        """The shortest chain of hand-overs from ``start`` to somebody with at least two cases fewer."""
        came: dict[str, tuple[str, str]] = {}
        waiting = deque([start])
        while waiting:
            giver = waiting.popleft()
            if self.load[giver] <= self.load[start] - 2:
                return _back(came, start, giver)
            for case, taker in self._exchanges(giver):
                if taker != start and taker not in came:
                    came[taker] = (case, giver)
                    waiting.append(taker)
        return []

    def _exchanges(self, giver: str) -> list[tuple[str, str]]:
        """Every case of the giver, with everybody who could take it over."""
        return [
            (case, taker)
            for case in self.cases
            if giver in self.given[case]
            for taker in self.judges
            if taker not in self.given[case] and (case, taker) not in self.lots.conflicts
        ]


def _back(came: Mapping[str, tuple[str, str]], start: str, end: str) -> list[tuple[str, str, str]]:
    chain = []
    while end != start:
        case, giver = came[end]
        chain.append((case, giver, end))
        end = giver
    return chain


def _must_be_enough(lots: Lots) -> None:
    findings = [found for case in sorted(set(lots.cases)) if (found := _too_few(lots, case)) is not None]
    if findings:
        raise DrawImpossible(findings)


def _too_few(lots: Lots, case: str) -> FieldFinding | None:
    out = {judge: why for (one, judge), why in lots.conflicts.items() if one == case and judge in lots.judges}
    left = len(set(lots.judges)) - len(out)
    if left >= lots.per_case:
        return None
    reasons = "、".join(f"{why} {n} 人" for why, n in sorted(Counter(out.values()).items()))
    said = f"需要 {lots.per_case} 名评委，回避后只有 {left} 名" + (f"（{reasons}）" if reasons else "")
    return FieldFinding(case, case, said)


def _must_be_even(lots: Lots, table: _Table) -> None:
    most, least = max(table.load.values(), default=0), min(table.load.values(), default=0)
    if most - least <= 1:
        return
    few = [judge for judge in sorted(table.load) if table.load[judge] <= most - 2]
    raise DrawImpossible(
        [
            FieldFinding(
                judge,
                judge,
                f"回避 {sum(one == judge for _, one in lots.conflicts)} 件，最多分到 {table.load[judge]} 件，"
                f"而别人有 {most} 件，不能均衡",
            )
            for judge in few
        ]
    )
