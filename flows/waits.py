"""等候期满: waits whose time has run out end, and their cases go on."""

from prefect import flow

from actions.waits import elapse, run_out
from flows.at_work import name_this_run, this_office
from flows.one_by_one import one_by_one
from runtime.wiring import Office


def sweep(office: Office) -> str:
    """End what has run out, each wait in its own transaction. Twice is once."""
    now = office.clock()
    with office.database.transaction() as session:
        over = run_out(session, now=now)
    ended = list(one_by_one(office, over, lambda session, wait: elapse(session, *wait, now=now)))
    return f"等候期满：{len(ended)} 件继续办理"


@flow(name="等候期满", validate_parameters=False)
def end_waits() -> None:
    """等候时间已到的事项进入下一环节。"""
    name_this_run(sweep(this_office()))
