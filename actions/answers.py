"""Answers on their way to the engine: what was kept is filled in, numbers are sealed, files become the case's."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from actions.attachments import named
from engine.definition import FormField, Process
from engine.forms.values import as_kept
from engine.id_numbers import as_id_number, is_id_number
from engine.state import CaseState, Person
from models import attachments, organisation
from models.sealing import Seal
from models.session import Session


def fields_of(process: Process, state: CaseState, assignment_id: str) -> list[FormField]:
    """The form fields that are filled in the step of an assignment; none when it is not one of the case."""
    mine = state.assignment(assignment_id)
    return process.fields_at(mine.step) if mine else []


def filled_in(
    fields: Sequence[FormField], answers: Mapping[str, Any], kept: Mapping[str, Any], seal: Seal
) -> dict[str, Any]:
    """The answers to ``fields``, with what was kept before where nothing was said now, and ID numbers sealed.

    A masked or empty ID number means the one kept before: the page never shows the whole number. Whatever else
    is said is sealed as it reads, nobody hands in a sealed number of his own; full-width digits are digits. Keys
    that are no fields stay in, so that the engine can name them.
    """
    merged = {**{one.key: kept[one.key] for one in fields if one.key in kept}, **answers}
    for field in fields:
        if field.type == "id_no":
            merged[field.key] = _sealed(merged.get(field.key), kept.get(field.key), seal)
        elif field.key in answers:
            merged[field.key] = _rows_sealed(
                field, as_kept(field, answers[field.key]), kept.get(field.key), seal
            )
    return merged


def checkable(fields: Sequence[FormField], answers: Mapping[str, Any], seal: Seal) -> dict[str, Any]:
    """The answers as the engine checks them: an ID number that is wrong is put back into plain text for it."""
    known = {one.key: one for one in fields}
    return {
        key: _checkable(known[key], value, seal) if key in known else value for key, value in answers.items()
    }


def with_files(
    session: Session,
    case_id: str,
    fields: Sequence[FormField],
    answers: Mapping[str, Any],
    *,
    by: Person,
    now: datetime,
) -> dict[str, Any]:
    """The answers, with the files named in them made files of the case. Of a file nothing is believed but its name.

    Raises NoSuchFile for one that ``by`` never handed in, FileWrongKind for one that its field does not take.
    """
    found = dict(answers)
    for field in fields:
        value = answers.get(field.key)
        if field.type != "file" or not isinstance(value, Mapping) or not value.get("digest"):
            continue
        digest, title = str(value["digest"]), field.label
        file = named(session, digest, title=title, accept=field.accept, case_id=case_id, by=by)
        name = str(value.get("name") or field.label)
        attachments.attach(session, case_id, file.digest, name, now=now)
        found[field.key] = {
            "digest": file.digest,
            "name": name,
            "kind": file.kind,
            "size": file.size,
        }
    return found


def with_people(session: Session, fields: Sequence[FormField], answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers, with everybody named by login found; whoever is not stays as typed, for the engine to name."""
    found = dict(answers)
    for field in fields:
        said = answers.get(field.key)
        login = said.get("login") if isinstance(said, Mapping) else said
        if field.type == "person" and login:
            there = organisation.by_login(session, str(login))
            found[field.key] = (
                {"id": there.id, "login": there.login, "name": there.name} if there else str(login)
            )
    return found


def _rows_sealed(field: FormField, said: object, kept: object, seal: Seal) -> object:
    """The rows of a table with the ID numbers in them sealed. A mask means the number kept under it, if it is one.

    Two numbers that look alike masked are not guessed at: the mask stays, and the check asks for the number.
    """
    numbers = _numbers_in(field)
    if not numbers or not isinstance(said, list | tuple):
        return said
    before = [one for one in kept if isinstance(one, Mapping)] if isinstance(kept, list | tuple) else []
    known = {key: [one[key] for one in before if isinstance(one.get(key), Mapping)] for key in numbers}
    return [_row_sealed(row, known, seal) if isinstance(row, Mapping) else row for row in said]


def _row_sealed(row: Mapping[str, object], known: Mapping[str, list[Any]], seal: Seal) -> dict[str, object]:
    return {
        key: _cell_sealed(value, known[key], seal) if key in known else value for key, value in row.items()
    }


def _cell_sealed(said: object, known: Sequence[Mapping[str, str]], seal: Seal) -> object:
    if isinstance(
        said, Mapping
    ):  # nobody hands in a sealed number of his own, but for the one that he was given
        return next((one for one in known if one == said), seal.id_number(str(said)))
    masked = {one["hash"]: one for one in known if one["masked"] == said}
    if len(masked) == 1:
        return next(iter(masked.values()))
    return seal.id_number(as_id_number(str(said)))


def _numbers_in(field: FormField) -> list[str]:
    return [one.key for one in field.columns if one.type == "id_no"]


def _checkable(field: FormField, value: object, seal: Seal) -> object:
    if field.type == "id_no":
        return _opened_if_wrong(value, seal)
    numbers = _numbers_in(field)
    if not numbers or not isinstance(value, list | tuple):
        return value
    return [
        {key: _opened_if_wrong(cell, seal) if key in numbers else cell for key, cell in row.items()}
        if isinstance(row, Mapping)
        else row
        for row in value
    ]


def _sealed(said: object, kept: object, seal: Seal) -> object:
    known = kept if isinstance(kept, Mapping) else {}
    if said in (None, "", known.get("masked")) or said == kept:
        return kept
    return seal.id_number(as_id_number(str(said)))


def _opened_if_wrong(value: object, seal: Seal) -> object:
    """Whatever is sealed is opened, so nothing unchecked slips by."""
    if not isinstance(value, Mapping) or "sealed" not in value:
        return value
    plain = seal.open(str(value["sealed"]))
    return value if is_id_number(plain) else plain
