"""A draw on paper: the seed, all that was drawn from, and the result. Whoever has it can hold the draw again."""

from collections.abc import Iterator
from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from engine.commands import Drawn
from engine.refusals import DrawImpossible
from engine.scores.drawing import Lots, draw_judges, draw_sample


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Candidate(_Strict):
    """Somebody who may be drawn."""

    id: str
    name: str


class Conflict(_Strict):
    """A judge who may not judge a case, and why (回避)."""

    case: str
    judge: str
    reason: str


class DrawRecord(_Strict):
    """Cases are named by their numbers. ``judges_of`` and ``sampled`` are the result."""

    format: Literal["banshi-draw-1"] = "banshi-draw-1"
    round: str
    step: str
    title: str
    seed: str = Field(min_length=1)
    drawn_at: datetime
    percent: int | None = None
    per_case: int | None = None
    cases: tuple[str, ...]
    candidates: tuple[Candidate, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    sampled: tuple[str, ...] = ()
    judges_of: dict[str, tuple[str, ...]] = {}

    def drawn(self, case: str) -> Drawn | None:
        """What the draw says of a case; None when it was not drawn from."""
        if case not in self.cases:
            return None
        judges = frozenset(self.judges_of.get(case, ())) if self.per_case is not None else None
        return Drawn(case in self.sampled, judges)

    def name_of(self, judge: str) -> str:
        """The name of a candidate."""
        return next((one.name for one in self.candidates if one.id == judge), judge)


def held(record: DrawRecord) -> DrawRecord:
    """The record with its result: the sample first, then the judges of each case in it. Raises DrawImpossible."""
    sampled = tuple(sorted(set(record.cases)))
    if record.percent is not None:
        sampled = draw_sample(record.seed, record.percent, record.cases)
    judges = {} if record.per_case is None else draw_judges(_lots(record, sampled, record.per_case))
    return record.model_copy(update={"sampled": sampled, "judges_of": judges})


def differences(record: DrawRecord) -> list[str]:
    """What differs between the result on record and the draw held again; nothing when it is the same."""
    try:
        again = held(record)
    except DrawImpossible as refusal:
        return [refusal.sentence]
    return list(_differences(record, again))


def _differences(record: DrawRecord, again: DrawRecord) -> Iterator[str]:
    for case in sorted(set(record.sampled) ^ set(again.sampled)):
        yield f"{case}：按种子重抽{'抽中' if case in again.sampled else '没有抽中'}，记录相反"
    for case in sorted(set(record.judges_of) | set(again.judges_of)):
        was, now = set(record.judges_of.get(case, ())), set(again.judges_of.get(case, ()))
        if was != now:
            names = "、".join(sorted(record.name_of(one) for one in now)) or "无人"
            yield f"{case}：按种子重抽的评委是{names}，与记录不同"


def _lots(record: DrawRecord, cases: tuple[str, ...], per_case: int) -> Lots:
    conflicts = {(one.case, one.judge): one.reason for one in record.conflicts}
    return Lots(record.seed, per_case, cases, tuple(one.id for one in record.candidates), conflicts)
