"""届次日程: rounds and their phases begin and end on their days, gates with them, and the data is frozen there."""

from collections import Counter

from prefect import flow

from actions.round_calendar import due_rounds, keep_to_calendar
from flows.at_work import name_this_run, this_office
from flows.failures import told_by_kind
from flows.one_by_one import one_by_one
from runtime.wiring import Office


def sweep(office: Office) -> str:
    """Do what is due in every round, each in its own transaction. Twice is once; after downtime one run catches up."""
    now = office.clock()
    with office.database.transaction() as session:
        due = due_rounds(session, now=now)
    kept = one_by_one(office, due, lambda session, key: keep_to_calendar(session, key, now=now))
    done = Counter(one.event for _, changes in kept for one in changes)
    gates = done["gate.opened"] + done["gate.closed"]
    frozen = f"，冻结 {gates} 次" if gates else ""
    return f"届次日程：开始 {done['phase.opened']} 个阶段，结束 {done['phase.closed']} 个阶段{frozen}"


@flow(name="届次日程", validate_parameters=False)
@told_by_kind
def keep_rounds() -> None:
    """按日程开始和结束各届的报送与阶段，打开和关闭关口并冻结数据。"""
    name_this_run(sweep(this_office()))
