"""届次日程: rounds and their phases begin and end on their days, gates with them, and the data is frozen there."""

import logging
from collections import Counter

from prefect import flow

from actions.round_calendar import due_rounds, keep_to_calendar
from engine.refusals import Refusal
from flows.at_work import name_this_run, this_office
from flows.failures import told_by_kind
from runtime.wiring import Office

_log = logging.getLogger(__name__)


def sweep(office: Office) -> str:
    """Do what is due in every round, each in its own transaction. Twice is once; after downtime one run catches up."""
    now = office.clock()
    with office.database.transaction() as session:
        due = due_rounds(session, now=now)
    done: Counter[str] = Counter()
    for key in due:
        try:
            with office.database.transaction("clock") as session:
                done.update(one.event for one in keep_to_calendar(session, key, now=now))
        except Refusal as refusal:
            _log.info("a round is not kept: %s", type(refusal).__name__)
    gates = done["gate.opened"] + done["gate.closed"]
    frozen = f"，冻结 {gates} 次" if gates else ""
    return f"届次日程：开始 {done['phase.opened']} 个阶段，结束 {done['phase.closed']} 个阶段{frozen}"


@flow(name="届次日程", validate_parameters=False)
@told_by_kind
def keep_rounds() -> None:
    """按日程开始和结束各届的报送与阶段，打开和关闭关口并冻结数据。"""
    name_this_run(sweep(this_office()))
