"""Decisions through ``actions`` against the same writes by hand, in turn, in one run."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

import psycopg
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions import advance, assignments, cases
from engine.definition import Process
from engine.state import Person
from models.assignments import Assignment
from models.sealing import Seal
from runtime.database import Database
from seeds.definition_file import read_definition
from tests.benchmarks import bare
from tests.factories import MONDAY, an_office, person

_DECIDERS = ("xjtu.party", "prov.officer", "member1", "member2", "member3")
_DECISIONS = len(_DECIDERS)
_SEAL = Seal(b"a key for measuring, thirty-two bytes")


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds that single acts took."""

    name: str
    seconds: list[float]

    @property
    def p50(self) -> float:
        """The median, in milliseconds."""
        return median(self.seconds) * 1000

    @property
    def p95(self) -> float:
        """The 95th percentile, in milliseconds."""
        return quantiles(self.seconds, n=20)[-1] * 1000


def measure(database: Database, *, rounds: int) -> list[Times]:
    """Bare and ours in turn, case by case, so that both meet the same machine."""
    bare.make_tables(database.conninfo)
    with database.transaction() as session:
        an_office(session, beside=[seven_transitions()])
    yardstick, decisions, openings = Times("bare transition", []), Times("decide", []), Times("open_case", [])
    with psycopg.connect(database.conninfo) as connection:
        for _ in range(rounds):
            for one in bare.new_case(connection, _DECISIONS):
                yardstick.seconds.append(timed(partial(bare.transition, connection, one)))
            _one_case(database, decisions, openings)
    return [yardstick, decisions, openings]


def seven_transitions() -> Process:
    """The process that other systems were measured with."""
    return read_definition(Path(__file__).with_name("seven_transitions.yaml"))[0]


def timed(act: Callable[[], object]) -> float:
    """Seconds that ``act`` takes."""
    began = perf_counter()
    act()
    return perf_counter() - began


def open_share(session: Session, person_id: str, case_id: str) -> str | None:
    """The person's open assignment in a case, if there is one."""
    mine = select(Assignment.id).where(Assignment.case_id == case_id, Assignment.person == person_id)
    return session.scalar(mine.where(Assignment.status == "open"))


def _one_case(database: Database, decisions: Times, openings: Times) -> None:
    """Open, hand in, and decide five times; opening what follows is the dispatcher's and is not counted."""
    with database.transaction() as session:
        chair = person(session, "xjtu.chair")
        deciders = [person(session, login) for login in _DECIDERS]
    began = perf_counter()
    with database.transaction() as session:
        case_id = cases.open_case(session, "seven", actor=chair, now=MONDAY)
    openings.seconds.append(perf_counter() - began)
    with database.transaction() as session:
        mine = open_share(session, chair.id, case_id) or ""
        cases.submit(session, mine, {"name": "测算"}, actor=chair, now=MONDAY, seal=_SEAL)
    for actor in deciders:
        with database.transaction() as session:
            advance.advance(session, case_id, now=MONDAY)
            mine = open_share(session, actor.id, case_id) or ""
        decisions.seconds.append(timed(partial(_decide, database, mine, actor)))


def _decide(database: Database, mine: str, actor: Person) -> None:
    with database.transaction() as session:
        assignments.decide(session, mine, "approve", actor=actor, now=MONDAY, seal=_SEAL)
