"""What pydantic says of a definition, said in Chinese and with a cure."""

from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from engine.conditions import Comparison, TableSays
from engine.definition import Strict
from engine.rulebook.written import UNREADABLE
from engine.tables import Cell, Row, Table

Words = tuple[str, str]


def words_for(name: str, error: ErrorDetails) -> Words:
    """Say in a sentence and a cure what one of pydantic's errors means for the key ``name``."""
    if error["type"] == UNREADABLE:
        return error["ctx"]["sentence"], error["ctx"]["cure"]
    say = _WORDS.get(error["type"])
    if say is None:
        return f"“{name}”的值不合要求（{error['msg']}）", "对照同类定义改正"
    return say(name, error)


def _unknown_key(name: str, _error: ErrorDetails) -> Words:
    near = get_close_matches(name, sorted(_known_keys() - {name}), n=1)
    cure = f"是否想写“{near[0]}”？否则删去这一行" if near else "删去这一行：没有哪条规则读它"
    return f"不认识的键“{name}”", cure


def _missing(name: str, _error: ErrorDetails) -> Words:
    return f"缺少“{name}”", f"补上“{name}: …”"


def _not_listed(name: str, error: ErrorDetails) -> Words:
    return f"“{name}”不能是“{error['input']}”", f"从这些里选：{_expected(error)}"


def _unknown_kind(_name: str, error: ErrorDetails) -> Words:
    kind = (error.get("ctx") or {}).get("tag", "")
    return f"没有“{kind}”这种环节", f"kind 从这些里选：{_expected(error)}"


def _no_kind(_name: str, _error: ErrorDetails) -> Words:
    return "环节没有写 kind", "补上“kind: …”，例如 submit、sign、publicity"


def _wrong_length(name: str, _error: ErrorDetails) -> Words:
    return f"“{name}”不能为空", f"在“{name}”里至少写一项"


def _blank(name: str, _error: ErrorDetails) -> Words:
    return f"“{name}”空着", f"写上“{name}: …”"


def _bad_deadline(name: str, error: ErrorDetails) -> Words:
    return (
        f"“{name}”读不懂：{error['input']}",
        "写成“键: 值”；时限写成“5 working days”、“4 working hours”或“1 clock hours”",
    )


def _bad_word(name: str, error: ErrorDetails) -> Words:
    return f"“{name}”不能写成“{error['input']}”", "用小写英文字母开头，只含小写字母、数字和下划线"


def _kind_of_value(wanted: str) -> Callable[[str, ErrorDetails], Words]:
    def say(name: str, error: ErrorDetails) -> Words:
        return f"“{name}”应为{wanted}，现为“{error['input']}”", f"改成{wanted}"

    return say


def _limit(name: str, error: ErrorDetails) -> Words:
    ctx: Mapping[str, Any] = error.get("ctx") or {}
    bounds = "、".join(f"{_BOUNDS[key]} {value}" for key, value in ctx.items() if key in _BOUNDS)
    return f"“{name}”超出范围：{error['input']}", f"应{bounds}"


def _expected(error: ErrorDetails) -> str:
    ctx: Mapping[str, Any] = error.get("ctx") or {}
    listed = str(ctx.get("expected") or ctx.get("expected_tags") or "")
    return listed.replace("'", "").replace(" or ", "、").replace(", ", "、")


def _known_keys() -> set[str]:
    """Every key that some part of a definition may have."""
    parts: list[type[BaseModel]] = [*_models(Strict), Comparison, TableSays, Table, Row, Cell]
    return {info.alias or name for model in parts for name, info in model.model_fields.items()}


def _models(base: type[BaseModel]) -> Iterator[type[BaseModel]]:
    yield base
    for child in base.__subclasses__():
        yield from _models(child)


_BOUNDS = {"ge": "不小于", "le": "不大于", "gt": "大于", "lt": "小于"}
_number = _kind_of_value("整数")
_text = _kind_of_value("文字（必要时加引号）")
_yes_no = _kind_of_value(" true 或 false")
_day = _kind_of_value("日期，例如 2022-01-01")
_mapping = _kind_of_value("“键: 值”，例如 {甲: 1}")
_list = _kind_of_value("列表，例如 [甲, 乙]")
_WORDS: dict[str, Callable[[str, ErrorDetails], Words]] = {
    "extra_forbidden": _unknown_key,
    "missing": _missing,
    "literal_error": _not_listed,
    "union_tag_invalid": _unknown_kind,
    "union_tag_not_found": _no_kind,
    "too_short": _wrong_length,
    "string_too_short": _blank,
    "model_type": _bad_deadline,
    "model_attributes_type": _bad_deadline,
    "string_pattern_mismatch": _bad_word,
    "int_type": _number,
    "int_parsing": _number,
    "string_type": _text,
    "bool_type": _yes_no,
    "bool_parsing": _yes_no,
    "date_type": _day,
    "date_parsing": _day,
    "date_from_datetime_parsing": _day,
    "list_type": _list,
    "dict_type": _mapping,
    "greater_than_equal": _limit,
    "less_than_equal": _limit,
}
