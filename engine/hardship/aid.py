"""``hardship.aid``: how much may still be paid this year, by the caps of the place."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import Field, model_validator

from engine.hardship import examples
from engine.hardship.classing import WORDS, HardshipClass
from engine.hardship.parameters import Strict, refuse_all
from engine.rulebook.answer import Answer, Figure, Rule

AidKind = Literal[
    "living", "medical", "college", "secondary_school", "compulsory_school", "temporary", "training"
]  # fmt: skip
TITLES: dict[AidKind, str] = {
    "living": "生活救助", "medical": "医疗救助", "college": "助学（大学）", "secondary_school": "助学（高中、中职）",
    "compulsory_school": "助学（义务教育）", "temporary": "临时救助", "training": "培训",
}  # fmt: skip


class Cap(Strict):
    """The most that may be paid of one kind in a year: the least of what is given, in yuan."""

    kind: AidKind
    classes: tuple[HardshipClass, ...] = Field(min_length=1)
    per: Literal["household", "person"]
    lines: Decimal | None = Field(default=None, gt=0)  # so many monthly living-allowance lines
    amount: Decimal | None = Field(default=None, gt=0)
    share_of_cost: Decimal | None = Field(default=None, gt=0, le=1)
    needs_file: bool = True  # 先建档、后帮扶; temporary help is the exception

    @model_validator(mode="after")
    def _says_how_much(self) -> "Cap":
        nothing = self.lines is None and self.amount is None and self.share_of_cost is None
        words = "低保线的倍数、金额或自负费用的比例（lines、amount、share_of_cost）"
        refuse_all([f"{TITLES[self.kind]}的上限须写明{words}。"] if nothing else [])
        return self


class AidTable(Strict):
    """The caps of one place; one table is chosen for a year."""

    place: str
    source: str
    assumed: tuple[str, ...] = ()
    caps: tuple[Cap, ...] = Field(min_length=1)
    one_kind_classes: tuple[HardshipClass, ...] = ()  # such a household gets help of one kind a year

    @model_validator(mode="after")
    def _says_nothing_twice(self) -> "AidTable":
        times = Counter((one.kind, of) for one in self.caps for of in one.classes)
        refuse_all(
            f"{TITLES[kind]}对{WORDS[of]}写了 {many} 次。" for (kind, of), many in times.items() if many > 1
        )
        return self


class Paid(Strict):
    """What has been paid already, in yuan."""

    kind: AidKind
    amount: Decimal
    day: date
    person: str = ""


class AidAsked(Strict):
    """What ``hardship.aid`` must be told.

    Raises pydantic's ValidationError naming every finding at once.
    """

    table: AidTable
    hardship_class: HardshipClass
    line: Decimal = Field(gt=0)
    kind: AidKind
    amount: Decimal
    day: date
    person: str = ""
    cost: Decimal | None = None  # self-paid, after reimbursement
    filed_on: date | None = None
    paid: tuple[Paid, ...] = ()

    @model_validator(mode="after")
    def _is_sound(self) -> "AidAsked":
        refuse_all(_findings(self))
        return self


def _findings(asked: AidAsked) -> Iterator[str]:
    if asked.amount <= 0:
        yield f"申请金额为 {asked.amount} 元，须大于零。"
    if asked.cost is not None and asked.cost < 0:
        yield f"自负费用为 {asked.cost} 元，不得为负。"
    for number, one in enumerate(asked.paid, 1):
        if one.amount < 0:
            yield f"第 {number} 笔已发金额为 {one.amount} 元，不得为负。"
    cap = _cap(asked)
    if cap and cap.per == "person" and not asked.person:
        yield f"{TITLES[asked.kind]}按人计算，请写明 person。"
    if cap and cap.share_of_cost is not None and asked.cost is None:
        yield f"{TITLES[asked.kind]}按自负费用计算，请写明 cost。"


def aid_of(asked: AidAsked) -> Answer:
    """What may be paid now in yuan: the asked, at most the cap of the year less what was paid of it."""
    if why := _refused(asked):
        return Answer(Decimal(0), why, (Figure("allowed", "可发", Decimal(0), why, asked.table.source),))
    cap = _cap(asked)
    assert cap is not None  # noqa: S101 - _refused has answered where there is none
    limit, how = _limit(cap, asked)
    used = sum((one.amount for one in asked.paid if _same(one, cap, asked)), Decimal(0))
    allowed = min(asked.amount, max(limit - used, Decimal(0)))
    source = asked.table.source
    figures = (
        Figure("cap", "本年上限", limit, how, source),
        Figure(
            "paid",
            "本年已发",
            used,
            f"{asked.day.year} 年同类、同一{'人' if cap.per == 'person' else '户'}",
            source,
        ),
        Figure("allowed", "可发", allowed, f"min({asked.amount}, {limit} - {used})", source),
    )
    return Answer(allowed, f"{TITLES[asked.kind]}可发 {allowed:.2f} 元（申请 {asked.amount} 元）。", figures)


def _refused(asked: AidAsked) -> str:
    title, cap = TITLES[asked.kind], _cap(asked)
    if cap is None:
        return f"{asked.table.place}的标准没有给这一类别的{title}。"
    if cap.needs_file and (asked.filed_on is None or asked.filed_on > asked.day):
        return f"先建档、后帮扶：建档之日起方可发放{title}；急需时可申请临时救助。"
    others = {one.kind for one in asked.paid if one.day.year == asked.day.year} - {asked.kind}
    if asked.hardship_class in asked.table.one_kind_classes and others:
        return f"这一类别每年只享受一种帮扶，本年已发{'、'.join(sorted(TITLES[one] for one in others))}。"
    return ""


def _cap(asked: AidAsked) -> Cap | None:
    mine = (one for one in asked.table.caps if one.kind == asked.kind)
    return next((one for one in mine if asked.hardship_class in one.classes), None)


def _limit(cap: Cap, asked: AidAsked) -> tuple[Decimal, str]:
    parts: list[tuple[Decimal, str]] = []
    if cap.lines is not None:
        parts.append((cap.lines * asked.line, f"{cap.lines} × {asked.line}"))
    if cap.share_of_cost is not None and asked.cost is not None:
        parts.append((cap.share_of_cost * asked.cost, f"{cap.share_of_cost} × {asked.cost}"))
    if cap.amount is not None:
        parts.append((cap.amount, str(cap.amount)))
    return min(value for value, _ in parts), "；".join(how for _, how in parts)


def _same(one: Paid, cap: Cap, asked: AidAsked) -> bool:
    whose = cap.per == "household" or one.person == asked.person
    return one.kind == asked.kind and one.day.year == asked.day.year and whose


RULE = Rule("hardship.aid", "帮扶金额", AidAsked, aid_of, examples.AID, "table")
