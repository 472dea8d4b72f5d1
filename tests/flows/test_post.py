"""The post of one batch: a server that is away is left alone, a full mailbox is one person's trouble."""

from dataclasses import dataclass, field, replace

import pytest

from flows.dispatch import drain
from flows.post import Post
from notifications.channels import ChannelUnreachable, DeliveryFailure, OfficeRefused, RefusedForNow
from notifications.deliver import due
from notifications.message import Message
from runtime.wiring import Office
from tests.flows.conftest import StillClock
from tests.flows.stories import a_nomination, without_prefect


@dataclass
class FirstOneFails:
    """A channel that does not take its first message."""

    failure: DeliveryFailure
    tried: list[Message] = field(default_factory=list)

    def send(self, message: Message) -> None:
        self.tried.append(message)
        if len(self.tried) == 1:
            raise self.failure


def test_one_full_mailbox_keeps_nobody_elses_mail_back(office: Office, clock: StillClock) -> None:
    messages = _waiting_mails(office, clock)
    full = FirstOneFails(RefusedForNow("450 mailbox full"))
    assert Post().send(replace(office, channels={"email": full}), messages) == len(messages) - 1 > 0


@pytest.mark.parametrize("failure", [ChannelUnreachable("no answer"), OfficeRefused("535 wrong password")])
def test_a_server_that_takes_nothing_of_ours_is_not_knocked_at_for_every_message(
    office: Office, clock: StillClock, failure: DeliveryFailure
) -> None:
    messages = _waiting_mails(office, clock)
    gone = FirstOneFails(failure)
    assert Post().send(replace(office, channels={"email": gone}), messages) == 0
    assert len(gone.tried) == 1


def _waiting_mails(office: Office, clock: StillClock) -> list[Message]:
    """Mails that were written down and are due."""
    nobody = replace(without_prefect(office), channels={})
    for unit in ("xjtu", "xazx"):
        a_nomination(office, at="party", unit=unit)
    drain(nobody)
    clock.forward(hours=1)
    with office.database.transaction() as session:
        return due(session, now=clock())
