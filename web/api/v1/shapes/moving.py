"""Moving running cases to another version of their definition."""

from typing import Literal

from web.api.v1.shapes.base import In, Out


class Way(In):
    """To which version, and how steps are called there: by the old key, the new one."""

    to: str
    mapping: dict[str, str] = {}


class Moves(Way):
    """Which cases to move, by id, and why."""

    cases: list[str]
    reason: str


class Prospect(Out):
    """A running case, and what a move to another version would do to it."""

    case: str
    number: str
    how: Literal["same", "mapped", "refused"]
    because: tuple[str, ...]
    notes: tuple[str, ...]


class MoveResult(Out):
    """What became of one case; ``sentence`` says why nothing changed."""

    case_id: str
    number: str
    done: bool
    sentence: str
