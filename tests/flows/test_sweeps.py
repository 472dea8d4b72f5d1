"""What happens because it is time: reminders, the end of publicity, and all of it at once when the clock is moved."""

from dataclasses import replace
from datetime import timedelta

import pytest

from actions import clock as office_clock
from actions.processes import publish
from flows import deadlines, publicity
from flows.dispatch import drain
from flows.post import resend_due
from models import cases
from models import clock as stored_clock
from notifications.channels import ChannelUnreachable
from notifications.message import Message
from runtime.wiring import Office
from tests.factories import person
from tests.flows.conftest import Letterbox, StillClock
from tests.flows.stories import a_nomination
from tests.panel import a_panel, a_panel_case, a_panel_process


class Unreachable(Letterbox):
    """A mail server that is away until it is said to be back."""

    back = False

    def send(self, message: Message) -> None:
        if not self.back:
            raise ChannelUnreachable
        super().send(message)


def test_a_reminder_comes_once_and_then_the_mark_of_being_overdue(office: Office, clock: StillClock) -> None:
    nomination = a_nomination(office, at="party")
    due = next(one.due_at for one in nomination.state.assignments if one.step == "party")
    assert due is not None
    assert deadlines.sweep(office) == "时限巡检：催办 0 件，超时 0 件"
    clock.now = due - timedelta(hours=1)
    assert deadlines.sweep(office) == "时限巡检：催办 1 件，超时 0 件"
    assert deadlines.sweep(office) == "时限巡检：催办 0 件，超时 0 件"
    clock.now = due
    assert deadlines.sweep(office) == "时限巡检：催办 0 件，超时 1 件"
    assert deadlines.sweep(office) == "时限巡检：催办 0 件，超时 0 件"


def test_publicity_closes_when_its_last_day_is_over_and_once(office: Office, clock: StillClock) -> None:
    nomination = a_nomination(office, at="unit_publicity")
    assert publicity.sweep(office) == "公示到期：结束公示 0 件"
    clock.now = nomination.state.windows[0].closes_at
    assert publicity.sweep(office) == "公示到期：结束公示 1 件"
    assert publicity.sweep(office) == "公示到期：结束公示 0 件"
    assert nomination.state.pending == ("consult",)


@pytest.mark.prefect
@pytest.mark.usefixtures("server")
def test_moving_the_demonstration_clock_sweeps_at_once(office: Office, clock: StillClock) -> None:
    nomination = a_nomination(office, at="unit_publicity")
    drain(office)
    later = nomination.state.windows[0].closes_at + timedelta(minutes=1)
    with office.database.transaction() as session:
        stored_clock.set_shift(session, timedelta())
        office_clock.move(session, to=later, actor=person(session, "admin"), now=clock())
    clock.now = later
    drain(office)
    assert nomination.open_steps() == ["consult"]


def test_mail_that_did_not_go_goes_later_and_no_line_waits_for_it(office: Office, clock: StillClock) -> None:
    mailbox = Unreachable()
    office = replace(office, channels={"email": mailbox})
    nomination = a_nomination(office, at="party")
    drain(office)
    assert nomination.open_steps() == ["party"]
    assert mailbox.messages == []
    mailbox.back = True
    assert resend_due(office) == 0
    clock.forward(minutes=6)
    assert resend_due(office) == len(mailbox.messages) > 0


def test_a_late_step_climbs_its_ladder_once_and_the_post_waits_for_monday(
    office: Office, clock: StillClock, letterbox: Letterbox
) -> None:
    rungs = [
        {"after": "0 working days", "do": "remind"},
        {"after": "1 working day", "do": "escalate", "to": "clerk"},
    ]
    process = a_panel_process(mode="any", on_refusal=None, overdue=rungs)
    with office.database.transaction() as session:
        publish(session, process, "", actor_id=None, now=clock())
        a_panel(session, size=2)
        case_id = a_panel_case(session, office.seal, process)
        due = next(one.due_at for one in cases.load(session, case_id).state.steps if one.key == "panel")  # type: ignore[union-attr]
    assert due is not None
    drain(office)
    letterbox.messages.clear()
    clock.now = due + timedelta(days=3, hours=12)  # Friday noon: both rungs have come
    assert deadlines.sweep(office) == "时限巡检：催办 0 件，超时 2 件，超时处理 1 件"
    assert deadlines.sweep(office) == "时限巡检：催办 0 件，超时 0 件"
    clock.now += timedelta(days=1)
    drain(office)
    assert letterbox.messages == []
    clock.now += timedelta(days=2)
    assert resend_due(office) == 3
    assert sorted(one.subject[:6] for one in letterbox.messages) == [
        "【超时催办】",
        "【超时催办】",
        "【超期上报】",
    ]
