"""What was typed into the fields of a definition, read from a posted form."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from starlette.datastructures import FormData, UploadFile

from engine.definition import FieldBase, FormField
from engine.forms.values import is_blank
from engine.refusals import FieldFinding, FileTooLarge, FileWrongKind
from models import drafts
from models.session import Session
from web.errors import sentence_of
from web.speaking import Viewer, said
from web.uploads import take_in

_WHOLE = re.compile(r"-?[0-9]{1,15}")
_NUMBER = re.compile(r"[1-9][0-9]{0,3}")
PREFIX = "f."  # fields of the definition; whatever has no prefix belongs to the page


@dataclass(frozen=True, slots=True)
class Typed:
    """The answers, and what is wrong with files that were not taken in."""

    answers: Mapping[str, Any]
    findings: tuple[FieldFinding, ...]


def read(
    request: Request,
    session: Session,
    me: Viewer,
    assignment_id: str,
    *,
    fields: Sequence[FormField],
    form: FormData,
) -> Typed:
    """The answers to ``fields``; files are stored on the way, and one sent earlier counts while no other is sent."""
    kept = drafts.of(session, assignment_id)
    known = kept.answers if kept else {}
    answers: dict[str, Any] = {}
    findings: list[FieldFinding] = []
    for field in fields:
        if field.type == "household":  # filled in on a page of its own
            continue
        if field.type == "table":
            answers[field.key] = _rows(field, form)
            continue
        if field.type != "file":
            answers[field.key] = _value(field, PREFIX + field.key, form)
            continue
        try:
            answers[field.key] = _file(request, session, me, field, form) or known.get(field.key)
        except (FileTooLarge, FileWrongKind) as refusal:
            findings.append(FieldFinding(field.key, field.label, sentence_of(request, refusal)))
    present = {key: value for key, value in answers.items() if value is not None}
    return Typed(present, tuple(findings))


def name_of_cell(field: FormField, row: int, column: str) -> str:
    """The name of a cell's control; rows count from 1."""
    return f"{PREFIX}{field.key}.{row}.{column}"


def dropped(form: FormData, field: FormField) -> str:
    """The number of the row that somebody took out of a table just now; empty for none."""
    where, _, row = said(form, "drop").rpartition(".")
    return row if where == field.key else ""


def rows_shown(form: FormData, field: FormField) -> list[int]:
    """The numbers of the rows that a table has on the page, blank ones too, without the one taken out."""
    start = f"{PREFIX}{field.key}."
    numbers = {name[len(start) :].partition(".")[0] for name in form if name.startswith(start)}
    return sorted(int(one) for one in numbers - {dropped(form, field)} if _NUMBER.fullmatch(one))


def _rows(field: FormField, form: FormData) -> list[dict[str, object]]:
    """The rows of a table in their order, without those left blank and the one taken out."""
    rows = [_row(field, one, form) for one in rows_shown(form, field)]
    return [one for one in rows if not is_blank(one)]


def _row(field: FormField, number: int, form: FormData) -> dict[str, object]:
    cells = {one.key: _value(one, name_of_cell(field, number, one.key), form) for one in field.columns}
    return {key: value for key, value in cells.items() if not is_blank(value)}


def _value(field: FieldBase, name: str, form: FormData) -> object:
    """Text as the field's kind reads it; what cannot be read stays as typed, for the engine to name."""
    text = said(form, name)
    match field.type:
        case "multi_choice":
            return [one for one in form.getlist(name) if isinstance(one, str) and one]
        case "boolean":
            return {"yes": True, "no": False}.get(text, "")
        case "integer":
            return int(text) if _WHOLE.fullmatch(text) else text
        case "list":
            return [line.strip() for line in text.splitlines() if line.strip()]
        case _:
            return text.replace("\r\n", "\n")


def file_sent(form: FormData, field: FormField) -> UploadFile | None:
    """The file that was chosen for ``field``, if one was."""
    sent = form.get(PREFIX + field.key)
    return sent if isinstance(sent, UploadFile) and sent.filename else None


def _file(
    request: Request, session: Session, me: Viewer, field: FormField, form: FormData
) -> dict[str, object] | None:
    sent = file_sent(form, field)
    if sent is None or not sent.filename:
        return None
    stored = take_in(request, session, me, sent, field.accept)
    return {"digest": stored.digest, "name": sent.filename, "kind": stored.kind, "size": stored.size}
