"""时限巡检: reminders when most of the time is gone, the mark of being overdue when all of it is."""

import logging
from collections import Counter

from prefect import flow

from actions.deadlines import remind, to_remind
from engine.refusals import Refusal
from flows.at_work import name_this_run, this_office
from flows.failures import told_by_kind
from runtime.wiring import Office

_log = logging.getLogger(__name__)


def sweep(office: Office) -> str:
    """Say of every assignment what the clock has to say, each in its own transaction. Twice is once."""
    now = office.clock()
    with office.database.transaction() as session:
        due = to_remind(session, now=now)
    said: Counter[str] = Counter()
    for one in due:
        try:
            with office.database.transaction() as session:
                remind(session, one, now=now)
        except Refusal as refusal:
            _log.info("a person was first: %s", type(refusal).__name__)
        else:
            said[one.when] += 1
    return f"时限巡检：催办 {said['soon']} 件，超时 {said['overdue']} 件"


@flow(name="时限巡检", validate_parameters=False)
@told_by_kind
def check_deadlines() -> None:
    """催办临期待办，标记超时待办。"""
    name_this_run(sweep(this_office()))
