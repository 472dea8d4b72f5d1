"""What a check of a dossier says: a line for each check, and every finding with its place."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from engine.dossier.reading import UnreadableError


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something that does not hold: where, and what."""

    where: str
    sentence: str


# What was made up need not fit together: a step that no version knows, a day that no calendar has.
_CONTRADICTIONS = (LookupError, ValueError, TypeError, AttributeError, ArithmeticError, RuntimeError)
Checked = TypeVar("Checked")
Checking = Callable[[Checked], Iterator[Flaw | str]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One check: what was looked at (``seen``), and what did not hold."""

    key: str
    title: str
    seen: str
    flaws: tuple[Flaw, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing was found."""
        return not self.flaws


def verdict(key: str, title: str, check: Checking[Checked], dossier: Checked) -> Verdict:
    """Run a check: it yields flaws, and sentences that say what was looked at."""
    flaws: list[Flaw] = []
    seen: list[str] = []
    try:
        for one in check(dossier):
            (flaws if isinstance(one, Flaw) else seen).append(one)  # type: ignore[arg-type]
    except UnreadableError as problem:
        flaws.append(Flaw(problem.where, problem.sentence))
    except _CONTRADICTIONS as problem:
        flaws.append(Flaw(title, f"内容互相矛盾，无法核对（{type(problem).__name__}）"))
    return Verdict(key, title, "；".join(seen), tuple(flaws))
