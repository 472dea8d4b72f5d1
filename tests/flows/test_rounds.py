"""The schedule of rounds: what is due is done once, after downtime all of it, and the run is called by what it did."""

from datetime import timedelta

from flows import rounds
from models import round_journal
from runtime.wiring import Office
from tests.flows.conftest import StillClock

ROUND = "award_national51-2022"


def told(office: Office) -> list[str]:
    with office.database.transaction() as session:
        return [one.event for one in round_journal.lines(session, ROUND)]


def test_after_downtime_one_run_catches_up_and_the_next_finds_nothing(
    office: Office, clock: StillClock
) -> None:
    clock.now += timedelta(days=45)
    assert rounds.sweep(office) == "届次日程：开始 1 个阶段，结束 2 个阶段"
    once = told(office)
    assert rounds.sweep(office) == "届次日程：开始 0 个阶段，结束 0 个阶段"
    assert told(office) == once


def test_what_the_clock_did_bears_its_door_and_nobodys_name(office: Office, clock: StillClock) -> None:
    clock.now += timedelta(days=45)
    rounds.sweep(office)
    with office.database.transaction() as session:
        last = round_journal.lines(session, ROUND)[-1]
    assert (last.actor, last.door) == (None, "clock")
