"""A case's answers as lines to read: masked numbers, files to open, yes and no in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.definition import FormField, Process
from engine.showing import text_of
from models.reads.cases import FileLine
from web.wording import Translate

_SHORT_LABEL = 10  # characters that fit beside a short answer


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One line of the form as it is read."""

    key: str
    label: str
    text: str
    file: FileLine | None
    wide: bool


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


def line(field: FormField, value: object, _: Translate) -> AnswerLine:
    """One answer as it is read."""
    file = file_of(value)
    wide = field.type in ("long_text", "file", "list") or len(field.label) > _SHORT_LABEL
    return AnswerLine(field.key, field.label, "" if file else text_of(value, _), file, wide)


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
