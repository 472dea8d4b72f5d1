"""How an exhibit is made and set up again: a database as ``pg_dump`` writes it."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.orm import Session

from actions import advance, assignments
from engine.state import Person
from models.sealing import Seal
from runtime.database import Database
from runtime.embedded_files import program
from tests.factories import MONDAY, ROAD, a_case, an_office, person
from tests.panel import a_panel, a_panel_case, a_panel_process, shares

HALL = Path(__file__).parent
SEAL = Seal(b"a key of thirty-two bytes or more")
PANEL = a_panel_process(mode="all", on_refusal="majority")


def furnish(database: Database) -> None:
    """An office with a nomination at every step of its road, and small cases before a panel, touched and untouched."""
    with database.transaction() as session:
        an_office(session, quota=len(ROAD) + 1, beside=[PANEL])
        for step, _ in ROAD:
            a_case(session, SEAL, at=step)
        a_case(session, SEAL)
        people = a_panel(session, size=3)
        for touch in (_untouched, _signed_by_one, _sent_back, _determined):
            touch(session, a_panel_case(session, SEAL, PANEL), people)


def dump(database: Database, into: Path) -> None:
    """Write the whole database into one file."""
    _pg("pg_dump", database, "--format=custom", "--compress=9", "--no-owner", f"--file={into}")


def set_up(database: Database, exhibit: Path) -> None:
    """Bring an exhibit into an empty database, as it was."""
    _pg("pg_restore", database, "--no-owner", "--single-transaction", "--exit-on-error", str(exhibit))


Touch = Callable[[Session, str, list[Person]], None]


def _untouched(_session: Session, _case_id: str, _people: list[Person]) -> None:
    """As it came before the panel."""


def _signed_by_one(session: Session, case_id: str, people: list[Person]) -> None:
    share = dict(_by_person(session, case_id))[people[0].id]
    assignments.decide(session, share, "approve", actor=people[0], now=MONDAY, seal=SEAL)


def _sent_back(session: Session, case_id: str, people: list[Person]) -> None:
    share = dict(_by_person(session, case_id))[people[1].id]
    assignments.send_back(session, share, "enrol", "请补正", actor=people[1], now=MONDAY)
    advance.advance(session, case_id, now=MONDAY)


def _determined(session: Session, case_id: str, people: list[Person]) -> None:
    mine = dict(_by_person(session, case_id))
    for one in people[:2]:
        assignments.decide(session, mine[one.id], "approve", actor=one, now=MONDAY, seal=SEAL)
    advance.advance(session, case_id, now=MONDAY)
    [(share, _)] = shares(session, case_id, step="decision")
    clerk = person(session, "prov.officer")
    assignments.decide(session, share, "approve", actor=clerk, now=MONDAY, seal=SEAL, outcome="yes")


def _by_person(session: Session, case_id: str) -> list[tuple[str, str]]:
    return [(who, share) for share, who in shares(session, case_id, step="panel")]


def _pg(tool: str, database: Database, *words: str) -> None:
    url = make_url(database.conninfo)
    subprocess.run(  # noqa: S603 - PostgreSQL's own program with our own words
        [program(tool), f"--dbname={url.render_as_string(hide_password=False)}", *words],
        env=dict(os.environ),
        stdin=subprocess.DEVNULL,
        check=True,
        capture_output=True,
    )
