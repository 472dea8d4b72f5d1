"""返困监测: every household that is due this month, graded once, however often the run is asked for."""

from datetime import date

from prefect import flow
from prefect.artifacts import create_markdown_artifact

from actions.monitoring import grade_next, tally
from actions.relapse_visits import plan
from engine.deadlines import local_date
from flows.at_work import name_this_run, this_office
from flows.failures import told_by_kind
from models.relapse_checks import Tally
from runtime.wiring import Office
from seeds.relapse_rules import rules_for

BOARD = "relapse-monitoring"


def sweep(office: Office) -> tuple[date, Tally]:
    """Grade the month batch by batch, each in its own transaction. Broken off, the next run goes on from there."""
    now = office.clock()
    period = local_date(now).replace(day=1)
    rules = rules_for(period)
    more = True
    while more:
        with office.database.transaction() as session:
            more = grade_next(session, period, rules, now=now)
    with office.database.transaction() as session:
        plan(session, period, rules, now=now)
        return period, tally(session, period, rules, now=now)


@flow(name="返困监测", validate_parameters=False)
@told_by_kind
def monitor_relapse() -> None:
    """按月核查到期的监测对象：红色每月、橙色每季、黄色半年、绿色每年；错过的月份合并为一次。"""
    period, counts = sweep(this_office())
    create_markdown_artifact(_board(period, counts), BOARD, "返困监测")
    name_this_run(sentence(period, counts))


def sentence(period: date, counts: Tally) -> str:
    """The run by what it has done; 失败 are households of which the month's data is missing."""
    return (
        f"返困监测 {period:%Y-%m}：应查 {counts.due}，预警 {counts.warned}，"
        f"新立案 {counts.opened}，失败 {counts.unknown}"
    )


def _board(period: date, counts: Tally) -> str:
    missing = f"有 {counts.unknown} 户缺本月数据，下月仍会应查。" if counts.unknown else "没有缺数据的户。"
    rows = f"| {counts.due} | {counts.checked} | {counts.warned} | {counts.opened} | {counts.unknown} |"
    head = "| 应查 | 已查 | 预警 | 新立案 | 失败 |\n|---:|---:|---:|---:|---:|"
    return f"# 返困监测 {period:%Y-%m}\n\n{head}\n{rows}\n\n{missing}"
