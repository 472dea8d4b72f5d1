"""Form schema → check of the answers. Every wrong field is named at once, in a sentence."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from unicodedata import normalize

from engine.conditions import TABLE, Facts, fields_of, holds, tables_in
from engine.definition import FormField, Process, Rule, Share
from engine.form_parts import asked_at
from engine.refusals import FieldFinding, FormIncomplete
from engine.tables import Table, answered, rows_in_words

Answers = Mapping[str, object]

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_LONGEST_LINE = 60
# Digits are written out: \d also takes those of other scripts, full-width ones among them, and $ a line's end.
_ID_NUMBER = re.compile(r"[0-9]{17}[0-9X]")
_MONTH = re.compile(r"(19|20)[0-9]{2}-(0[1-9]|1[0-2])")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def check_answers(fields: list[FormField], answers: Answers) -> list[FieldFinding]:
    """Every defect of ``answers``: missing, wrong kind, too long, not among the options, not in the form."""
    findings = [found for field in fields for found in _check_field(field, answers.get(field.key))]
    known = {field.key for field in fields}
    findings += [FieldFinding(key, key, "表单里没有这一项") for key in answers if key not in known]
    return findings


def check_rules(
    process: Process, step: str, facts: Facts, unsure: Collection[str] = ()
) -> list[FieldFinding]:
    """The rules checked at ``step`` that ``facts`` do not meet, each with its clause.

    A rule on a field in ``unsure`` is left out: that field has a defect of its own, said already.
    """
    return [
        FieldFinding(rule.key, rule.title, evidence, rule.clause)
        for rule in process.rules
        if rule.checked_at == step and not looks_at(rule, process.tables) & set(unsure)
        for met, evidence in [judge(rule, facts, process.tables)]
        if not met
    ]


def must_be_complete(process: Process, step: str, answers: Answers, facts: Facts) -> None:
    """Raise FormIncomplete with every defect of the asked fields and the rules of ``step``, if there is one."""
    findings = check_answers(asked_at(process, step, {**facts, **answers}), answers)
    findings += check_rules(process, step, {**facts, **answers}, [one.field for one in findings])
    if findings:
        raise FormIncomplete(findings)


def looks_at(rule: Rule, tables: Sequence[Table]) -> set[str]:
    """The names of the facts that ``rule`` is about, those that its decision tables look at included."""
    if rule.share is not None:
        return {rule.share.part, rule.share.whole}
    if rule.condition is None:
        return set()
    asked = {name for table in _asked(rule, tables) for name in table.looks_at}
    return asked | {name for name in fields_of(rule.condition) if not name.startswith(TABLE)}


def judge(rule: Rule, facts: Facts, tables: Sequence[Table]) -> tuple[bool, str]:
    """Whether ``facts`` meet ``rule``, and the evidence in a few words: of a decision table, the row and its clause."""
    if rule.share is not None:
        return _judge_share(rule.share, facts)
    if rule.condition is None:
        return True, "符合"
    met = holds(rule.condition, answered(tables, facts))
    rows = rows_in_words(tables, [rule.condition], facts)
    verdict = "符合" if met else "不符合"
    return met, f"{verdict}；{rows}" if rows else verdict


def _asked(rule: Rule, tables: Sequence[Table]) -> list[Table]:
    named = {one.table for one in tables_in(rule.condition)} if rule.condition else set()
    return [table for table in tables if table.key in named]


def as_id_number(text: str) -> str:
    """What was typed as an ID number, as it is printed: full-width digits are digits, and the last may be an X."""
    return normalize("NFKC", text).strip().upper()


def is_id_number(text: str) -> bool:
    """Whether ``text`` is an 18-digit ID number with a right check digit and a real birthday (GB 11643)."""
    if not _ID_NUMBER.fullmatch(text) or not _is_date(f"{text[6:10]}-{text[10:12]}-{text[12:14]}"):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(text, _WEIGHTS, strict=False))
    return _CHECK_DIGITS[total % 11] == text[17]


def _judge_share(share: Share, facts: Facts) -> tuple[bool, str]:
    part, whole = facts.get(share.part), facts.get(share.whole)
    if not isinstance(part, int) or not isinstance(whole, int) or whole <= 0:
        return False, "人数没有填全"
    left, right = part * share.den, whole * share.num
    met = left >= right if share.op == ">=" else left > right
    sign = "不少于" if share.op == ">=" else "超过"
    if share.num == share.den:  # a plain comparison: nobody says "at least 1/1"
        return met, f"{part} {sign} {whole}" if met else f"{part}，应{sign} {whole}"
    return met, f"{part}/{whole}，应{sign} {share.num}/{share.den}"


def _check_field(field: FormField, value: object) -> list[FieldFinding]:
    if value in (None, "", []) or (isinstance(value, str) and not value.strip()):
        return [FieldFinding(field.key, field.label, "必填")] if field.required else []
    if field.type == "household":
        return [FieldFinding(field.key, field.label, one) for one in _wrong_in_household(value)]
    message = _CHECKS[field.type](field, value)
    return [FieldFinding(field.key, field.label, message)] if message else []


def _wrong_in_household(value: object) -> list[str]:
    """The office puts in which version of the household's file is meant, and all that is wrong with it."""
    if not isinstance(value, Mapping) or "version" not in value:
        return ["请先填写家庭情况（一户一档）"]
    return [str(one) for one in value.get("findings", ())]


def _check_text(field: FormField, value: object) -> str:
    if not isinstance(value, str):
        return "应填写文字"
    limit = field.max or 200
    return f"不超过 {limit} 字，现有 {len(value)} 字" if len(value) > limit else ""


def _check_list(field: FormField, value: object) -> str:
    """A list has short lines of text, each once."""
    if not isinstance(value, list | tuple) or not all(isinstance(one, str) and one.strip() for one in value):
        return "每行填写一项"
    if len(set(value)) < len(value):
        return "有重复的项"
    too_long = [one for one in value if len(one) > _LONGEST_LINE]
    if too_long:
        return f"每项不超过 {_LONGEST_LINE} 字"
    return f"不超过 {field.max} 项" if field.max is not None and len(value) > field.max else ""


def _check_choice(field: FormField, value: object) -> str:
    return "" if value in field.options else f"请从这些选项中选择：{'、'.join(field.options)}"


def _check_boolean(_field: FormField, value: object) -> str:
    return "" if isinstance(value, bool) else "请选择“是”或“否”"


def _check_month(_field: FormField, value: object) -> str:
    return "" if isinstance(value, str) and _MONTH.fullmatch(value) else "格式应为 1985-07"


def _check_date(_field: FormField, value: object) -> str:
    return "" if isinstance(value, str) and _is_date(value) else "格式应为 2022-03-01"


def _check_integer(field: FormField, value: object) -> str:
    if not isinstance(value, int) or isinstance(value, bool):
        return "应填写整数"
    if field.min is not None and value < field.min:
        return f"不少于 {field.min}"
    return f"不超过 {field.max}" if field.max is not None and value > field.max else ""


def _check_id_number(_field: FormField, value: object) -> str:
    """A sealed number was checked when it was sealed: only plain text is looked at here."""
    if isinstance(value, Mapping) and "sealed" in value:
        return ""
    return (
        ""
        if isinstance(value, str) and is_id_number(value)
        else "身份证号不正确，请核对（18 位，末位可为 X）"
    )


def _check_file(_field: FormField, value: object) -> str:
    return "" if isinstance(value, Mapping) and value.get("digest") else "请上传文件"


def _check_person(_field: FormField, value: object) -> str:
    return "" if isinstance(value, Mapping) and value.get("id") else "没有找到这个人，请填写对方的登录名"


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text):  # fromisoformat reads 20220301 and 2022-W09-2 too
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


_CHECKS: dict[str, Callable[[FormField, object], str]] = {
    "text": _check_text,
    "long_text": _check_text,
    "list": _check_list,
    "choice": _check_choice,
    "boolean": _check_boolean,
    "month": _check_month,
    "date": _check_date,
    "integer": _check_integer,
    "id_no": _check_id_number,
    "file": _check_file,
    "person": _check_person,
}
