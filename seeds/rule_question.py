"""A question file → what a rule is told, with named sets of parameters put in their place; or every finding."""

from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from engine.rulebook.answer import Rule
from engine.rulebook.published import RuleSet
from models.named_days import NamedStateCouncilCalendar
from seeds.findings import DefinitionRefused, Finding
from seeds.rule_sets import NoSuchSet, named
from seeds.schema import document_of, findings_of, text_of
from seeds.yaml_lines import Document

CALENDAR = "cn_workdays"


class QuestionRefused(DefinitionRefused):
    """提问文件有 {count} 处问题，没有作答：{lines}"""


def read_question(rule: Rule, path: Path) -> tuple[BaseModel, RuleSet | None]:
    """Read what ``rule`` is told in ``path``, and the published set it names, if any.

    Raises QuestionRefused with every finding, OSError when the file cannot be read.
    """
    return parse_question(rule, text_of(path), str(path))


def parse_question(rule: Rule, text: str, file: str) -> tuple[BaseModel, RuleSet | None]:
    """As ``read_question``; findings call the text ``file``."""
    document = document_of(text, file)
    if not isinstance(document.value, dict):
        cure = f"写成“键: 值”；完整的例子：banshi rule {rule.name} --example"
        raise QuestionRefused([Finding(file, 1, "文件里应是一组“键: 值”", cure)])
    value, chosen, wrong = _resolved(rule, document, file)
    filled = replace(document, value=value)
    found = [*wrong, *(one for one in findings_of(rule.asked, filled, file) if not _said(one, wrong))]
    if found:
        raise QuestionRefused(found)
    return rule.asked.model_validate(value), chosen


def _resolved(
    rule: Rule, document: Document, file: str
) -> tuple[dict[str, Any], RuleSet | None, list[Finding]]:
    value = dict(document.value)
    if "calendar" in rule.asked.model_fields:
        if value.get("calendar", CALENDAR) != CALENDAR:
            wrong = Finding(
                file,
                document.line(["calendar"]),
                f"没有“{value['calendar']}”这个日历",
                f"写成 {CALENDAR}，或删去",
            )
            return value | {"calendar": None}, None, [wrong]
        value["calendar"] = NamedStateCouncilCalendar()
    name = value.get(rule.named)
    if not isinstance(name, str):
        return value, None, []
    try:
        chosen = named(rule.name, name, _day(value.get("on")))
    except NoSuchSet as missing:
        return value, None, [Finding(file, document.line([rule.named]), *missing.args)]
    return value | {rule.named: chosen.content}, chosen, []


def _day(written: object) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(str(written))
    return None


def _said(finding: Finding, wrong: list[Finding]) -> bool:
    """A name that is not known is one finding: that it is no mapping either need not be said."""
    return any(one.line == finding.line for one in wrong)
