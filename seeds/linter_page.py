"""The page of all findings of the linter, read from the code that makes them: nothing is listed twice or forgotten."""

import ast
import importlib
import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

MODULES = (
    "engine.linter.checks",
    "engine.linter.findings",
    "engine.linter.form_checks",
    "engine.linter.field_limits",
    "engine.linter.right_checks",
    "engine.linter.list_checks",
    "engine.linter.table_checks",
    "engine.linter.step_checks",
    "engine.linter.act_checks",
    "engine.linter.people_checks",
    "engine.linter.shown_checks",
    "engine.showing.posting",
    "engine.linter.return_checks",
    "engine.linter.copy_checks",
    "engine.linter.bulk_checks",
    "engine.linter.ladder_checks",
    "engine.linter.shape_checks",
    "engine.linter.score_checks",
    "engine.linter.title_checks",
    "engine.linter.waiver_checks",
    "engine.linter.opening_checks",
    "engine.linter.retention_checks",
    "engine.linter.words",
    "engine.linter.form",
    "engine.linter.time",
    "engine.linter.way",
    "engine.linter.fairness",
    "engine.linter.publicity",
    "seeds.staffing",
)
_BLANK = "〈…〉"
_HEAD = """# What the linter finds

<!-- Read from the code by seeds/linter_page.py: change the checks, not this page. -->

`banshi seeds check FILE` and the page 「流程定义」 check a definition before it is published. Each finding names its
line and its cure. A **问题** keeps the definition from being published; a **提示** does not, but is worth a second
look. 〈…〉 stands for a name from the definition. Besides these, every key that is unknown, missing or of a wrong kind
is named with its line."""


@dataclass(frozen=True, slots=True)
class Told:
    """One finding as the code words it; ``parts`` is the sentence, with None where a name is filled in."""

    module: str
    notice: bool
    parts: tuple[str | None, ...]
    cure: str

    @property
    def sentence(self) -> str:
        """The sentence with its blanks."""
        return "".join(_BLANK if part is None else part for part in self.parts)


def told() -> list[Told]:
    """Every finding and notice there is, in the order of the modules and of their code."""
    return [one for name in MODULES for one in _of(importlib.import_module(name))]


def page() -> str:
    """The page in Markdown."""
    every = told()
    serious = sum(not one.notice for one in every)
    parts = [_HEAD, f"{serious} findings (问题), {len(every) - serious} notices (提示)."]
    for name in MODULES:
        rows = [one for one in every if one.module == name]
        if rows:
            parts += [f"## {_title(name)}", _table(rows)]
    return "\n\n".join(parts) + "\n"


def write_page(path: Path) -> Path:
    """Write the page to ``path``."""
    path.write_text(page(), encoding="utf-8")
    return path


def _of(module: ModuleType) -> Iterator[Told]:
    tree = ast.parse(inspect.getsource(module))
    calls = [
        node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    ]
    for call in sorted(calls, key=lambda node: node.lineno):
        match call:
            case ast.Call(func=ast.Name(id="Finding" | "Notice" as kind), args=[_, sentence, cure]):
                told_cure = "".join(_BLANK if part is None else part for part in _words(cure))
                yield Told(module.__name__, kind == "Notice", tuple(_words(sentence)), told_cure)


def _words(node: ast.expr) -> Iterator[str | None]:
    """The text of an expression, None where something is filled in."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=values):
            for value in values:
                yield from _words(value)
        case ast.BinOp(left=left, right=right):
            yield from _words(left)
            yield from _words(right)
        case _:
            yield None


def _title(name: str) -> str:
    return (inspect.getdoc(importlib.import_module(name)) or name).splitlines()[0].rstrip(".")


def _table(rows: list[Told]) -> str:
    lines = ["| | 说什么 | 怎么改 |", "| --- | --- | --- |"]
    lines += [
        f"| {'提示' if one.notice else '问题'} | {_cell(one.sentence)} | {_cell(one.cure)} |" for one in rows
    ]
    return "\n".join(lines)


def _cell(text: str) -> str:
    return text.replace("|", "／").replace("{", "&#123;").replace("<", "&lt;")
