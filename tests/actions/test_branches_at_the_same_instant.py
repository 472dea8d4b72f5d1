"""Branches that end at the same instant, and a race of a person with the clock, on real PostgreSQL with threads."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from actions import advance, assignments, waits
from engine.refusals import Refusal
from engine.state import CaseState, Person
from models import cases as stored
from models import journal
from models.sealing import Seal
from runtime.database import Database
from tests.actions.test_at_the_same_instant import at_once
from tests.actions.test_shape_of_a_process import Walk, a_process, fork, signs
from tests.factories import MONDAY

CASES = 10
LATER = MONDAY + timedelta(hours=3)
FRIDAY = MONDAY + timedelta(days=4)


def opened(database: Database, seal: Seal, *steps: dict[str, Any], cases: int) -> tuple[list[str], Person]:
    """So many cases, each with everything open that can be; and who signs."""
    with database.transaction() as session:
        walk = Walk(session, seal, a_process(*steps))
        every = [walk.case_id, *(walk.opens() for _ in range(cases - 1))]
        for case_id in every:
            while advance.advance(session, case_id, now=MONDAY):
                pass
        return every, walk.officer


def state_of(database: Database, case_id: str) -> CaseState:
    with database.transaction() as session:
        record = stored.load(session, case_id)
    assert record is not None
    return record.state


def signing(
    database: Database, seal: Seal, case_id: str, step: str, actor: Person, *, now: datetime = LATER
) -> Callable[[], None]:
    share = next(one.id for one in state_of(database, case_id).assignments if one.step == step)

    def sign() -> None:
        with database.transaction() as session:
            assignments.decide(session, share, "approve", actor=actor, now=now, seal=seal)

    return sign


@pytest.mark.parametrize("join", ["all", "first"])
def test_branches_that_end_at_once_open_what_follows_exactly_once(
    database: Database, seal: Seal, join: str
) -> None:
    every, officer = opened(database, seal, fork(signs("a"), signs("b"), signs("c"), join=join), cases=CASES)
    acts = [signing(database, seal, case_id, step, officer) for case_id in every for step in "abc"]
    refused = at_once(*acts)
    assert len(refused) == (0 if join == "all" else 2 * CASES)
    for case_id in every:
        state = state_of(database, case_id)
        assert state.pending == ("decision",)
        assert [one.status for one in state.blocks] == ["settled"]
        with database.transaction() as session:
            events = [one.event for one in journal.lines(session, case_id)]
        assert events.count("block.settled") == 1


def test_pain_12_in_a_race_of_a_person_and_the_clock_one_way_is_taken(database: Database, seal: Seal) -> None:
    pause = {"key": "pause", "title": "等候", "kind": "wait", "for": "2 working days"}
    race = {
        "key": "race",
        "title": "先到先行",
        "kind": "race",
        "branches": [{"steps": [signs("a"), signs("after_act")]}, {"steps": [pause, signs("after_clock")]}],
    }
    every, officer = opened(database, seal, race, cases=CASES)
    acts: list[Callable[[], None]] = []
    for case_id in every:
        visit = next(one.id for one in state_of(database, case_id).steps if one.key == "pause")
        acts += [
            signing(database, seal, case_id, "a", officer, now=FRIDAY),
            ticking(database, case_id, visit),
        ]
    refused = at_once(*acts)
    ways = [state_of(database, case_id).pending for case_id in every]
    assert set(ways) <= {("after_act",), ("after_clock",)}
    assert len(refused) == ways.count(("after_clock",)), (
        "a person who was too late is told so; the clock is not"
    )
    assert all(isinstance(one, Refusal) for one in refused)


def ticking(database: Database, case_id: str, visit: str) -> Callable[[], None]:
    def tick() -> None:
        with database.transaction() as session:
            waits.elapse(session, case_id, visit, now=FRIDAY)

    return tick
