"""What was typed into the household's form: read cell by cell, with every unreadable cell named."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError
from starlette.datastructures import FormData

from engine.hardship.file import HouseholdFile
from engine.hardship.file_checks import Finding, Place

_FLAGS = {"working", "studying", "mobility_aid", "controlling"}
_SAYS = {
    "decimal_parsing": "不是金额，写成 38400 或 38400.50",
    "decimal_type": "不是金额，写成 38400 或 38400.50",
    "date_from_datetime_parsing": "不是日期，写成 2022-03-02",
    "date_parsing": "不是日期，写成 2022-03-02",
    "string_pattern_mismatch": "不是月份，写成 2021-11",
    "literal_error": "请从列表里选择",
    "missing": "没有填写",
}
_DEFAULTS = ("place", "kind", "relation", "able")  # what stands in a row of which nothing is filled in
_BLANK_DATES = {"authorised_on", "day"}
Tree = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Typed:
    """The file where it can be read, and what cannot; ``tree`` is all that was typed, to be shown again."""

    file: HouseholdFile | None
    findings: tuple[Finding, ...]
    tree: Tree = field(default_factory=dict)


def read(form: FormData, before: HouseholdFile | None) -> Typed:
    """The posted file. An ID number or card left empty is the one kept ``before``: the page never shows it whole."""
    typed = _tree(form)
    whole = with_kept(deepcopy(typed), before)
    try:
        return Typed(HouseholdFile.model_validate(whole), (), typed)
    except ValidationError as wrong:
        return Typed(None, tuple(_findings(wrong)), typed)


def _tree(form: FormData) -> Tree:
    """``members.0.incomes.1.amount`` and its like as nested lists; rows in which nothing is typed are left out."""
    members = [
        {**{key: value for key, value in row.items() if key != "incomes"}, "incomes": incomes}
        for row in _rows(form, "members")
        for incomes in [_rows(form, f"members.{row['place']}.incomes")]
    ]
    return {
        "members": [_without(row, "place") for row in members if _says(row, "name", "id_number", "was")],
        "bills": [_without(row, "place") for row in _rows(form, "bills")],
        "assets": [_without(row, "place") for row in _rows(form, "assets")],
        "traits": [str(one) for one in form.getlist("traits")],
        "accident_loss": _text(form, "accident_loss") or "0",
        "account": {key: _text(form, f"account.{key}") for key in ("bank", "card", "holder")},
    }


def _rows(form: FormData, prefix: str) -> list[Tree]:
    """The rows under ``prefix`` in which something is typed; the kind alone, which has a default, is nothing."""
    found: dict[int, Tree] = {}
    for name in form:
        head, _, key = name.removeprefix(f"{prefix}.").partition(".")
        if name.startswith(f"{prefix}.") and head.isdigit() and key and "." not in key:
            found.setdefault(int(head), {"place": int(head)})[key] = _cell(form, name, key)
    rows = [row for _, row in sorted(found.items())]
    filled = [
        row
        for row in rows
        if _says(row, *(key for key in row if key not in ("place", "kind", "relation", "able")))
    ]
    return [
        {key: value for key, value in row.items() if key == "place" or value is not None} for row in filled
    ]


def _cell(form: FormData, name: str, key: str) -> object:
    text = _text(form, name)
    if key in _FLAGS:
        return bool(text)
    if key == "able":
        return text != "no"
    if key in ("reimbursed", "value", "area") and not text:
        return None
    return None if key in _BLANK_DATES and not text else text.replace(",", "").replace("，", "")


def _says(row: Tree, *keys: str) -> bool:
    return any(row.get(key) not in (None, "", False, []) for key in keys)


def _without(row: Tree, key: str) -> Tree:
    incomes = [_without(one, "place") for one in row.get("incomes", [])]
    kept = {name: value for name, value in row.items() if name != key}
    return {**kept, "incomes": incomes} if "incomes" in row else kept


def with_kept(tree: Tree, before: HouseholdFile | None) -> Tree:
    """The tree with numbers that were left empty as they were kept: ``was`` is the place of a member before."""
    for row in tree["members"]:
        was = str(row.pop("was", ""))
        known = before.members if before else ()
        if not row.get("id_number") and was.isdigit() and int(was) < len(known):
            row["id_number"] = known[int(was)].id_number
        row["id_number"] = str(row.get("id_number", "")).upper()
    if before and not tree["account"]["card"]:
        tree["account"]["card"] = before.account.card
    return tree


def _findings(wrong: ValidationError) -> Iterator[Finding]:
    for one in wrong.errors():
        place: Place = tuple(one["loc"])
        yield Finding(place, f"{_where(place)}{_SAYS.get(one['type'], '写法不对')}。")


_PARTS: Mapping[str, str] = {"members": "成员", "incomes": "收入", "bills": "票据", "assets": "财产"}


def _where(place: Place) -> str:
    """``第 1 位成员第 2 行收入``: the way to a cell, in words."""
    words = ""
    for part, number in zip(place, (*place[1:], None), strict=True):
        if isinstance(part, str) and isinstance(number, int):
            words += f"第 {number + 1} {'位' if part == 'members' else '行'}{_PARTS[part]}"
    return words or "家庭情况"


def _text(form: FormData, name: str) -> str:
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""
