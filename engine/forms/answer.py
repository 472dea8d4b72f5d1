"""One answer against its field: every defect in a sentence, of a table with row and column."""

import re
from collections.abc import Callable, Iterator, Mapping

from engine.definition import FieldBase, FormField
from engine.exact_figures import figure_of, grouped, kept_figure
from engine.forms.values import is_blank
from engine.id_numbers import is_date, is_id_number
from engine.refusals import FieldFinding

_LONGEST_LINE = 60
_MONTH = re.compile(r"(19|20)[0-9]{2}-(0[1-9]|1[0-2])")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
# 010 and 02x have eight digits behind the area code, all others seven or eight; an extension may follow.
_LANDLINE = re.compile(r"((010|02[0-9])-?[2-9][0-9]{7}|0[3-9][0-9]{2}-?[2-9][0-9]{6,7})(-[0-9]{1,6})?")
_MANY_ROWS = 200


def check_field(field: FormField, value: object) -> list[FieldFinding]:
    """Every defect of ``value`` as the answer to ``field``: none, one, or of a table one for each wrong cell."""
    if is_blank(value) and not isinstance(value, Mapping):
        return [FieldFinding(field.key, field.label, "必填")] if field.required else []
    if field.type == "table":
        return list(_check_table(field, value))
    if field.type == "household":
        return [FieldFinding(field.key, field.label, one) for one in _wrong_in_household(value)]
    message = _CHECKS[field.type](field, value)
    return [FieldFinding(field.key, field.label, message)] if message else []


def _wrong_in_household(value: object) -> list[str]:
    """The office puts in which version of the household's file is meant, and all that is wrong with it."""
    if not isinstance(value, Mapping) or "version" not in value:
        return ["请先填写家庭情况（一户一档）"]
    return [str(one) for one in value.get("findings", ())]


def most_rows(field: FormField) -> int:
    """How many rows a table takes at most."""
    return int(field.max) if field.max is not None else _MANY_ROWS


def _check_table(field: FormField, value: object) -> Iterator[FieldFinding]:
    if not isinstance(value, list | tuple) or not all(isinstance(one, Mapping) for one in value):
        yield FieldFinding(field.key, field.label, "应为若干行，每行写明各栏")
        return
    fewest = int(field.min) if field.min is not None else 0
    if len(value) < fewest:
        yield FieldFinding(field.key, field.label, f"至少填 {fewest} 行，现有 {len(value)} 行")
    if len(value) > most_rows(field):
        yield FieldFinding(field.key, field.label, f"至多填 {most_rows(field)} 行，现有 {len(value)} 行")
    for number, row in enumerate(value, 1):
        yield from _check_row(field, number, row)


def _check_row(field: FormField, number: int, row: Mapping[str, object]) -> Iterator[FieldFinding]:
    for column in field.columns:
        value = row.get(column.key)
        if is_blank(value) and not isinstance(value, Mapping):
            message = "必填" if column.required else ""
        else:
            message = _CHECKS[column.type](column, value)
        if message:
            yield _at(field, number, column.key, f"{column.label}：{message}")
    for key in row.keys() - {one.key for one in field.columns}:
        yield _at(field, number, key, f"{key}：表里没有这一栏")


def _at(field: FormField, number: int, column: str, message: str) -> FieldFinding:
    return FieldFinding(field.key, field.label, f"第 {number} 行 {message}", cell=f"{number}.{column}")


def _check_text(field: FieldBase, value: object) -> str:
    if not isinstance(value, str):
        return "应填写文字"
    limit = field.max or 200
    return f"不超过 {limit} 字，现有 {len(value)} 字" if len(value) > limit else ""


def _check_list(field: FieldBase, value: object) -> str:
    """A list has short lines of text, each once."""
    if not isinstance(value, list | tuple) or not all(isinstance(one, str) and one.strip() for one in value):
        return "每行填写一项"
    if len(set(value)) < len(value):
        return "有重复的项"
    too_long = [one for one in value if len(one) > _LONGEST_LINE]
    if too_long:
        return f"每项不超过 {_LONGEST_LINE} 字"
    return f"不超过 {field.max} 项" if field.max is not None and len(value) > field.max else ""


def _check_choice(field: FieldBase, value: object) -> str:
    return "" if value in field.options else f"请从这些选项中选择：{'、'.join(field.options)}"


def _check_choices(field: FieldBase, value: object) -> str:
    if not isinstance(value, list | tuple):
        return f"请从这些选项中选择（可选几项）：{'、'.join(field.options)}"
    other = [str(one) for one in value if one not in field.options]
    if other:
        return f"没有“{'”“'.join(other)}”，请从这些选项中选择：{'、'.join(field.options)}"
    if len(set(value)) < len(value):
        return "有重复的项"
    return _count(field, len(value))


def _count(field: FieldBase, chosen: int) -> str:
    if field.min is not None and chosen < field.min:
        return f"至少选 {field.min} 项，现选 {chosen} 项"
    return f"至多选 {field.max} 项，现选 {chosen} 项" if field.max is not None and chosen > field.max else ""


def _check_boolean(_field: FieldBase, value: object) -> str:
    return "" if isinstance(value, bool) else "请选择“是”或“否”"


def _check_month(_field: FieldBase, value: object) -> str:
    return "" if isinstance(value, str) and _MONTH.fullmatch(value) else "格式应为 1985-07"


def _check_date(_field: FieldBase, value: object) -> str:
    return "" if isinstance(value, str) and is_date(value) else "格式应为 2022-03-01"


def _check_integer(field: FieldBase, value: object) -> str:
    if not isinstance(value, int) or isinstance(value, bool):
        return "应填写整数"
    return _within(field, value)


def _check_money(field: FieldBase, value: object) -> str:
    if not isinstance(value, str) or kept_figure(value, field.decimals) != value:
        return "应填写以元计的金额，至多两位小数，例如 12345.60"
    return _within(field, value)


def _check_number(field: FieldBase, value: object) -> str:
    if not isinstance(value, str) or kept_figure(value, field.decimals) != value:
        return f"应填写数字，至多 {field.places} 位小数" if field.places else "应填写整数"
    return _within(field, value)


def _within(field: FieldBase, value: int | str) -> str:
    figure = figure_of(value)
    for limit, word, sign in ((field.min, "不少于", 1), (field.max, "不超过", -1)):
        if limit is not None and figure is not None and (figure - figure_of(limit)) * sign < 0:  # type: ignore[operator]
            return f"{word} {_limit(field, limit)}"
    return ""


def _limit(field: FieldBase, limit: object) -> str:
    kept = kept_figure(limit, field.decimals) or str(limit)
    return f"{grouped(kept)} {field.counted_in}".rstrip() if field.type != "integer" else f"{limit}"


def _check_phone(_field: FieldBase, value: object) -> str:
    right = isinstance(value, str) and (_MOBILE.fullmatch(value) or _LANDLINE.fullmatch(value))
    return "" if right else "应为 11 位手机号，或带区号的座机号，例如 029-87654321"


def _check_id_number(_field: FieldBase, value: object) -> str:
    """A sealed number was checked when it was sealed: only plain text is looked at here."""
    if isinstance(value, Mapping) and "sealed" in value:
        return ""
    right = isinstance(value, str) and is_id_number(value)
    return "" if right else "身份证号不正确，请核对（18 位，末位可为 X）"


def _check_file(_field: FieldBase, value: object) -> str:
    return "" if isinstance(value, Mapping) and value.get("digest") else "请上传文件"


def _check_person(_field: FieldBase, value: object) -> str:
    return "" if isinstance(value, Mapping) and value.get("id") else "没有找到这个人，请填写对方的登录名"


_CHECKS: dict[str, Callable[[FieldBase, object], str]] = {
    "text": _check_text,
    "long_text": _check_text,
    "list": _check_list,
    "choice": _check_choice,
    "multi_choice": _check_choices,
    "boolean": _check_boolean,
    "month": _check_month,
    "date": _check_date,
    "integer": _check_integer,
    "number": _check_number,
    "money": _check_money,
    "phone": _check_phone,
    "id_no": _check_id_number,
    "file": _check_file,
    "person": _check_person,
}
