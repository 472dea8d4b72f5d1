"""``relapse.exit``: six months running above the line, then two years of monitoring."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import Field, model_validator

from engine.hardship.parameters import Strict, refuse_all
from engine.relapse import examples
from engine.rulebook.answer import Answer, Figure, Rule

Gap = Literal["breaks", "is_skipped"]


class ExitParameters(Strict):
    """What makes an exit. A month without data breaks the row, or is neither counted nor counted against."""

    source: str
    assumed: tuple[str, ...] = ()
    months: int = Field(gt=0)
    gap: Gap
    monitoring_months: int = Field(gt=0)


class Month(Strict):
    """The first day of a month and its net income by head in yuan; None where it is not known."""

    month: date
    by_head: Decimal | None


class ExitAsked(Strict):
    """What ``relapse.exit`` must be told: months up to ``as_of``, in any order; those left out are gaps.

    Raises pydantic's ValidationError naming every finding at once.
    """

    parameters: ExitParameters
    line: Decimal = Field(gt=0)
    cause_gone: bool  # 致困原因已消除
    as_of: date
    months: tuple[Month, ...]

    @model_validator(mode="after")
    def _is_sound(self) -> "ExitAsked":
        refuse_all(_findings(self))
        return self


def _findings(asked: ExitAsked) -> Iterator[str]:
    if not asked.months:
        yield "至少写明一个月的收入。"
    seen: set[int] = set()
    for one in asked.months:
        if _number(one.month) in seen:
            yield f"{one.month:%Y-%m} 写了两次，每月只写一次。"
        seen.add(_number(one.month))
        if _number(one.month) > _number(asked.as_of):
            yield f"{one.month:%Y-%m} 晚于核查月份 {asked.as_of:%Y-%m}。"


def exit_of(asked: ExitAsked) -> Answer:
    """Whether the household has left hardship (脱困), and until when it is then monitored.

    The months are counted backwards from ``as_of``; each must be above the line, equal is not above.
    """
    row, given = _row(asked), asked.parameters
    out = asked.cause_gone and row >= given.months
    until = _day(_number(asked.as_of) + given.monitoring_months)
    figures = (
        Figure(
            "row", "连续高于低保线的月数", row, f"N > {asked.line}，须满 {given.months} 个月", given.source
        ),
        Figure("cause_gone", "致困原因已消除", asked.cause_gone, "", given.source),
        Figure("gap", "缺数据的月份", "中断连续" if given.gap == "breaks" else "不计入、不中断"),
        Figure("monitored_until", "监测至", until.isoformat() if out else "—", "", given.source),
    )
    return Answer("out" if out else "not_yet", _sentence(asked, row, until, out=out), figures)


def _sentence(asked: ExitAsked, row: int, until: date, *, out: bool) -> str:
    if out:
        return f"连续 {row} 个月高于低保线且致困原因已消除，认定脱困，继续监测至 {until:%Y-%m}。"
    short = asked.parameters.months - row
    lacks = [f"还须连续 {short} 个月高于低保线"] if short > 0 else []
    return f"尚不能认定脱困：{'，'.join(lacks + ([] if asked.cause_gone else ['致困原因尚未消除']))}。"


def _row(asked: ExitAsked) -> int:
    known = {_number(one.month): one.by_head for one in asked.months}
    row = 0
    for number in range(_number(asked.as_of), min(known) - 1, -1):
        value = known.get(number)
        if value is None and asked.parameters.gap == "is_skipped":
            continue
        if value is None or value <= asked.line:
            break
        row += 1
    return row


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _day(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)


RULE = Rule("relapse.exit", "脱困认定", ExitAsked, exit_of, examples.EXIT, "parameters")
