"""时限巡检: reminders, the mark of being overdue, the ladder from there on, and forgotten claims."""

from collections import Counter

from prefect import flow

from actions.deadlines import climb, remind, to_climb, to_remind
from actions.handing_on import claims_run_out, expire_claim
from flows.at_work import name_this_run, this_office
from flows.failures import told_by_kind
from flows.one_by_one import one_by_one
from runtime.wiring import Office


def sweep(office: Office) -> str:
    """Say of every assignment what the clock has to say, each in its own transaction. Twice is once."""
    now = office.clock()
    with office.database.transaction() as session:
        due = to_remind(session, now=now)
    reminded = one_by_one(office, due, lambda session, one: remind(session, one, now=now))
    said = Counter(one.when for one, _ in reminded)
    rungs = f"，超时处理 {climbed} 件" if (climbed := _climb(office)) else ""
    claims = f"，退还认领 {given} 件" if (given := _give_back(office)) else ""
    return f"时限巡检：催办 {said['soon']} 件，超时 {said['overdue']} 件{rungs}{claims}"


def _climb(office: Office) -> int:
    """Let every overdue visit climb its ladder, each in its own transaction. Returns of how many a rung fired."""
    now = office.clock()
    with office.database.transaction() as session:
        late = to_climb(session, now=now)
    climbed = one_by_one(office, late, lambda session, visit: climb(session, *visit, now=now))
    return sum(bool(done) for _, done in climbed)


def _give_back(office: Office) -> int:
    """Give forgotten claims back to the pool, each in its own transaction."""
    now = office.clock()
    with office.database.transaction() as session:
        forgotten = claims_run_out(session, now=now)
    given = list(one_by_one(office, forgotten, lambda session, share: expire_claim(session, *share, now=now)))
    return len(given)


@flow(name="时限巡检", validate_parameters=False)
@told_by_kind
def check_deadlines() -> None:
    """催办临期待办，标记超时待办，超时逐级处理，退还忘了办的认领。"""
    name_this_run(sweep(this_office()))
