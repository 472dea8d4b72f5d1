"""What the migrations build is what the tables say, and the guards in the database hold."""

import re
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, ProgrammingError
from sqlalchemy.orm import Session

from engine.ledger.verbs import used
from models import places
from models.sealing import Seal
from models.tables import METADATA
from tests.factories import MONDAY, a_case, an_office


def test_the_migrations_build_what_the_tables_say(session: Session) -> None:
    context = MigrationContext.configure(session.connection())
    assert compare_metadata(context, METADATA) == []


def test_every_table_is_known_to_the_migrations() -> None:
    folder = Path(__file__).parents[2] / "models"
    words = "\n".join(one.read_text(encoding="utf-8") for one in folder.rglob("*.py"))
    assert sorted(METADATA.tables) == sorted(re.findall(r'__tablename__ = "(\w+)"', words))


@pytest.mark.parametrize(
    "statement", ["UPDATE journal SET event = 'x'", "DELETE FROM journal", "TRUNCATE journal CASCADE"]
)
def test_the_journal_is_append_only(session: Session, seal: Seal, statement: str) -> None:
    an_office(session)
    a_case(session, seal, at="party")
    with pytest.raises(ProgrammingError, match="append-only"), session.begin_nested():
        session.execute(text(statement))


@pytest.mark.parametrize("table", ["household_snapshots", "monitoring_events"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET household = 1", "DELETE FROM {}", "TRUNCATE {}"])
def test_what_was_said_of_a_household_is_append_only(session: Session, table: str, statement: str) -> None:
    with pytest.raises(ProgrammingError, match=f"{table} is append-only"), session.begin_nested():
        session.execute(text(statement.format(table)))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE quota_bookings SET places = 9",
        "DELETE FROM quota_bookings",
        "TRUNCATE quota_bookings CASCADE",
    ],
)
def test_the_ledger_of_places_is_append_only(session: Session, statement: str) -> None:
    an_office(session)
    with pytest.raises(ProgrammingError, match="append-only"), session.begin_nested():
        session.execute(text(statement))


def test_the_database_itself_refuses_a_place_too_many(session: Session, seal: Seal) -> None:
    an_office(session, quota=1)
    case = a_case(session, seal, at="party").case_id
    one_more = [used("xjtu", "", case)]
    with pytest.raises(IntegrityError, match="used_within_places"), session.begin_nested():
        places.book(session, "award_national51-2022", one_more, by=None, now=MONDAY)
