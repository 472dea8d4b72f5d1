"""超时 on real PostgreSQL: sweeps that are late, twice or many at once, and a person at the very instant of a rung."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from actions import advance, assignments, deadlines
from engine.events import read_event
from engine.evolution import replay
from engine.handling.reminding import ahead
from engine.refusals import AlreadyClosed, CaseIsOver, Refusal
from engine.state import CaseState
from engine.working_time import WorkingTime
from models import assignments as assignment_rows
from models import calendars, cases, journal, processes
from models.sealing import Seal
from runtime.database import Database
from tests.actions.test_at_the_same_instant import at_once
from tests.actions.test_many_at_once import events_of, panel, several, state_of
from tests.factories import MONDAY
from tests.panel import a_panel_case, a_panel_office, a_panel_process

LATE = MONDAY + timedelta(days=30)
RUNGS: dict[str, dict[str, Any]] = {
    "remind": {"do": "remind"},
    "escalate": {"do": "escalate", "to": "clerk"},
    "pass_on": {"do": "pass_on", "to": "clerk"},
    "refuse": {"do": "refuse", "clause": "办法第八条"},
    "pass": {"do": "pass", "clause": "办法第八条"},
}
ANY: dict[str, Any] = {"mode": "any", "on_refusal": None}


def ladder(*does: str) -> dict[str, Any]:
    """A step of one of two people, with these rungs two, three, … working days after its due date."""
    rungs = [{"after": f"{n} working days", **RUNGS[one]} for n, one in enumerate(does, 2)]
    return {**ANY, "overdue": rungs}


def climbing(database: Database, case_id: str, visit: str) -> Callable[[], None]:
    def climbs() -> None:
        with database.transaction() as session:
            deadlines.climb(session, case_id, visit, now=LATE)

    return climbs


def visit_of(database: Database, case_id: str) -> str:
    return next(one.id for one in state_of(database, case_id).steps if one.key == "panel")


@pytest.mark.parametrize("order", ["person first", "timer first", "both at once"])
@pytest.mark.parametrize("does", list(RUNGS))
def test_pain_12_a_person_and_a_rung_meet_and_one_is_first(
    database: Database, seal: Seal, does: str, order: str
) -> None:
    """kestra#18507: what a person decided stands; whoever comes after the rule hears so."""
    case_id, people, (mine, _) = panel(database, seal, size=2, **ladder(does))
    actor, told = next(iter(people.values())), list[Refusal]()
    timer = climbing(database, case_id, visit_of(database, case_id))

    def person() -> None:
        with database.transaction() as session:
            assignments.decide(session, mine, "approve", actor=actor, now=LATE, seal=seal)

    def one_after_the_other(*acts: Callable[[], None]) -> None:
        for act in acts:
            told.extend(at_once(act))

    match order:
        case "person first":
            one_after_the_other(person, timer)
        case "timer first":
            one_after_the_other(timer, person)
        case _:
            told.extend(at_once(person, timer))
    share = state_of(database, case_id).assignment(mine)
    events = events_of(database, case_id)
    fired = sum(one.startswith("overdue.") for one in events)
    assert share is not None
    if share.status == "decided":
        assert told == []
        assert fired == 0 or does in ("remind", "escalate")
        assert (order, fired) != ("person first", 1)
    else:
        assert order != "person first"
        assert [type(one) for one in told] == [CaseIsOver if does == "refuse" else AlreadyClosed]
        assert fired == 1
    assert events.count("step.settled") == (1 if share.status == "closed" and does == "pass_on" else 2)


def test_eight_sweeps_at_once_fire_each_rung_once(database: Database, seal: Seal) -> None:
    case_id, _, _ = panel(database, seal, size=2, **ladder("remind", "escalate", "pass_on"))
    visit = visit_of(database, case_id)
    with several(database) as pools:
        assert at_once(*[climbing(pool, case_id, visit) for pool in pools]) == []
    fired = [one for one in events_of(database, case_id) if one.startswith("overdue.")]
    assert fired == ["overdue.reminded", "overdue.escalated", "overdue.passed_on"]


def test_the_sweep_finds_what_has_come_and_nothing_twice(session: Session, seal: Seal) -> None:
    process = a_panel_process(**ladder("remind", "pass"))
    a_panel_office(session, process, size=2)
    case_id = a_panel_case(session, seal, process)
    assert deadlines.to_climb(session, now=MONDAY + timedelta(days=7)) == []
    ((found, visit),) = deadlines.to_climb(session, now=LATE)
    assert found == case_id
    assert len(deadlines.climb(session, case_id, visit, now=LATE)) > 1
    assert deadlines.to_climb(session, now=LATE) == []
    assert deadlines.climb(session, case_id, visit, now=LATE) == []
    advance.advance(session, case_id, now=LATE)
    state = state_after(session, case_id)
    assert [one.key for one in state.steps if one.status == "open"] == ["decision"]
    by_rule = next(one for one in journal.lines(session, case_id) if one.event == "overdue.passed")
    assert by_rule.actor is None


def state_after(session: Session, case_id: str) -> CaseState:
    """The case as the journal tells it, which is as it is stored."""
    stored = cases.load(session, case_id)
    assert stored is not None
    state: CaseState | None = None
    for one in journal.lines(session, case_id):
        state = replay(state, [read_event(one.payload)], one.at)
    assert state == stored.state
    return stored.state


def test_reminders_before_the_due_date_are_found_at_their_moment(session: Session, seal: Seal) -> None:
    process = a_panel_process(remind={"before": ["2 working days"]}, **ANY)
    a_panel_office(session, process, size=2)
    a_panel_case(
        session, seal, process
    )  # due at the end of Monday the 28th; two working days before is Thursday
    thursday = MONDAY + timedelta(days=3)
    assert deadlines.to_remind(session, now=thursday - timedelta(minutes=31)) == []
    due = deadlines.to_remind(session, now=thursday)
    assert [one.when for one in due] == ["soon", "soon"]
    for one in due:
        deadlines.remind(session, one, now=thursday)
    assert deadlines.to_remind(session, now=thursday + timedelta(days=1)) == []


def test_the_clock_asks_for_no_share_that_is_far_from_its_due_date(session: Session, seal: Seal) -> None:
    process = a_panel_process(remind={"before": ["2 working days"]}, due="30 working days", **ANY)
    a_panel_office(session, process, size=2)
    a_panel_case(session, seal, process)  # due on the 2nd of April

    def asked(now: datetime) -> int:
        time = WorkingTime(calendars.of(session), process.office_hours)
        bounds = {one: ahead(found, now, time) for one, found in processes.in_use(session)}
        return len(assignment_rows.timed(session, at=now, ahead=bounds))

    assert asked(MONDAY + timedelta(days=10)) == 0, "neither loaded nor looked at"
    assert asked(MONDAY + timedelta(days=60)) == 2
