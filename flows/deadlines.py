"""时限巡检: reminders, the mark of being overdue, the ladder from there on, and forgotten claims."""

import logging
from collections import Counter

from prefect import flow

from actions.deadlines import climb, remind, to_climb, to_remind
from actions.handing_on import claims_run_out, expire_claim
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
            with office.database.transaction("clock") as session:
                remind(session, one, now=now)
        except Refusal as refusal:
            _log.info("a person was first: %s", type(refusal).__name__)
        else:
            said[one.when] += 1
    rungs = f"，超时处理 {climbed} 件" if (climbed := _climb(office)) else ""
    claims = f"，退还认领 {given} 件" if (given := _give_back(office)) else ""
    return f"时限巡检：催办 {said['soon']} 件，超时 {said['overdue']} 件{rungs}{claims}"


def _climb(office: Office) -> int:
    """Let every overdue visit climb its ladder, each in its own transaction. Returns of how many a rung fired."""
    now = office.clock()
    with office.database.transaction() as session:
        late = to_climb(session, now=now)
    climbed = 0
    for case_id, visit in late:
        with office.database.transaction() as session:
            climbed += bool(climb(session, case_id, visit, now=now))
    return climbed


def _give_back(office: Office) -> int:
    """Give forgotten claims back to the pool, each in its own transaction."""
    now = office.clock()
    with office.database.transaction() as session:
        forgotten = claims_run_out(session, now=now)
    for case_id, share in forgotten:
        with office.database.transaction("clock") as session:
            expire_claim(session, case_id, share, now=now)
    return len(forgotten)


@flow(name="时限巡检", validate_parameters=False)
@told_by_kind
def check_deadlines() -> None:
    """催办临期待办，标记超时待办，超时逐级处理，退还忘了办的认领。"""
    name_this_run(sweep(this_office()))
