"""Bringing a filled table: one road for the page, the API and the command line."""

from dataclasses import dataclass
from datetime import datetime

from actions.sheets import bring_in, looked_at
from engine.deadlines import local_date
from engine.definition import Process
from engine.forms.many import CellFinding
from engine.refusals import NoSuchProcess
from engine.state import Person
from models import processes
from models.sealing import Seal
from models.session import Session
from web.xlsx.marking import marked
from web.xlsx.reading import read


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of a table: how many rows, what is wrong in which cell, and the cases that were begun.

    ``file`` is the table with its wrong cells marked.
    """

    rows: int
    wrong: tuple[tuple[str, CellFinding], ...] = ()
    file: bytes = b""
    cases: tuple[str, ...] = ()


def bring(
    session: Session, process_key: str, content: bytes, *, actor: Person, now: datetime, seal: Seal
) -> Brought:
    """Begin a case for each row of a table; with one wrong cell, for none. Whoever only tries rolls back after it.

    Raises NoSuchProcess, the refusals of a table that is not as it should be, and those of opening a case.
    """
    version, process = current(session, process_key, now)
    filled = read(content, process, version, local_date(now).year)
    rows, found = looked_at(session, process, filled.rows, actor=actor, now=now)
    wrong = tuple((str(place), one) for place, one in (*filled.strayed, *filled.placed(found)))
    if wrong:
        return Brought(len(rows), wrong, marked(content, wrong))
    opened = bring_in(session, process, rows, actor=actor, now=now, seal=seal)
    return Brought(len(rows), cases=tuple(opened))


def current(session: Session, key: str, now: datetime) -> tuple[str, Process]:
    """The version of a process under which cases are opened now. Raises NoSuchProcess."""
    today = local_date(now)
    found = processes.current(session, key, today)
    if found is None:
        raise NoSuchProcess(process=key, day=today.isoformat())
    return found
