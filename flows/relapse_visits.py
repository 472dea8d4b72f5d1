"""走访巡检: the officers hear of visits that nobody made in time."""

from prefect import flow

from actions.relapse_visits import tell_of_late
from flows.at_work import name_this_run, this_office
from flows.failures import told_by_kind
from runtime.wiring import Office


def sweep(office: Office) -> int:
    """Tell once of every visit whose last day is over. Returns of how many."""
    with office.database.transaction("clock") as session:
        return tell_of_late(session, now=office.clock())


@flow(name="走访巡检", validate_parameters=False)
@told_by_kind
def check_visits() -> None:
    """过了时限没有走访记录的，报告业务部经办人，每户一次。"""
    name_this_run(f"走访巡检：逾期 {sweep(this_office())} 户")
