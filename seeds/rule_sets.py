"""The published sets of parameters in ``seeds/rules``, and the one that a question names."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

from engine.rulebook.published import RuleSet
from seeds.schema import read_as, text_of

FOLDER = Path(__file__).parent / "rules"


class NoSuchSet(LookupError):
    """No published set answers to the name, or none on the day: its words are the finding and the cure."""


@cache
def published(rule: str) -> tuple[RuleSet, ...]:
    """The sets of ``rule``, in the order of their names. Raises DefinitionRefused when a file is wrong."""
    files = sorted(FOLDER.glob("*.yaml"))
    return tuple(one for one in (_read(file) for file in files) if one.rule == rule)


def named(rule: str, name: str, on: date | None) -> RuleSet:
    """The set called ``name``, or the version of that family on the day ``on``. Raises NoSuchSet."""
    word = "_".join(name.lower().replace("-", " ").replace("_", " ").split())
    family = word.rstrip("0123456789").rstrip("_")
    kin = [one for one in published(rule) if family in (one.family, *one.also)]
    exact = [one for one in published(rule) if word == one.key] or [
        one for one in kin if word.removeprefix(family).strip("_") == str(one.valid_from.year)
    ]
    fit = exact or [one for one in kin if word == family and (on is None or one.holds_on(on))]
    if len(fit) != 1 or (on and not fit[0].holds_on(on)):
        raise NoSuchSet(*_what_is_missing(rule, name, on, kin))
    return fit[0]


def _what_is_missing(rule: str, name: str, on: date | None, kin: Sequence[RuleSet]) -> tuple[str, str]:
    if not kin:
        keys = "、".join(one.key for one in published(rule)) or "（没有已发布的）"
        return f"没有“{name}”这套规则", f"从这些里选：{keys}；或直接写出规则"
    spans = "、".join(f"{one.key}（{one.valid_from} 至 {one.valid_to or '今'}）" for one in kin)
    if on is None and name.rstrip()[-1:].isdigit():
        return f"没有“{name}”这一版规则", f"已发布的版本：{spans}"
    if on is None:
        return f"“{name}”没有写明是哪一年的", f"补上 on: 日期，或写全名：{spans}"
    return f"“{name}”没有适用于 {on} 的版本", f"已发布的版本：{spans}"


def _read(file: Path) -> RuleSet:
    return read_as(RuleSet, text_of(file), str(file))[0]
