"""Any number of dispatchers on one outbox: every line once, every case in order."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import text

from flows.dispatch import drain
from models import journal
from runtime.wiring import Office
from tests.factories import Story
from tests.flows.conftest import Letterbox
from tests.flows.stories import a_nomination, without_prefect

_CASES = 3
_DISPATCHERS = 3


def test_dispatchers_that_work_at_once_do_nothing_twice_and_keep_each_cases_order(
    office: Office, letterbox: Letterbox
) -> None:
    nominations = [a_nomination(office) for _ in range(_CASES)]
    for nomination in nominations:
        nomination.act(Story.submitted)
    start = Barrier(_DISPATCHERS)

    def work() -> int:
        start.wait()
        return drain(without_prefect(office))

    with ThreadPoolExecutor(_DISPATCHERS) as pool:
        counts = [one.result() for one in [pool.submit(work) for _ in range(_DISPATCHERS)]]
    drain(without_prefect(office))
    assert sum(counts) > 0
    for nomination in nominations:
        assert nomination.open_steps() == ["party"]
        with office.database.transaction() as session:
            events = [line.event for line in journal.lines(session, nomination.case_id)]
            asked = text("SELECT settled_at IS NOT NULL FROM outbox WHERE case_id = :case")
            assert all(session.scalars(asked, {"case": nomination.case_id}))
        assert events.count("step.opened") == 2
    assert len({message.id for message in letterbox.messages}) == len(letterbox.messages)
