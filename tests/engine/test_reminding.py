"""催办: at four fifths of the time, and once after it."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from engine import commands as c
from engine import events as e
from engine.dues import before
from engine.handling.reminding import ahead
from engine.working_time import WorkingTime
from tests.engine.builders import LIN, MONDAY, SHI, Calendar2022, Office, a_process, at, at_step, sign

BEFORE = {"before": ["3 working days", "1 working day"]}


def told(events: list[e.Event]) -> list[str]:
    return [one.event for one in events]


def test_one_reminder_at_80_percent_and_one_mark_of_being_overdue() -> None:
    office = at_step(sign("review", "city"))
    share = office.mine(SHI)
    assert share.due_at is not None
    term = share.due_at - share.opened_at
    soon, overdue = c.Remind(share.id, "soon"), c.Remind(share.id, "overdue")

    office.later(share.opened_at + term * 0.79)
    assert office.ask(soon) == []
    assert office.later(share.opened_at + term * 0.81).ask(soon) == [], "in the evening nobody is there"
    office.later(at(2, 24, 8, 30))
    assert [event.event for event in office.ask(soon)] == ["assignment.reminded"]
    assert office.ask(soon) == []
    assert office.ask(overdue) == []
    office.later(share.due_at)
    assert [event.event for event in office.ask(overdue)] == ["assignment.overdue"]
    assert office.ask(overdue) == []


def test_the_reminder_of_a_percentage_waits_for_the_office_to_open() -> None:
    """Four fifths of five working days from a Tuesday are a Saturday night: it is said on Monday morning."""
    office = (
        Office(a_process(sign("review", "city", due="4 working days"))).later(at(2, 22, 9)).opens().submits()
    )
    share = office.mine(SHI)
    assert share.due_at == at(3, 1, 0)
    assert share.opened_at + (share.due_at - share.opened_at) * 0.8 < at(2, 27, 18)
    soon = c.Remind(share.id, "soon")
    assert office.later(at(2, 27, 20)).ask(soon) == []
    assert office.later(at(2, 28, 8, 29)).ask(soon) == []
    assert told(office.later(at(2, 28, 8, 30)).ask(soon)) == ["assignment.reminded"]


def test_the_reminder_within_clock_hours_waits_for_nobody() -> None:
    office = (
        Office(a_process(sign("review", "city", due="10 clock hours"))).later(at(2, 26, 9)).opens().submits()
    )
    assert told(office.later(at(2, 26, 17)).ask(c.Remind(office.mine(SHI).id, "soon"))) == [
        "assignment.reminded"
    ]


def test_whoever_acted_is_not_reminded() -> None:
    office = at_step(sign("review", "city"))
    share = office.mine(SHI)
    office.decides(SHI).later(office.now + timedelta(days=30))
    assert office.ask(c.Remind(share.id, "overdue")) == []


def test_reminders_so_many_working_days_before_come_once_each() -> None:
    office = at_step(sign("review", "city", due="5 working days", remind=BEFORE))  # to the end of the 28th
    soon = c.Remind(office.mine(SHI).id, "soon")
    assert office.later(at(2, 23, 8, 29)).ask(soon) == []
    assert told(office.later(at(2, 23, 8, 30)).ask(soon)) == ["assignment.reminded"]
    assert office.later(at(2, 24)).ask(soon) == []
    assert told(office.later(at(2, 25, 8, 30)).ask(soon)) == ["assignment.reminded"]
    assert office.later(at(2, 28)).ask(soon) == []


def test_reminders_that_were_missed_come_as_one() -> None:
    office = at_step(sign("review", "city", due="5 working days", remind=BEFORE))
    soon = c.Remind(office.mine(SHI).id, "soon")
    assert told(office.later(at(2, 27)).ask(soon)) == ["assignment.reminded"]
    assert office.later(at(2, 28)).ask(soon) == []


def test_what_a_step_says_of_reminders_goes_before_what_the_process_says() -> None:
    own = sign("review", "city", due="5 working days", remind={"before": ["3 working days"]})
    process = a_process(own, remind={"before": ["1 working day"]})
    office = Office(process).opens().submits()
    assert told(office.later(at(2, 23, 9)).ask(c.Remind(office.mine(SHI).id, "soon"))) == [
        "assignment.reminded"
    ]
    assert office.later(at(2, 25, 9)).ask(c.Remind(office.mine(SHI).id, "soon")) == []


def test_a_due_date_that_moved_brings_its_reminders_and_its_mark_anew() -> None:
    step = sign("review", "city", remind={"before": ["1 working day"]}, may=["ask"], ask_stops_clock=True)
    office = at_step(step)  # due at the end of Thursday the 24th
    share = office.mine(SHI).id
    soon, overdue = c.Remind(share, "soon"), c.Remind(share, "overdue")
    assert told(office.later(at(2, 23, 9)).ask(soon)) == ["assignment.reminded"]
    assert told(office.later(at(2, 25, 9)).ask(overdue)) == ["assignment.overdue"]
    office.ask(c.Ask(SHI, share, "哪一年？"))
    question = next(one for one in office.state.assignments if one.via == "question")
    office.later(at(3, 2)).ask(c.AnswerQuestion(LIN, question.id, "去年"))  # three working days later
    assert office.mine(SHI).due_at == at(3, 2, 0)
    office.later(at(3, 3))
    assert told(office.ask(overdue)) == ["assignment.overdue"]
    assert office.ask(overdue) == []


def test_where_the_ladder_nudges_at_once_the_mark_itself_tells_nobody() -> None:
    rung = {"after": "0 working days", "do": "remind"}
    office = at_step(sign("review", "city", overdue=[rung]))
    (marked,) = office.later(at(3, 1)).ask(c.Remind(office.mine(SHI).id, "overdue"))
    assert isinstance(marked, e.AssignmentOverdue)
    assert not marked.told


LEADS = [
    "3 working days",
    "1 working day",
    "5 working hours",
    "30 working hours",
    "40 clock hours",
]


@given(
    lead=st.sampled_from(LEADS),
    passed=st.timedeltas(timedelta(), timedelta(days=240)),
    later=st.timedeltas(timedelta(), timedelta(days=40)),
)
def test_no_nudge_has_come_of_a_due_date_beyond_the_horizon(
    lead: str, passed: timedelta, later: timedelta
) -> None:
    """What the clock asks the database for leaves nobody out."""
    process = a_process(sign("review", "city", due="5 working days", remind={"before": [lead]}))
    time = WorkingTime(Calendar2022(), process.office_hours)
    now = MONDAY + passed
    due, [said] = now + later, process.step("review").remind.before  # type: ignore[union-attr]
    if before(due, said, time) <= now:
        assert due <= ahead(process, now, time).horizon
