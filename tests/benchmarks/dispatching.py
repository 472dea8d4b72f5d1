"""A thousand facts drained by one dispatcher, and a decision's way into the next inbox, in an office at work."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from time import perf_counter, sleep

from actions import assignments, cases
from actions.organisation import person_id
from actions.processes import publish
from engine.state import Person
from models import organisation, outbox
from runtime.database import Database, create_database
from runtime.embedded import Embedded
from runtime.prefect_environment import become_prefect_client
from runtime.schema import migrate
from runtime.settings import Settings
from runtime.wiring import Office, open_office
from tests.benchmarks.decisions import Times, open_share, seven_transitions
from tests.factories import MONDAY, an_office, answers, person, somebody_else
from tests.journeys.office import RunningOffice

_PATIENCE_SECONDS = 30.0


def settings_of(running: RunningOffice) -> Settings:
    """The settings of an office that runs beside us."""
    given = {key.removeprefix("BANSHI_").lower(): value for key, value in running.environment.items()}
    return Settings(**{name: given[name] for name in Settings.model_fields if name in given})  # type: ignore[arg-type]


def drain(running: RunningOffice, *, facts: int) -> tuple[int, float]:
    """Facts worked and seconds taken, by one dispatcher with runs on the running office's Prefect."""
    settings = settings_of(running)
    with _database_beside(settings) as database:
        _make_facts(database, facts)
        become_prefect_client(settings)
        os.environ["PREFECT_LOGGING_LEVEL"] = "ERROR"  # a line a task would bury the figures
        from flows.dispatch import drain as drain_office  # noqa: PLC0415 - Prefect reads its settings when imported

        office = replace(open_office(settings), database=database, channels={}, clock=lambda: MONDAY)
        began = perf_counter()
        return drain_office(office), perf_counter() - began


def into_the_inbox(running: RunningOffice, *, rounds: int) -> Times:
    """Seconds from the start of a decision until the next reviewer's assignment is open."""
    office = open_office(settings_of(running))
    with office.database.transaction() as session:
        publish(session, seven_transitions(), "", actor_id=None, now=office.clock())
        chair, party, officer = (
            organisation.person(session, person_id(login)) for login in ("xjtu.chair", "xjtu.party", "prov.officer")
        )  # fmt: skip
    times = Times("decision → next inbox", [])
    for _ in range(rounds):
        case_id = _handed_in(office, chair)
        mine = _wait_for(office, case_id, party)
        began = perf_counter()
        _approve(office, mine, party)
        after = _wait_for(office, case_id, officer)
        times.seconds.append(perf_counter() - began)
        _approve(office, after, officer)
    office.database.dispose()
    return times


@contextmanager
def _database_beside(settings: Settings) -> Iterator[Database]:
    """A database in the office's cluster that no dispatcher watches."""
    url = Embedded(Path(settings.cluster)).url("bench_drain")
    create_database(url)
    database = Database(url)
    migrate(database)
    yield database
    database.dispose()


def _make_facts(database: Database, facts: int) -> None:
    """Nominations opened and handed in until so many facts wait."""
    seal = open_office().seal
    with database.transaction() as session:
        an_office(session, quota=999)
        chair = person(session, "xjtu.chair")
    waiting = 0
    while waiting < facts:
        with database.transaction() as session:
            case_id = cases.open_case(session, "award_national51", actor=chair, now=MONDAY)
            mine = open_share(session, chair.id, case_id)
            form = answers(**somebody_else(session))
            cases.submit(session, mine or "", form, actor=chair, now=MONDAY, seal=seal)
            waiting = outbox.waiting(session)


def _handed_in(office: Office, chair: Person) -> str:
    now = office.clock()
    with office.database.transaction() as session:
        case_id = cases.open_case(session, "seven", actor=chair, now=now)
        mine = open_share(session, chair.id, case_id)
        cases.submit(session, mine or "", {"name": "测算"}, actor=chair, now=now, seal=office.seal)
    return case_id


def _approve(office: Office, mine: str, actor: Person) -> None:
    with office.database.transaction() as session:
        assignments.decide(session, mine, "approve", actor=actor, now=office.clock(), seal=office.seal)


def _wait_for(office: Office, case_id: str, actor: Person) -> str:
    """The actor's open assignment in the case, as soon as it is there. Raises TimeoutError."""
    deadline = perf_counter() + _PATIENCE_SECONDS
    while perf_counter() < deadline:
        with office.database.transaction() as session:
            if mine := open_share(session, actor.id, case_id):
                return mine
        sleep(0.005)
    raise TimeoutError(case_id)
