"""公示到期: windows whose last day is over are closed, and their cases go on."""

import logging

from prefect import flow

from actions.publicity import close_window, windows_run_out
from engine.refusals import Refusal
from flows.at_work import name_this_run, this_office
from flows.failures import told_by_kind
from runtime.wiring import Office

_log = logging.getLogger(__name__)


def sweep(office: Office) -> str:
    """Close what has run out, each window in its own transaction. Twice is once."""
    now = office.clock()
    with office.database.transaction() as session:
        run_out = windows_run_out(session, now=now)
    closed = 0
    for case_id, window in run_out:
        try:
            with office.database.transaction("clock") as session:
                close_window(session, case_id, window, now=now)
        except Refusal as refusal:
            _log.info("a person was first: %s", type(refusal).__name__)
        else:
            closed += 1
    return f"公示到期：结束公示 {closed} 件"


@flow(name="公示到期", validate_parameters=False)
@told_by_kind
def close_publicity() -> None:
    """结束公示期满的公示，事项进入下一环节。"""
    name_this_run(sweep(this_office()))
