"""A table of filled forms: a case a row, all of them or none."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from actions import cases, entering
from actions.answers import filled_in
from engine.definition import Process
from engine.forms.many import CellFinding, Row, check_rows, columns
from engine.state import Person, unit_facts
from models import drafts, numbers, organisation
from models.sealing import Seal
from models.session import Session


def looked_at(
    session: Session, process: Process, rows: Sequence[Row], *, actor: Person, now: datetime
) -> tuple[list[dict[str, object]], list[CellFinding]]:
    """The rows with everybody named by login found, and every wrong cell of all of them."""
    found = _with_people(session, process, rows)
    if process.enters:
        found = entering.with_units(session, found)
    facts = unit_facts(organisation.unit(session, actor.unit))
    wrong = [*check_rows(process, found, facts), *entering.wrong_rows(session, process, found, now=now)]
    return found, sorted(wrong, key=lambda one: one.row)


def bring_in(
    session: Session, process: Process, rows: Sequence[Row], *, actor: Person, now: datetime, seal: Seal
) -> list[str]:
    """A case for each row: a draft, or of a title from before the row handed in (补录). Returns their ids."""
    bring = entering.hand_in if process.enters else open_drafts
    return bring(session, process, rows, actor=actor, now=now, seal=seal)


def open_drafts(
    session: Session, process: Process, rows: Sequence[Row], *, actor: Person, now: datetime, seal: Seal
) -> list[str]:
    """Begin a case for each row, keep the row as its draft, and return the cases' ids.

    Files are added and the form handed in on its page, as with any draft. Raises the refusals of opening a case.
    """
    opening = cases.prepared(session, process.key, actor=actor, now=now)
    fields = opening.process.fields_at(opening.process.steps[0].key)
    kept: dict[str, dict[str, Any]] = {}
    opened = []
    for row, number in zip(rows, numbers.several(session, opening.series, len(rows)), strict=True):
        state = cases.begin(session, opening, number, actor=actor, now=now)
        mine = next(one.id for one in state.assignments if one.person == actor.id)
        kept[mine] = filled_in(fields, row, {}, seal)
        opened.append(state.id)
    drafts.keep_new(session, kept, now=now)
    return opened


def _with_people(session: Session, process: Process, rows: Sequence[Row]) -> list[dict[str, object]]:
    """Whoever is not found stays as typed, for the check to name."""
    keys = [one.key for one in columns(process) if one.type == "person"]
    known = organisation.by_logins(session, {str(row[key]) for row in rows for key in keys if row.get(key)})
    people = {login: {"id": str(one.id), "login": login, "name": one.name} for login, one in known.items()}
    return [{**row, **{key: people.get(str(row.get(key)), row.get(key)) for key in keys}} for row in rows]
