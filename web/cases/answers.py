"""A case's answers as lines to read: masked numbers, files to open, yes and no in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.definition import FIGURES, FieldBase, FormField, Process
from engine.forms.words import totals
from engine.showing.shown import text_of
from models.reads.cases import FileLine
from web.wording import Translate

_SHORT_LABEL = 10  # characters that fit beside a short answer


@dataclass(frozen=True, slots=True)
class TableLine:
    """A table as it is read: its heads, its rows cell by cell, and the sums below (empty where there is none)."""

    heads: tuple[str, ...]
    figures: tuple[bool, ...]
    rows: tuple[tuple[str, ...], ...]
    totals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One line of the form as it is read; ``text`` says a table in one line too."""

    key: str
    label: str
    text: str
    file: FileLine | None
    wide: bool
    table: TableLine | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """The lines that were filled at one step."""

    title: str
    lines: tuple[AnswerLine, ...]


def sections(process: Process, answers: Mapping[str, Any], _: Translate) -> list[Section]:
    """The form by the steps at which it is filled; a step of which nothing is filled yet is left out.

    So is a conditional field without an answer: it was not asked.
    """
    found = []
    for step in process.steps:
        fields = [one for one in process.fields_at(step.key) if not one.when or _is_filled(one, answers)]
        if any(_is_filled(field, answers) for field in fields):
            lines = tuple(line(field, answers.get(field.key), _) for field in fields)
            found.append(Section(step.title, lines))
    return found


def _is_filled(field: FormField, answers: Mapping[str, Any]) -> bool:
    return answers.get(field.key) not in (None, "", [])


def line(field: FieldBase, value: object, _: Translate) -> AnswerLine:
    """One answer as it is read."""
    file = file_of(value)
    wide = field.type in ("long_text", "file", "list", "table") or len(field.label) > _SHORT_LABEL
    text = "" if file else text_of(field, value, _)
    return AnswerLine(field.key, field.label, text, file, wide, table_of(field, value, _))


def table_of(field: FieldBase, value: object, _: Translate) -> TableLine | None:
    """A filled table as it is read; None for whatever is none."""
    if not isinstance(field, FormField) or field.type != "table" or not isinstance(value, list | tuple):
        return None
    columns = field.columns
    sums = {one.column.key: one.text for one in totals(field, value)}
    return TableLine(
        heads=tuple(one.label for one in columns),
        figures=tuple(one.type in FIGURES for one in columns),
        rows=tuple(
            tuple(text_of(one, row.get(one.key), _) for one in columns)
            for row in value
            if isinstance(row, Mapping)
        ),
        totals=tuple(sums.get(one.key, "") for one in columns) if sums else (),
    )


def file_of(value: object) -> FileLine | None:
    """The file that an answer names, if it names one."""
    if not isinstance(value, Mapping) or "digest" not in value:
        return None
    return FileLine(
        str(value["digest"]),
        str(value.get("name", "")),
        str(value.get("kind", "")),
        size if isinstance(size := value.get("size"), int) else 0,
    )
