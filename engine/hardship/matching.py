"""信息比对: which body is asked for what, and what contradicts the file in what it says.

A contradiction is no verdict: a person clears each one, with a reason, before the case is decided.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, get_args

from pydantic import Field, model_validator

from engine.hardship.file import AssetKind, FileMember, HouseholdFile
from engine.hardship.parameters import IncomeKind, Strict, refuse_all

Told = Literal["wage", "pension", "vehicle", "house", "company", "deposit", "death", "nothing"]
TOLD: dict[Told, str] = {
    "wage": "工资", "pension": "养老金", "vehicle": "机动车", "house": "住房", "company": "公司股权",
    "deposit": "存款", "death": "死亡登记", "nothing": "无记录",
}  # fmt: skip
TOLDS: tuple[Told, ...] = get_args(Told)
KINDS: Mapping[str, str] = {
    "second_wage": "未申报的工资", "pension": "未申报的养老金", "vehicle": "未申报的机动车", "house": "未申报的住房",
    "company": "未申报的公司股权", "deposit": "未申报的存款", "death": "成员已登记死亡", "stranger": "答复涉及户外人员",
}  # fmt: skip
Sent = Literal["name", "id_number", "relation"]


class Agency(Strict):
    """A body that is asked: what it is sent and no more, what it tells, and within how many working days."""

    key: str = Field(pattern=r"^[a-z][a-z_]*$")
    title: str = Field(min_length=1)
    sends: tuple[Sent, ...] = Field(min_length=1)
    tells: tuple[Told, ...] = Field(min_length=1)
    within: int = Field(gt=0, description="working days")
    way: Literal["exchange", "http"] = "exchange"
    clause: str = ""


class Agencies(Strict):
    """All bodies that are asked about a household in one place and time."""

    agencies: tuple[Agency, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _are_told_apart(self) -> "Agencies":
        times = Counter(one.key for one in self.agencies)
        refuse_all(f"代码“{key}”写了 {many} 次。" for key, many in times.items() if many > 1)
        return self

    def called(self, key: str) -> Agency | None:
        """The body with this key."""
        return next((one for one in self.agencies if one.key == key), None)


class Fact(Strict):
    """One line of an answer: about whom, what, how much (yuan over the months asked, or how many)."""

    id_number: str
    told: Told
    amount: Decimal = Decimal(1)
    note: str = ""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What a body knows and the file does not say; ``whose`` by relation, without a name."""

    kind: str
    whose: str
    detail: str


def contradictions(file: HouseholdFile, facts: Sequence[Fact]) -> tuple[Contradiction, ...]:
    """Everything in ``facts`` that the file does not say."""
    called = {one.id_number: label for one, label in zip(file.members, file.labels, strict=True)}
    strangers = [one for one in facts if one.id_number not in called]
    found = [Contradiction("stranger", "不在本户", one.note or TOLD[one.told]) for one in strangers]
    known = [one for one in facts if one.id_number in called]
    for member, label in zip(file.members, file.labels, strict=True):
        mine = [one for one in known if one.id_number == member.id_number]
        found += [said for check in _OF_MEMBERS for said in check(member, label, mine)]
    return (*found, *_of_all(file, called, known))


def _more_income(told: Told, kind: str, *counted: IncomeKind) -> Callable[..., Iterator[Contradiction]]:
    def check(member: FileMember, label: str, facts: Sequence[Fact]) -> Iterator[Contradiction]:
        known = _sum(facts, told)
        declared = sum((one.amount for one in member.incomes if one.kind in counted), Decimal(0))
        if known > declared:
            yield Contradiction(kind, label, f"申报 {declared} 元，记录 {known} 元{_notes(facts, told)}")

    return check


def _dead(_member: FileMember, label: str, facts: Sequence[Fact]) -> Iterator[Contradiction]:
    if any(one.told == "death" for one in facts):
        yield Contradiction("death", label, f"已登记死亡{_notes(facts, 'death')}")


_OF_MEMBERS = (
    _more_income("wage", "second_wage", "wage", "business"),
    _more_income("pension", "pension", "transfer", "basic_pension"),
    _dead,
)
_OWNED: tuple[tuple[Told, AssetKind, str], ...] = (
    ("vehicle", "vehicle", "辆"),
    ("house", "home", "套"),
    ("company", "share", "家"),
)


def _of_all(file: HouseholdFile, called: Mapping[str, str], facts: Sequence[Fact]) -> Iterator[Contradiction]:
    """What the household owns together: a file says what there is, not in whose name."""
    for told, asset, measure in _OWNED:
        declared, known = sum(one.kind == asset for one in file.assets), _sum(facts, told)
        if known > declared:
            detail = f"申报 {declared} {measure}，记录 {known.normalize():f} {measure}{_notes(facts, told)}"
            yield Contradiction(told, _whose(called, facts, told), detail)
    saved = sum((one.value for one in file.assets if one.kind == "deposit"), Decimal(0))
    if _sum(facts, "deposit") > saved:
        detail = f"申报 {saved} 元，记录 {_sum(facts, 'deposit')} 元{_notes(facts, 'deposit')}"
        yield Contradiction("deposit", _whose(called, facts, "deposit"), detail)


def _sum(facts: Sequence[Fact], told: Told) -> Decimal:
    return sum((one.amount for one in facts if one.told == told), Decimal(0))


def _whose(called: Mapping[str, str], facts: Sequence[Fact], told: Told) -> str:
    return "、".join(dict.fromkeys(called[one.id_number] for one in facts if one.told == told))


def _notes(facts: Sequence[Fact], told: Told) -> str:
    notes = "；".join(one.note for one in facts if one.told == told and one.note)
    return f"（{notes}）" if notes else ""
