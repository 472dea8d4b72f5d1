"""A table of filled forms: a draft a row, all of them or none."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from actions import cases
from actions.answers import filled_in
from engine.form_sheets import Row
from engine.state import Person
from models import drafts, numbers
from models.sealing import Seal
from models.session import Session


def open_drafts(
    session: Session, process_key: str, rows: Sequence[Row], *, actor: Person, now: datetime, seal: Seal
) -> list[str]:
    """Begin a case for each row, keep the row as its draft, and return the cases' ids.

    Files are added and the form handed in on its page, as with any draft. Raises the refusals of opening a case.
    """
    opening = cases.prepared(session, process_key, actor=actor, now=now)
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
