"""Every office that stands in the museum is brought to today's schema, and its cases are read, replayed and decided."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import text

from actions import advance, assignments, cases
from engine.definition import Process
from engine.events import read_event
from engine.evolution import replay
from engine.offering.choices import choices
from engine.state import CaseState
from models import calendars, journal, processes
from models import cases as stored_cases
from models import organisation as people
from models.session import Session
from runtime.database import Database
from runtime.embedded import Embedded
from runtime.schema import migrate
from tests.factories import MONDAY
from tests.museum.exhibits import HALL, PANEL, SEAL, set_up

EXHIBITS = sorted(HALL.glob("*.dump"))
_NUMBERS = count(1)


@pytest.fixture(scope="module", params=EXHIBITS, ids=lambda one: one.stem)
def office(cluster: Embedded, request: pytest.FixtureRequest) -> Iterator[Database]:
    """The office of an exhibit, under today's schema."""
    name = f"museum_{next(_NUMBERS)}"
    cluster.create_database(name)
    database = Database(cluster.url(name))
    set_up(database, Path(request.param))
    migrate(database)
    yield database
    database.dispose()


def all_cases(session: Session) -> list[str]:
    return list(session.scalars(text("SELECT id::text FROM cases ORDER BY opened_at, number")))


def loaded(session: Session, case_id: str) -> tuple[CaseState, Process]:
    record = stored_cases.load(session, case_id)
    assert record is not None
    return record.state, processes.get(session, record.state.version)


def test_pain_16_cases_of_an_earlier_release_replay_to_what_is_stored(office: Database) -> None:
    """spiff-arena#2911: old cases run into trouble after an upgrade."""
    with office.transaction() as session:
        found = all_cases(session)
        assert len(found) >= 18
        for case_id in found:
            state, replayed = loaded(session, case_id)[0], None
            for line in journal.lines(session, case_id):
                replayed = replay(replayed, [read_event(line.payload)], line.at)
            assert replayed == state
            assert journal.verify(session, case_id) is None


def test_pain_16_cases_of_an_earlier_release_offer_their_buttons(office: Database) -> None:
    with office.transaction() as session:
        for case_id in all_cases(session):
            state, process = loaded(session, case_id)
            for share in state.assignments:
                shown = choices(process, state, share.id, now=MONDAY, calendar=calendars.of(session))
                is_open = share.status == "open" and state.held is None and state.closed_at is None
                assert bool([one for one in shown if not one.refused]) is is_open


def test_pain_16_cases_of_an_earlier_release_are_decided_to_their_end(office: Database) -> None:
    with office.transaction() as session:
        mine = [one for one in all_cases(session) if loaded(session, one)[1].key == PANEL.key]
        assert len(mine) == 4
        for case_id in mine:
            decide_to_the_end(session, case_id)
            state, _process = loaded(session, case_id)
            assert (state.status, state.outcome) == ("determined", "yes")


def decide_to_the_end(session: Session, case_id: str) -> None:
    while (state := loaded(session, case_id)[0]).closed_at is None:
        share = next(one for one in state.assignments if one.status == "open")
        actor = people.person(session, share.person)
        if share.step == "enrol":
            cases.submit(session, share.id, {"name": "演示"}, actor=actor, now=MONDAY, seal=SEAL)
        else:
            outcome = "yes" if share.step == "decision" else None
            assignments.decide(
                session, share.id, "approve", actor=actor, now=MONDAY, seal=SEAL, outcome=outcome
            )
        advance.advance(session, case_id, now=MONDAY)


def test_the_museum_is_not_empty() -> None:
    assert EXHIBITS
