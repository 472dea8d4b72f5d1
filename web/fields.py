"""The fields of a form as a page draws them: kind, kept value, and what is wrong with them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from engine.definition import FormField
from engine.refusals import FieldFinding
from models.reads.cases import FileLine
from web.answers import file_of
from web.typed import PREFIX

_INPUTS = {
    "text": "text",
    "long_text": "textarea",
    "choice": "select",
    "boolean": "radio",
    "month": "month",
    "date": "date",
    "integer": "number",
    "id_no": "text",
    "file": "file",
    "list": "textarea",
    "person": "text",
    "household": "household",
}


@dataclass(frozen=True, slots=True)
class Drawn:
    """One field on the page. ``value`` is what is typed so far; ``masked`` stands for a number that is kept sealed."""

    field: FormField
    name: str
    input: str
    value: str
    masked: str
    file: FileLine | None
    error: str
    hidden: bool = False

    @property
    def conditional(self) -> bool:
        """Whether it comes and goes while somebody types."""
        return self.field.when is not None

    @property
    def accept(self) -> str:
        """The kinds of file as the browser's chooser wants them."""
        return ",".join(f".{kind}" for kind in self.field.accept)

    @property
    def wide(self) -> bool:
        """Whether the field takes the whole width."""
        return self.field.type in ("long_text", "file", "list", "household") or (self.field.max or 0) >= 80  # noqa: PLR2004 - a long line


def drawn(
    fields: Sequence[FormField],
    values: Mapping[str, Any],
    findings: Sequence[FieldFinding] = (),
    unasked: Collection[str] = (),
) -> list[Drawn]:
    """``fields`` with the values typed or kept, and each finding beside its field; those ``unasked`` are hidden.

    A hidden field keeps what was typed, for whoever changes his mind before handing in.
    """
    wrong = {one.field: one.message for one in findings}
    return [
        replace(_drawn(one, values.get(one.key), wrong.get(one.key, "")), hidden=one.key in unasked)
        for one in fields
    ]


def beside_no_field(fields: Sequence[FormField], findings: Sequence[FieldFinding]) -> list[FieldFinding]:
    """The findings that belong to a rule and not to one field."""
    keys = {field.key for field in fields}
    return [one for one in findings if one.field not in keys]


def _drawn(field: FormField, value: object, error: str) -> Drawn:
    return Drawn(
        field=field,
        name=PREFIX + field.key,
        input=_INPUTS[field.type],
        value=str(value.get("login") or value.get("words", ""))
        if isinstance(value, Mapping)
        else _text(value),
        masked=str(value["masked"]) if isinstance(value, Mapping) and "masked" in value and not error else "",
        file=file_of(value),
        error=error,
    )


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case list():
            return "\n".join(map(str, value))
        case _:
            return str(value)
