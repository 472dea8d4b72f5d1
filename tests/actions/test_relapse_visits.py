"""Visits are planned once for those who go, and what became of them is put on file whole or not at all."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from actions import monitoring_events, relapse_visits
from actions.monitoring import grade_next
from actions.relapse_visits import Report
from engine.refusals import NotAVisitor, VisitNoted, VisitsRefused
from models import outbox
from models.relapse_visits import RelapseVisit
from models.sealing import Seal
from models.session import Session
from seeds.relapse_rules import rules_for
from tests import watched
from tests.factories import an_office, person

MONTH, NOW = date(2022, 11, 1), datetime(2022, 11, 7, 1, tzinfo=UTC)
RULES = rules_for(MONTH)


@pytest.fixture
def visits(session: Session) -> list[RelapseVisit]:
    """A green, a yellow and a red household of one unit, and what they are owed."""
    an_office(session)
    green, yellow, red = watched.watch(session, 3)
    months = {
        green: watched.calm(),
        yellow: watched.calm() | {"new_student": Decimal(1)},
        red: watched.calm() | {"earner_lost": Decimal(1)},
    }
    watched.keep(session, MONTH, months)
    while grade_next(session, MONTH, RULES, now=NOW):
        pass
    for _ in range(2):
        relapse_visits.plan(session, MONTH, RULES, now=NOW)
    return stored(session)


def stored(session: Session) -> list[RelapseVisit]:
    asked = select(RelapseVisit).order_by(RelapseVisit.household, RelapseVisit.period)
    return list(session.scalars(asked.execution_options(populate_existing=True)))


def late(session: Session, now: datetime) -> int:
    return relapse_visits.tell_of_late(session, now=now)


def test_each_grade_is_owed_what_the_rules_say(session: Session, visits: list[RelapseVisit]) -> None:
    yellow, red = visits
    chair, party = (person(session, f"xjtu.{one}").id for one in ("chair", "party"))
    assert (yellow.how, yellow.visitor, yellow.second) == ("phone", chair, None)
    assert (red.how, red.visitor, red.second) == ("visit", chair, party)
    assert (yellow.due_on, red.due_on) == (date(2022, 11, 28), date(2022, 11, 10))


def test_an_event_plans_a_visit_at_once_and_none_beside_that_of_the_month(
    session: Session, visits: list[RelapseVisit]
) -> None:
    for number in ("0000000", "0000002"):
        monitoring_events.record(
            session, number, "accident", happened_on=NOW.date(), rules=RULES, actor=None, now=NOW
        )
    after = stored(session)
    assert [one.due_on for one in after if one.household == after[0].household] == [date(2022, 11, 10)]
    assert len(after) == len(visits) + 1


def test_what_was_found_is_sealed_and_put_on_file_once(
    session: Session, seal: Seal, visits: list[RelapseVisit]
) -> None:
    chair = person(session, "xjtu.chair")
    done = Report(visits[1].id, done_on=date(2022, 11, 7), findings="主要收入中断")
    missed = Report(visits[0].id, missed_why="away")
    assert relapse_visits.report(session, [done, missed], actor=chair, seal=seal, now=NOW) == 2
    yellow, red = stored(session)
    assert (yellow.missed_why, red.done_on) == ("away", date(2022, 11, 7))
    assert red.findings is not None
    assert "收入" not in red.findings
    assert seal.open(red.findings) == "主要收入中断"
    with pytest.raises(VisitsRefused, match="已经记录过"):
        relapse_visits.report(session, [done], actor=chair, seal=seal, now=NOW)


def test_one_wrong_line_keeps_all_out_and_every_line_is_told(
    session: Session, seal: Seal, visits: list[RelapseVisit]
) -> None:
    visits[1].second = None
    session.flush()
    done = [Report(one.id, done_on=date(2022, 11, 7), findings="好") for one in visits]
    actor = person(session, "xjtu.chair")
    with pytest.raises(VisitsRefused) as caught:
        relapse_visits.report(session, [*done, Report(999999)], actor=actor, seal=seal, now=NOW)
    assert [part in str(caught.value) for part in ("还没有第二人", "没有这次走访")] == [True, True]
    assert all(one.noted_at is None for one in stored(session))


def test_a_stranger_puts_nothing_on_file(session: Session, seal: Seal, visits: list[RelapseVisit]) -> None:
    actor, missed = person(session, "xazx.chair"), [Report(visits[0].id, missed_why="away")]
    with pytest.raises(VisitsRefused, match="不归您记录"):
        relapse_visits.report(session, missed, actor=actor, seal=seal, now=NOW)


def test_others_of_the_unit_may_go_instead(session: Session, seal: Seal, visits: list[RelapseVisit]) -> None:
    officer, member = person(session, "prov.officer"), person(session, "member3").id
    relapse_visits.send(session, visits[1].id, member, "", actor=officer)
    assert (stored(session)[1].visitor, stored(session)[1].second) == (member, None)
    with pytest.raises(NotAVisitor, match="演示member1"):
        relapse_visits.send(session, visits[1].id, person(session, "member1").id, "", actor=officer)
    report = [Report(visits[0].id, missed_why="moved")]
    relapse_visits.report(session, report, actor=officer, seal=seal, now=NOW)
    with pytest.raises(VisitNoted):
        relapse_visits.send(session, visits[0].id, member, "", actor=officer)


@pytest.mark.usefixtures("visits")
def test_the_officers_hear_once_of_a_visit_that_is_late(session: Session) -> None:
    assert late(session, NOW + timedelta(days=3)) == 0  # the last day is still a day
    assert late(session, NOW + timedelta(days=4)) == 1
    assert late(session, NOW + timedelta(days=5)) == 0
    assert late(session, NOW + timedelta(days=22)) == 1
    told = session.scalars(select(outbox.OutboxRow.payload).where(outbox.OutboxRow.event == "visits.late"))
    assert list(told) == [{"count": 1}, {"count": 1}]
