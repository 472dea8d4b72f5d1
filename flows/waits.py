"""等候期满: waits whose time has run out end, and their cases go on."""

import logging

from prefect import flow

from actions.waits import elapse, run_out
from engine.refusals import Refusal
from flows.at_work import name_this_run, this_office
from runtime.wiring import Office

_log = logging.getLogger(__name__)


def sweep(office: Office) -> str:
    """End what has run out, each wait in its own transaction. Twice is once."""
    now = office.clock()
    with office.database.transaction() as session:
        over = run_out(session, now=now)
    ended = 0
    for case_id, visit in over:
        try:
            with office.database.transaction("clock") as session:
                elapse(session, case_id, visit, now=now)
        except Refusal as refusal:
            _log.info("not over yet: %s", type(refusal).__name__)
        else:
            ended += 1
    return f"等候期满：{ended} 件继续办理"


@flow(name="等候期满", validate_parameters=False)
def end_waits() -> None:
    """等候时间已到的事项进入下一环节。"""
    name_this_run(sweep(this_office()))
