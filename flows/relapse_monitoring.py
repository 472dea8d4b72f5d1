"""返困监测: every household that is due in a period, graded once, however often the run is asked for."""

from collections.abc import Callable
from uuid import UUID

from prefect import flow
from prefect.artifacts import create_markdown_artifact, create_progress_artifact, update_progress_artifact

from actions.monitoring import done_percent, grade_next, tally
from actions.relapse_visits import plan
from engine.deadlines import local_date
from engine.relapse.frequency import Period, period_of
from engine.relapse.rules import FREQUENCIES, MONTHLY, Every
from flows.at_work import name_this_run, this_office
from flows.failures import told_by_kind
from models.relapse_checks import Tally
from runtime.wiring import Office
from seeds.relapse_rules import has_rules, rules_for

_DAY = 5  # as its schedules say


def sweep(
    office: Office, every: Every = MONTHLY, tell: Callable[[int], object] = lambda _percent: None
) -> tuple[Period, Tally]:
    """Grade the period batch by batch, each in its own transaction, and ``tell`` after each how far it is.

    Broken off, the next run goes on from there.
    """
    now = office.clock()
    month = local_date(now).replace(day=1)
    rules = rules_for(month)
    more = True
    while more:
        with office.database.transaction() as session:
            more = grade_next(session, month, rules, now=now, every=every)
            percent = done_percent(session, month, rules, now=now, every=every)
        tell(percent)
    with office.database.transaction() as session:
        plan(session, month, rules, now=now, every=every)
        return period_of(every, month), tally(session, month, rules, now=now, every=every)


def sweep_when_due(office: Office) -> None:
    """What is due from the fifth on, where no schedule came to it: Prefect is away, or the clock was moved."""
    today = local_date(office.clock())
    if today.day >= _DAY and has_rules(today.replace(day=1)):
        for every in FREQUENCIES:
            sweep(office, every)


@flow(name="返困监测", validate_parameters=False)
@told_by_kind
def monitor_relapse(every: Every = MONTHLY) -> None:
    """核查到期的监测对象：红色每月、橙色每季、黄色半年、绿色每年，各有排期；错过的由下一次每月核查合并补上。"""
    if not has_rules(local_date(this_office().clock()).replace(day=1)):
        name_this_run("返困监测：本月还没有规则，未核查")
        return
    progress = UUID(str(create_progress_artifact(0.0, progress_of(every), "返困监测进度")))
    period, counts = sweep(this_office(), every, lambda percent: update_progress_artifact(progress, percent))
    create_markdown_artifact(_board(period, counts), board_of(every), f"返困监测 {period.title}")
    name_this_run(sentence(period, counts))


def board_of(every: Every) -> str:
    """The place on the dashboard of what the runs of a frequency came to."""
    return f"relapse-monitoring-every-{every}-months"


def progress_of(every: Every) -> str:
    """The place on the dashboard that says how far the run of a frequency is."""
    return f"relapse-monitoring-progress-every-{every}-months"


def sentence(period: Period, counts: Tally) -> str:
    """The run by what it has done; 失败 are households of which the month's data is missing."""
    return (
        f"返困监测 {period.title}：应查 {counts.due}，预警 {counts.warned}，"
        f"新立案 {counts.opened}，失败 {counts.unknown}"
    )


def _board(period: Period, counts: Tally) -> str:
    missing = f"有 {counts.unknown} 户缺本月数据，下月仍会应查。" if counts.unknown else "没有缺数据的户。"
    rows = f"| {counts.due} | {counts.checked} | {counts.warned} | {counts.opened} | {counts.unknown} |"
    head = "| 应查 | 已查 | 预警 | 新立案 | 失败 |\n|---:|---:|---:|---:|---:|"
    return f"# 返困监测 {period.title}\n\n{head}\n{rows}\n\n{missing}"
