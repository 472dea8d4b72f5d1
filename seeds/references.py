"""Score sheets in files of their own: ``sheet: sheets/ankang.yaml`` is read as if it stood in the definition."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from seeds import yaml_lines
from seeds.findings import Finding

SHEETS = Path(__file__).parent / "sheets"
_NAMED = re.compile(r"sheets/(?P<name>[a-z][a-z0-9_]*)\.yaml")


def take_in_sheets(document: yaml_lines.Document, file: str) -> list[Finding]:
    """Put every named sheet in its place in ``document``. Returns a finding for each that is not there."""
    found: list[Finding] = []
    for step, path in _steps(document.value, ()):
        if isinstance(named := step.get("sheet"), str):
            sheet = _read(named)
            line = document.line((*path, "sheet"))
            if sheet is None:
                known = "、".join(f"sheets/{one.name}" for one in sorted(SHEETS.glob("*.yaml")))
                found.append(Finding(file, line, f"没有评分表 {named}", f"改成 {known} 之一，或写在这里"))
                continue
            step["sheet"] = sheet
    return found


def _steps(
    part: Any,  # noqa: ANN401 - whatever YAML holds
    path: tuple[str | int, ...],
    within: tuple[int, ...] = (),
) -> Iterator[tuple[dict[str, Any], tuple[str | int, ...]]]:
    """Every score step, wherever it stands. A part that contains itself (``&a`` … ``*a``) is not entered again."""
    if not isinstance(part, dict | list) or id(part) in within:
        return
    if isinstance(part, dict) and part.get("kind") == "score":
        yield part, path
    inner = part.items() if isinstance(part, dict) else enumerate(part)
    for key, value in inner:
        yield from _steps(value, (*path, key), (*within, id(part)))


def _read(named: str) -> object:
    """The sheet as it is written; None when there is no such file or it is no YAML."""
    match = _NAMED.fullmatch(named)
    file = SHEETS / f"{match['name']}.yaml" if match else None
    if file is None or not file.is_file():
        return None
    try:
        return yaml_lines.parse(file.read_text(encoding="utf-8")).value
    except yaml.YAMLError:
        return None
