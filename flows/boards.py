"""Boards for administrators on the dashboard: counts and case numbers with links to our pages, never a name."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from prefect import flow
from prefect.artifacts import create_markdown_artifact

from engine.deadlines import last_day, local_date
from engine.definition import Process
from flows.at_work import name_this_run, this_office
from flows.failures import told_by_kind
from flows.round_boards import ROUNDS, rounds_board
from models import processes
from models.outbox import waiting
from models.reads import statistics
from models.reads.statistics import OverdueStep, StepCount
from runtime.wiring import Office

_MOST_ROWS = 200
AT_STEPS, OVERDUE = "cases-at-steps", "overdue-cases"


@flow(name="办理看板", validate_parameters=False)
@told_by_kind
def refresh_boards() -> None:
    """更新看板：各环节在办件数、超期清单、各届看板。"""
    name_this_run(refresh(this_office()))


def refresh(office: Office) -> str:
    """Write the boards anew; each has one place on the dashboard and keeps its history there."""
    now = office.clock()
    with office.database.transaction() as session:
        counts = statistics.at_steps(session, at=now)
        late = statistics.overdue(session, at=now, limit=_MOST_ROWS)
        definitions = {process.key: process for _, process in processes.all_current(session, local_date(now))}
        lines = waiting(session)
        rounds = rounds_board(office, session, now)
    create_markdown_artifact(at_steps_board(office, counts, definitions, lines), AT_STEPS, "各环节在办件数")
    create_markdown_artifact(overdue_board(office, late, definitions, now), OVERDUE, "超期清单")
    create_markdown_artifact(rounds, ROUNDS, "各届看板")
    return f"办理看板：在办 {sum(one.open for one in counts)} 件，超期 {len(late)} 件"


def at_steps_board(
    office: Office, counts: Sequence[StepCount], definitions: dict[str, Process], lines: int
) -> str:
    """How many cases stand at each step, in the order of the process."""
    parts = ["# 各环节在办件数", f"待分发 {lines} 条 · [管理页面]({office.links.administration()})"]
    for key, group in groupby(counts, key=lambda one: one.process):
        mine = list(group)
        rows = [_count_row(one, definitions.get(key)) for one in _in_order(mine, definitions.get(key))]
        head = "| 环节 | 在办 | 超期 | 暂挂 |\n|---|---:|---:|---:|"
        parts.append(f"## {mine[0].process_title}\n\n{head}\n" + "\n".join(rows))
    return "\n\n".join(parts if counts else [*parts, "没有在办事项。"])


def overdue_board(
    office: Office, late: Sequence[OverdueStep], definitions: dict[str, Process], now: datetime
) -> str:
    """The cases that stand longer than they may, longest first, each with a link to its page."""
    if not late:
        return "# 超期清单\n\n没有超期事项。"
    head = "| 编号 | 单位 | 环节 | 应办结日期 | 超期天数 |\n|---|---|---|---|---:|"
    rows = [_late_row(office, one, definitions.get(one.process), now) for one in late]
    return f"# 超期清单（{len(late)} 件）\n\n{head}\n" + "\n".join(rows)


def _late_row(office: Office, one: OverdueStep, process: Process | None, now: datetime) -> str:
    due = last_day(one.due_at)
    days = (local_date(now) - due).days
    number = f"[{one.number}]({office.links.case(one.case_id)})"
    return f"| {number} | {one.unit_name} | {_title(process, one.step)} | {due.isoformat()} | {days} |"


def _count_row(one: StepCount, process: Process | None) -> str:
    return f"| {_title(process, one.step)} | {one.open} | {one.overdue} | {one.held} |"


def _in_order(counts: Sequence[StepCount], process: Process | None) -> Sequence[StepCount]:
    order = [step.key for step in process.steps] if process else []
    return sorted(counts, key=lambda one: order.index(one.step) if one.step in order else len(order))


def _title(process: Process | None, key: str) -> str:
    titles = {step.key: step.title for step in process.steps} if process else {}
    return titles.get(key, key)
