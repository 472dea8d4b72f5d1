"""How a case stands on the list of a step that ranks: read from its visits, the last one that says so counts."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from engine import events as e
from engine.state import CaseState, StepState

Where = Literal["", "forward", "reserve", "out"]
_NOT_YET: Where = ""
WHERE_LABELS: dict[Where, str] = {"": "未上报", "forward": "已上报", "reserve": "备选", "out": "已退出"}


@dataclass(frozen=True, slots=True)
class Standing:
    """The rank (None while there is none) and whether the case is put forward, in reserve, or has fallen out.

    ``places``: whether being put forward takes a place of the level.
    """

    visit: StepState
    rank: int | None
    where: Where
    level: str
    category: str
    places: bool = True


def standing(state: CaseState, step: str) -> Standing | None:
    """How the case stands at ``step``; None when it was never there. A visit after a return keeps what was said."""
    visits = [one for one in state.steps if one.key == step and one.outcome != "skipped"]
    if not visits:
        return None
    said = [one for one in visits if one.result]
    return _read(said[-1] if said else visits[-1])


def fallen_out(state: CaseState) -> Iterator[e.CaseFellOut]:
    """What an unsuccessful end does to every list on which the case was put forward."""
    for key in dict.fromkeys(one.key for one in state.steps):
        found = standing(state, key)
        if found is not None and found.where == "forward":
            yield e.CaseFellOut(
                id=found.visit.id,
                step=key,
                level=found.level,
                category=found.category,
                had_place=found.places,
            )


def _read(visit: StepState) -> Standing:
    said = visit.result or {}
    where = next((one for one in WHERE_LABELS if one == said.get("standing", "")), _NOT_YET)
    rank = int(said["rank"]) if "rank" in said else None
    places = said.get("place") != "none"
    return Standing(visit, rank, where, said.get("level", ""), said.get("category", ""), places)
