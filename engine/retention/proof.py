"""What proves a history of which parts are gone: the hashes stay, and the last line covers what is left beside them."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from engine.chain import canonical

DESTROYED = "case.destroyed"
Shown = tuple[int, str]
"""A line of what was shown to the public: its number and its hash."""


class Left(Protocol):
    """A line of a journal as it is after the destruction."""

    @property
    def seq(self) -> int:
        """Its number."""

    @property
    def hash(self) -> str:
        """The hash that it was written with."""

    @property
    def payload(self) -> Mapping[str, Any]:
        """What is left of its words."""


def remains_of(lines: Iterable[Left], shown: Iterable[Shown]) -> str:
    """The SHA-256 of what is left: every line with its old hash, and the hashes of what was shown."""
    left = [[one.seq, one.hash, one.payload] for one in lines]
    return hashlib.sha256(canonical([left, [list(one) for one in shown]]).encode()).hexdigest()


def words_gone(lines: Sequence[Left]) -> dict[int, tuple[str, ...]]:
    """By line which of its words were destroyed; empty for a case that is whole."""
    told = next((one.payload for one in lines if one.payload.get("event") == DESTROYED), None)
    withheld: Mapping[str, Sequence[str]] = told["withheld"] if told else {}
    return {int(seq): tuple(words) for seq, words in withheld.items()}


def is_as_left(lines: Sequence[Left], shown: Iterable[Shown]) -> bool:
    """Whether the lines before the destruction are as its line says that they were left."""
    before: list[Left] = []
    for one in lines:
        if one.payload.get("event") == DESTROYED:
            return remains_of(before, shown) == str(one.payload["remains"])
        before.append(one)
    return True
