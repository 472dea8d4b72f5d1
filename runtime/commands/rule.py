"""``banshi rule``: one rule of the published definitions, asked without a database."""

import json
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from engine.rulebook.answer import Answer, Figure, Rule, Value
from engine.rulebook.book import BOOK
from engine.rulebook.published import RuleSet
from runtime.complaints import CannotStart
from seeds.findings import DefinitionRefused
from seeds.rule_question import read_question


def catalogue() -> int:
    """Every rule with its title."""
    for one in BOOK.values():
        sys.stdout.write(f"{one.name:<20}{one.title}\n")
    return 0


def example(name: str) -> int:
    """A complete input of the rule."""
    sys.stdout.write(_rule(name).example)
    return 0


def ask(name: str, file: Path, *, as_json: bool) -> int:
    """Answer: 0, or 2 with every finding on standard error."""
    rule = _rule(name)
    try:
        asked, chosen = read_question(rule, file)
    except DefinitionRefused as refused:
        sys.stderr.writelines(f"{one}\n" for one in refused.findings)
        return 2
    except OSError as problem:
        message = f"{problem.filename}：无法读取（{problem.strerror}）"
        raise CannotStart(message) from problem
    answer = rule.answer(asked)
    lines = [_as_json(rule, answer, chosen)] if as_json else _as_text(answer, chosen)
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return 0


def _rule(name: str) -> Rule:
    if name not in BOOK:
        message = f"没有“{name}”这条规则；有：{'、'.join(BOOK)}"
        raise CannotStart(message)
    return BOOK[name]


def _as_text(answer: Answer, chosen: RuleSet | None) -> Iterator[str]:
    yield f"{_shown(answer.result)}  {answer.sentence}"
    for one in answer.figures:
        yield _line(one)
    if chosen:
        yield f"依据：{chosen.title}，{chosen.source}{'（假定，待确认）' if chosen.assumed else ''}"


def _line(one: Figure) -> str:
    how = f" = {one.how}" if one.how else ""
    clause = f"  [{one.clause}]" if one.clause else ""
    return f"  {one.label}：{_shown(one.value)}{how}{clause}"


def _as_json(rule: Rule, answer: Answer, chosen: RuleSet | None) -> str:
    told: dict[str, object] = {
        "rule": rule.name,
        "result": answer.result,
        "sentence": answer.sentence,
        "figures": [
            {"key": one.key, "label": one.label, "value": one.value, "how": one.how, "clause": one.clause}
            for one in answer.figures
        ],
    }
    if chosen:
        told["set"] = {"key": chosen.key, "source": chosen.source, "assumed": chosen.assumed}
    return json.dumps(told, ensure_ascii=False, default=str)


def _shown(value: Value) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return f"{value:.2f}" if isinstance(value, Decimal) else str(value)
