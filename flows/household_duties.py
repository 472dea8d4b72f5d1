"""档案义务巡检: units hear of yearly checks and reports of changes before they are due, and when they are late."""

from prefect import flow

from actions.household_duties import tell_of_duties
from flows.at_work import name_this_run, this_office
from flows.failures import told_by_kind
from runtime.wiring import Office


def sweep(office: Office) -> int:
    """Tell once of every duty that is soon due or late. Returns of how many."""
    with office.database.transaction("clock") as session:
        return tell_of_duties(session, now=office.clock())


@flow(name="档案义务巡检", validate_parameters=False)
@told_by_kind
def check_duties() -> None:
    """困难职工档案的年度复核（12 月 31 日前）和变化报告（30 日内）：到期前提醒单位，逾期再告知帮扶中心，各一次。"""
    name_this_run(f"档案义务巡检：提醒 {sweep(this_office())} 项")
