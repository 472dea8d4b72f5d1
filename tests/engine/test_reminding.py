"""催办: at four fifths of the time, and once after it."""

from datetime import timedelta

from engine import commands as c
from tests.engine.builders import SHI, at_step, sign


def test_one_reminder_at_80_percent_and_one_mark_of_being_overdue() -> None:
    office = at_step(sign("review", "city"))
    share = office.mine(SHI)
    assert share.due_at is not None
    term = share.due_at - share.opened_at
    soon, overdue = c.Remind(share.id, "soon"), c.Remind(share.id, "overdue")

    office.later(share.opened_at + term * 0.79)
    assert office.ask(soon) == []
    office.later(share.opened_at + term * 0.81)
    assert [event.event for event in office.ask(soon)] == ["assignment.reminded"]
    assert office.ask(soon) == []
    assert office.ask(overdue) == []
    office.later(share.due_at)
    assert [event.event for event in office.ask(overdue)] == ["assignment.overdue"]
    assert office.ask(overdue) == []


def test_whoever_acted_is_not_reminded() -> None:
    office = at_step(sign("review", "city"))
    share = office.mine(SHI)
    office.decides(SHI).later(office.now + timedelta(days=30))
    assert office.ask(c.Remind(share.id, "overdue")) == []
