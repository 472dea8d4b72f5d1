"""A definition file → a checked process. Every finding names its line; nothing is guessed or left out."""

from collections.abc import Iterator
from pathlib import Path

import yaml
from engine.checks import check
from pydantic import ValidationError

from engine.definition import Process
from seeds import yaml_lines
from seeds.findings import DefinitionRefused, Finding
from seeds.schema_errors import words_for


def read_definition(path: Path) -> tuple[Process, str]:
    """Read the checked process in ``path``, and the text it is written in.

    Raises DefinitionRefused with every finding, OSError when the file cannot be read.
    """
    text = path.read_text(encoding="utf-8")
    return parse_definition(text, str(path)), text


def parse_definition(text: str, file: str) -> Process:
    """Check the process written in ``text``; findings call it ``file``. Raises DefinitionRefused."""
    document = _document(text, file)
    process = _process(document, file)
    findings = [Finding(file, document.line(one.path), one.sentence, one.cure) for one in check(process)]
    if findings:
        raise DefinitionRefused(findings)
    return process


def _document(text: str, file: str) -> yaml_lines.Document:
    try:
        return yaml_lines.parse(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "不是文字"
        finding = Finding(
            file, mark.line + 1 if mark else 1, f"YAML 写法有误（{problem}）", "检查缩进、引号和括号"
        )
        raise DefinitionRefused([finding]) from error


def _process(document: yaml_lines.Document, file: str) -> Process:
    findings = [
        Finding(file, line, f"键“{key}”写了两次", "只保留一处") for key, line in document.repeated_keys()
    ]
    try:
        process = Process.model_validate(document.value)
    except ValidationError as error:
        raise DefinitionRefused([*findings, *_schema_findings(error, document, file)]) from error
    if findings:
        raise DefinitionRefused(findings)
    return process


def _schema_findings(error: ValidationError, document: yaml_lines.Document, file: str) -> Iterator[Finding]:
    """One finding a value: the branches of a union all complain of the same one, and the first is enough."""
    seen: set[tuple[str | int, ...]] = set()
    for one in error.errors(include_url=False):
        there, line = document.find(one["loc"])
        place = (*there, one["loc"][-1]) if one["type"] == "missing" else there
        if place not in seen:
            seen.add(place)
            yield Finding(file, line, *words_for(_last_word(place), one))


def _last_word(place: tuple[str | int, ...]) -> str:
    return next((part for part in reversed(place) if isinstance(part, str)), "")
