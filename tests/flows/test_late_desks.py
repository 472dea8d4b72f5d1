"""A desk whose lease ran out in the middle: another has taken its lines, and nothing is said or done twice."""

from dataclasses import dataclass, field, replace

from flows.batches import Folder, batches
from flows.desk import Desk
from flows.dispatch import drain
from flows.sweeps import sweep_all
from models import outbox
from notifications.message import Message
from runtime.wiring import Office
from tests.factories import Story
from tests.flows.stories import Nomination, a_nomination, without_prefect

_RUN = "00000000-0000-0000-0000-000000000000"


@dataclass
class SlowPost:
    """A mail server so slow that another desk does the same folder while the first mail is on its way."""

    other: Desk | None = None
    folder: Folder | None = None
    messages: list[Message] = field(default_factory=list)

    def send(self, message: Message) -> None:
        self.messages.append(message)
        if self.other is not None and self.folder is not None:
            other, self.other = self.other, None
            other.take(self.folder)


def test_a_line_settled_by_another_desk_is_not_told_again(office: Office) -> None:
    nomination = a_nomination(office)
    drain(without_prefect(office))
    nomination.act(Story.submitted)
    slow = SlowPost()
    slow_office = replace(office, channels={"email": slow})
    slow.folder = _claimed(slow_office, nomination)
    slow.other = Desk(slow_office, sweep_all)
    Desk(slow_office, sweep_all).take(slow.folder)
    assert len({one.id for one in slow.messages}) == len(slow.messages) > 0


def test_a_line_settled_by_another_desk_keeps_its_run(office: Office) -> None:
    nomination = a_nomination(office)
    folder = _claimed(office, nomination)
    with office.database.transaction() as session:
        outbox.settle(
            session,
            folder.ids,
            now=office.clock(),
            run_id="0" * 8 + "-0000" * 3 + "-" + "0" * 12,
            run_name="甲",
        )
    Desk(office, sweep_all).take(folder)
    assert [run.run_name for run in nomination.runs()] == ["甲"]


def _claimed(office: Office, nomination: Nomination) -> Folder:
    with office.database.transaction() as session:
        lines = outbox.claim(session, limit=100, now=office.clock(), lease_seconds=120)
    folders = [folder for batch in batches(lines) for folder in batch.folders]
    return next(folder for folder in folders if folder.case_id == nomination.case_id)
