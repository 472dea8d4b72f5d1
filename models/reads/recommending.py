"""Rounds for which a part of a union may recommend now."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from engine.deadlines import local_date
from engine.definition import Process
from models import processes

_OPEN = text("""
    SELECT r.key, r.title, sum(q.places), sum(q.used)
    FROM rounds r JOIN quota_lines q ON q.round = r.key AND q.unit = :union
    WHERE r.process = ANY(:processes) AND r.year = :year AND q.places > 0
    GROUP BY r.key, r.title ORDER BY r.key""")


@dataclass(frozen=True, slots=True)
class Running:
    """A round, the process by which is recommended for it, and the places that the union has there."""

    process: Process
    round: str
    title: str
    places: int
    used: int


def running(session: Session, union: str, *, now: datetime) -> list[Running]:
    """The rounds of this year in which the union has places, by each process that recommends for them."""
    today = local_date(now)
    found = []
    for _version, process in processes.in_force(session, today):
        if process.recommends_for:
            asked = {"union": union, "processes": process.recommends_for, "year": today.year}
            found += [Running(process, *row) for row in session.execute(_OPEN, asked)]
    return found


def lists_before(session: Session, round_process: str, *, now: datetime) -> list[Process]:
    """The processes by which parts of unions recommend for rounds of ``round_process``."""
    known = processes.in_force(session, local_date(now))
    return [process for _version, process in known if round_process in process.recommends_for]
