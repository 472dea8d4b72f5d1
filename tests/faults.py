"""A database connection that breaks off where a test wants it to, and what is stored then."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from sqlalchemy import text

from engine.events import read_event
from engine.evolution import replay
from engine.state import CaseState
from models import cases as stored_cases
from models import journal
from models.base import Base
from runtime.database import Database

Stored = dict[str, list[str]]
_DOORS: tuple[tuple[type[Any], str], ...] = (
    (psycopg.Cursor, "execute"),
    (psycopg.Cursor, "executemany"),
    (psycopg.Connection, "commit"),
)


class CutOff(Exception):
    """What a test has happen between two words to the database."""


class Wire:
    """Counts what is said to PostgreSQL: statements and commits; breaks off before or after one of them."""

    def __init__(self, *, before: int | None = None, after: int | None = None) -> None:
        self.before = before
        self.after = after
        self.said = 0

    def passes(self, said: Callable[..., Any], *args: Any, **more: Any) -> Any:  # noqa: ANN401 - psycopg's own
        """Let one thing pass, or break off."""
        place = self.said
        self.said += 1
        if place == self.before:
            raise CutOff
        answer = said(*args, **more)
        if place == self.after:
            raise CutOff
        return answer


@contextmanager
def on_the_wire(**cut: int) -> Iterator[Wire]:
    """Everything that is said to PostgreSQL meanwhile."""
    wire = Wire(**cut)
    with pytest.MonkeyPatch.context() as patch:
        for kind, name in _DOORS:
            patch.setattr(kind, name, _watched(wire, getattr(kind, name)))
        yield wire


def _watched(wire: Wire, said: Callable[..., Any]) -> Callable[..., Any]:
    def passes(*args: Any, **more: Any) -> Any:  # noqa: ANN401 - psycopg's own
        return wire.passes(said, *args, **more)

    return passes


def everything(database: Database) -> Stored:
    """Every row of every table, as text."""
    with database.transaction() as session:
        return {
            name: sorted(session.scalars(text(f"SELECT to_jsonb(t)::text FROM {name} t")))  # noqa: S608 - our own name
            for name in Base.metadata.tables
        }


def assert_whole(database: Database, case_id: str) -> CaseState:
    """Case, journal, decisions and outbox say the same."""
    with database.transaction() as session:
        record = stored_cases.load(session, case_id)
        lines = journal.lines(session, case_id)
        assert record is not None
        assert journal.verify(session, case_id) is None
        state = None
        for line in lines:
            state = replay(state, [read_event(line.payload)], line.at)
        assert state == record.state
        asked = "SELECT seq FROM outbox WHERE case_id = CAST(:id AS uuid) ORDER BY seq"
        assert list(session.scalars(text(asked), {"id": case_id})) == [line.seq for line in lines]
        asked = "SELECT assignment_id::text FROM decisions WHERE case_id = CAST(:id AS uuid)"
        decided = [one.id for one in record.state.assignments if one.decided_at is not None]
        assert sorted(session.scalars(text(asked), {"id": case_id})) == sorted(decided)
        return record.state
