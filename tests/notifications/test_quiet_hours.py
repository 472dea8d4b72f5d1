"""安静时段: what leaves the house waits for the office; the inbox does not."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from engine.deadlines import SHANGHAI
from engine.definition import Process
from models import deliveries, outbox
from models.outbox import OutboxLine
from models.sealing import Seal
from notifications.deliver import due, prepare, record
from notifications.links import Links
from notifications.message import Outcome
from tests.factories import MONDAY
from tests.panel import a_panel_case, a_panel_office, a_panel_process

LINKS = Links("http://127.0.0.1:8400")
FRIDAY_NIGHT = datetime(2022, 2, 25, 18, tzinfo=SHANGHAI)
SATURDAY = datetime(2022, 2, 26, 10, tzinfo=SHANGHAI)
OPENING = datetime(2022, 2, 28, 8, 30, tzinfo=SHANGHAI)


def panel_opened(session: Session, seal: Seal, process: Process) -> OutboxLine:
    """The line that tells a panel of two that its step opened."""
    a_panel_office(session, process, size=2)
    a_panel_case(session, seal, process)
    lines = outbox.claim(session, limit=100, now=MONDAY, lease_seconds=60)
    return next(one for one in lines if one.event == "step.opened" and one.payload["step"] == "panel")


def unread(session: Session, line: OutboxLine) -> int:
    people = [one["person"] for one in line.payload["assignments"]]
    return sum(len(deliveries.notices_of(session, one, limit=9)) for one in people)


@pytest.mark.parametrize("moment", [FRIDAY_NIGHT, SATURDAY, OPENING - timedelta(minutes=1)])
def test_pain_23_mail_of_a_night_or_a_weekend_goes_when_the_office_opens(
    session: Session, seal: Seal, moment: datetime
) -> None:
    line = panel_opened(session, seal, a_panel_process())
    assert prepare(session, line, now=moment, links=LINKS) == []
    assert unread(session, line) == 2
    assert due(session, now=OPENING - timedelta(seconds=1)) == []
    assert len(due(session, now=OPENING)) == 2


def test_within_office_hours_it_goes_at_once(session: Session, seal: Seal) -> None:
    line = panel_opened(session, seal, a_panel_process())
    assert len(prepare(session, line, now=MONDAY, links=LINKS)) == 2


def test_the_hours_are_those_of_the_process(session: Session, seal: Seal) -> None:
    process = a_panel_process()
    late_office = process.model_copy(
        update={"office_hours": process.office_hours.model_validate({"from": "17:00", "to": "22:00"})}
    )
    line = panel_opened(session, seal, late_office)
    assert prepare(session, line, now=MONDAY, links=LINKS) == []
    assert len(due(session, now=MONDAY.replace(hour=9))) == 2  # 17:00 in Shaanxi


@pytest.mark.parametrize("where", ["step", "process"])
def test_what_is_urgent_goes_on_a_saturday(session: Session, seal: Seal, where: str) -> None:
    process = a_panel_process(urgent=where == "step")
    if where == "process":
        process = process.model_copy(update={"urgent": True})
    line = panel_opened(session, seal, process)
    assert len(prepare(session, line, now=SATURDAY, links=LINKS)) == 2


def test_a_mail_that_failed_in_the_evening_is_not_tried_again_in_the_night(
    session: Session, seal: Seal
) -> None:
    line = panel_opened(session, seal, a_panel_process())
    closing = FRIDAY_NIGHT - timedelta(seconds=30)
    for mail in prepare(session, line, now=closing, links=LINKS):
        record(session, mail, Outcome("无法连接", retry=True), now=closing)
    assert due(session, now=closing + timedelta(minutes=5)) == []
    assert due(session, now=SATURDAY) == []
    assert len(due(session, now=OPENING)) == 2
