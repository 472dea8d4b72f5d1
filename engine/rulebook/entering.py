"""A set of parameters that somebody enters: where and when it holds, from which text; read whole, or every finding."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from engine.refusals import FieldFinding
from engine.rulebook.published import RuleSet

PROVINCE = "陕西"
"""Where caps of help and subsidies hold."""
WHERE = {"place": "地区", "source": "出处", "valid_from": "自", "valid_to": "至"}
"""What the fields are called that every set has."""


@dataclass(frozen=True, slots=True)
class Holding:
    """Where and when what is said holds, and where it comes from; ``valid_to`` is included."""

    place: str
    valid_from: date
    valid_to: date
    source: str


def holding(typed: Mapping[str, str], place: str) -> Holding:
    """Where it holds, once nothing is wrong with it."""
    first, last = (date.fromisoformat(typed[one].strip()) for one in ("valid_from", "valid_to"))
    return Holding(place, first, last, typed["source"].strip())


def flaws_of_holding(typed: Mapping[str, str]) -> Iterator[FieldFinding]:
    """What is wrong with days and source."""
    if not typed.get("source", "").strip():
        yield FieldFinding("source", WHERE["source"], "请写明出处：文件名称、文号")
    days = {key: _day(typed.get(key, "")) for key in ("valid_from", "valid_to")}
    for key, day in days.items():
        if day is None:
            yield FieldFinding(key, WHERE[key], "请写成日期，如 2023-01-01")
    first, last = days["valid_from"], days["valid_to"]
    if first and last and first > last:
        yield FieldFinding("valid_to", WHERE["valid_to"], f"{last} 早于 {first}")


def entered_set(
    rule: str, family: str, held: Holding, title: str, content: Mapping[str, object], *, assumed: bool
) -> RuleSet:
    """What was said as a set of ``rule``; ``assumed``: for some of it there is no text."""
    given = {
        "key": f"{family}_{held.valid_from.year}", "family": family, "rule": rule, "title": title,
        "place": held.place, "from": held.valid_from, "to": held.valid_to, "source": held.source,
        "assumed": assumed, "content": dict(content),
    }  # fmt: skip
    return RuleSet.model_validate(given)


def number_said(text: str) -> Decimal | None:
    """A number as people write it; None for what is none."""
    try:
        number = Decimal(text.replace(",", "").replace("，", "").strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
