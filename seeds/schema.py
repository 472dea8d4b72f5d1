"""A YAML text against a pydantic model: the value and its lines, or every finding at once."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from seeds import yaml_lines
from seeds.findings import DefinitionRefused, Finding
from seeds.schema_errors import words_for

Model = TypeVar("Model", bound=BaseModel)


def text_of(path: Path) -> str:
    """Read a file as UTF-8 text. Raises DefinitionRefused when it is something else, OSError when unreadable."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        finding = Finding(str(path), 1, "文件不是 UTF-8 编码的文字", "用文本编辑器另存为 UTF-8")
        raise DefinitionRefused([finding]) from error


def read_as(model: type[Model], text: str, file: str) -> tuple[Model, yaml_lines.Document]:
    """Read ``text`` as ``model``; findings call it ``file``. Raises DefinitionRefused with every finding."""
    document = document_of(text, file)
    found = findings_of(model, document, file)
    if found:
        raise DefinitionRefused(found)
    return model.model_validate(document.value), document


def document_of(text: str, file: str) -> yaml_lines.Document:
    """Read ``text`` as YAML; findings call it ``file``. Raises DefinitionRefused when it is none."""
    try:
        return yaml_lines.parse(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "不是文字"
        # What is missing is missed after the end.
        line = min(mark.line, text.rstrip().count("\n")) + 1 if mark else 1
        finding = Finding(file, line, f"YAML 写法有误（{problem}）", "检查缩进、引号和括号")
        raise DefinitionRefused([finding]) from error


def findings_of(model: type[BaseModel], document: yaml_lines.Document, file: str) -> list[Finding]:
    """Find every key written twice, and everything that keeps the document from being a ``model``."""
    findings = [
        Finding(file, line, f"键“{key}”写了两次", "只保留一处") for key, line in document.repeated_keys()
    ]
    try:
        model.model_validate(document.value)
    except ValidationError as error:
        findings += _schema_findings(error, document, file)
    return findings


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
