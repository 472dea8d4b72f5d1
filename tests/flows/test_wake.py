"""A fact that is committed wakes whoever listens; one that is not, does not."""

from datetime import UTC, datetime
from threading import Timer

from models import outbox
from models.outbox_wake import listen
from runtime.database import Database

_AT = datetime(2022, 2, 21, tzinfo=UTC)


def _put(database: Database) -> None:
    with database.transaction() as session:
        outbox.put(session, event="clock.moved", payload={}, now=_AT, correlation="c")


def test_a_committed_fact_wakes_the_sleeper(database: Database) -> None:
    with listen(database.conninfo) as wake:
        Timer(0.1, _put, [database]).start()
        assert wake.wait(20)


def test_nothing_wakes_nobody(database: Database) -> None:
    with listen(database.conninfo) as wake:
        assert not wake.wait(0.05)


def test_facts_that_came_together_wake_and_what_came_meanwhile_is_not_missed(database: Database) -> None:
    with listen(database.conninfo) as wake:
        _put(database)
        _put(database)
        assert wake.wait(20)
