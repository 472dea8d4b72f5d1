"""The answers of a form in disguise: what rules look at stays, what tells who somebody is does not."""

from collections.abc import Mapping, Sequence
from typing import Any

from engine.copies.disguise import Disguise
from engine.definition import Column, FormField, Process

_KEPT = ("choice", "multi_choice", "boolean", "integer", "number", "money")
_PHONE, _MASK = "13900000000", "999***********0000"


def disguised_answers(
    process: Process, answers: Mapping[str, object], disguise: Disguise
) -> dict[str, object]:
    """Every answer by the kind of its field; what is no field of the form is a text."""
    fields = {one.key: one for one in process.form.fields}
    return {
        key: disguise.person(value)
        if key == process.form.subject and isinstance(value, str)
        else _answer(fields.get(key), value, disguise)
        for key, value in answers.items()
    }


def _answer(field: FormField | Column | None, value: object, disguise: Disguise) -> object:
    kind = field.type if field else "text"
    if kind in _KEPT or value is None:
        return value
    if isinstance(field, FormField) and kind == "table" and isinstance(value, Sequence):
        return [_row(field, row, disguise) for row in value]
    return _KINDS.get(kind, _told)(value, disguise)


def _row(field: FormField, row: Any, disguise: Disguise) -> dict[str, object]:  # noqa: ANN401 - whatever JSON holds
    return {key: _answer(field.column(key), cell, disguise) for key, cell in row.items()}


def _told(value: object, disguise: Disguise) -> object:
    """Whatever is not of a known kind: texts lose their words, figures stay."""
    match value:
        case str():
            return disguise.text(value)
        case Mapping():
            return {key: _told(one, disguise) for key, one in value.items()}
        case list() | tuple():
            return [_told(one, disguise) for one in value]
        case _:
            return value


def _id_number(value: object, disguise: Disguise) -> object:
    """The same person has the same hash in a copy, and no number at all."""
    kept = value if isinstance(value, Mapping) else {}
    return {"sealed": "", "hash": disguise.ids(str(kept.get("hash", ""))), "masked": _MASK}


def _file(value: object, disguise: Disguise) -> object:
    """That there was one, and of which kind."""
    kept = value if isinstance(value, Mapping) else {}
    ending = str(kept.get("name", "")).rpartition(".")[2][:5]
    ending = ending if ending in ("pdf", "docx", "jpg", "png") else "pdf"
    return {"digest": disguise.ids(str(kept.get("digest", ""))), "name": f"附件.{ending}"}


def _day(value: object, disguise: Disguise) -> object:
    return disguise.day(str(value)) or ""


_KINDS: Mapping[str, Any] = {
    "id_no": _id_number,
    "file": _file,
    "date": _day,
    "month": _day,
    "phone": lambda value, _disguise: _PHONE if value else value,
    "person": lambda value, disguise: disguise.ids(str(value)),
}
