"""A table of filled forms: a draft a row, all of them or none."""

from collections.abc import Sequence
from datetime import datetime

from actions import cases
from engine.sheets import Row
from engine.state import Person
from models import cases as stored
from models.sealing import Seal
from models.session import Session


def open_drafts(
    session: Session, process_key: str, rows: Sequence[Row], *, actor: Person, now: datetime, seal: Seal
) -> list[str]:
    """Begin a case for each row, keep the row as its draft, and return the cases' ids.

    Files are added and the form handed in on its page, as with any draft. Raises the refusals of opening a case.
    """
    opened = []
    for row in rows:
        case_id = cases.open_case(session, process_key, actor=actor, now=now)
        record = stored.load(session, case_id)
        shares = record.state.assignments if record else ()
        mine = next(one.id for one in shares if one.person == actor.id)
        cases.save_draft(session, mine, row, actor=actor, now=now, seal=seal)
        opened.append(case_id)
    return opened
