"""公示到期: windows whose last day is over are closed, and their cases go on."""

from prefect import flow

from actions.publicity import close_window, windows_run_out
from flows.at_work import name_this_run, this_office
from flows.failures import told_by_kind
from flows.one_by_one import one_by_one
from runtime.wiring import Office


def sweep(office: Office) -> str:
    """Close what has run out, each window in its own transaction. Twice is once."""
    now = office.clock()
    with office.database.transaction() as session:
        run_out = windows_run_out(session, now=now)
    closed = list(
        one_by_one(office, run_out, lambda session, window: close_window(session, *window, now=now))
    )
    return f"公示到期：结束公示 {len(closed)} 件"


@flow(name="公示到期", validate_parameters=False)
@told_by_kind
def close_publicity() -> None:
    """结束公示期满的公示，事项进入下一环节。"""
    name_this_run(sweep(this_office()))
