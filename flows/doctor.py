"""体检: what must be true of a healthy office. It looks at everything and repairs nothing behind anybody's back."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from prefect import flow
from prefect.artifacts import create_markdown_artifact

from engine.events import read_event
from engine.evolution import replay
from engine.rounds.freezing import hash_of
from engine.state import CaseState
from flows.abandoned_runs import close_abandoned_runs
from flows.at_work import name_this_run, this_office
from flows.failures import told_by_kind
from models import cases, deliveries, freezes, journal, meetings, places, round_journal, round_records
from models.reads import administration, statistics
from models.session import Session
from runtime.wiring import Office

HEALTH = "office-health"
_KEEP = "保留现场，核对备份，查明是谁改动了记录"


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong, with which case (none: with the office), and what to do about it."""

    number: str | None
    sentence: str
    cure: str


@flow(name="每夜体检", validate_parameters=False)
@told_by_kind
def examine_office() -> None:
    """核对办理记录与在办数据，查找卡住、暂挂和分发失败的事项。"""
    office = this_office()
    found = examine(office)
    close_abandoned_runs()
    create_markdown_artifact(board(found), HEALTH, "办公系统体检结果")
    name_this_run(f"每夜体检：{len(found)} 项需要处理" if found else "每夜体检：一切正常")


def examine(office: Office) -> list[Complaint]:
    """Everything that is wrong, cases in the order of their numbers first."""
    with office.database.transaction() as session:
        found = [one for case_id in statistics.case_ids(session) for one in _examine_case(session, case_id)]
        found += [*_rounds(session), *_meetings(session)]
        return [*found, *_misbooked(session), *_parked(session), *_undelivered(session)]


def board(found: list[Complaint]) -> str:
    """The complaints as a table for the dashboard."""
    if not found:
        return "# 体检结果\n\n一切正常。"
    rows = [f"| {one.number or '—'} | {one.sentence} | {one.cure} |" for one in found]
    return "# 体检结果\n\n| 事项 | 问题 | 处理办法 |\n|---|---|---|\n" + "\n".join(rows)


def _examine_case(session: Session, case_id: str) -> Iterator[Complaint]:
    record = cases.load(session, case_id)
    if record is None:
        return
    state = record.state
    if (broken := journal.verify(session, case_id)) is not None:
        yield Complaint(state.number, f"办理记录第 {broken} 条与前文对不上", _KEEP)
    elif not journal.ends_with(session, case_id, seq=record.seq, head=record.head):
        yield Complaint(state.number, "办理记录的末尾少了或多了几条", _KEEP)
    elif _replayed(session, case_id) != state:
        yield Complaint(
            state.number, "按办理记录推演的结果与现存数据不一致", "保留现场，核对备份；以办理记录为准"
        )
    yield from (
        Complaint(state.number, sentence, cure) for wrong, sentence, cure in _POSITIONS if wrong(state)
    )


def _rounds(session: Session) -> Iterator[Complaint]:
    for record in round_records.every(session):
        broken = round_journal.verify(session, record.key, seq=record.last.seq, head=record.last.hash)
        if broken is not None:
            yield Complaint(record.key, f"届次记录第 {broken} 条与前文对不上", _KEEP)
        for one in freezes.of_round(session, record.key):
            if hash_of(one.content) != one.sha256:
                yield Complaint(
                    record.key, f"届次记录第 {one.seq} 条冻结的数据与它的哈希不一致", "保留现场，核对备份"
                )


def _meetings(session: Session) -> Iterator[Complaint]:
    for one in meetings.every(session):
        broken = meetings.verify(session, one.id)
        if broken is not None:
            yield Complaint(one.number, f"会议记录第 {broken} 条与前文对不上", _KEEP)
            continue
        record = meetings.load(session, one.id)
        if record is None or (record.seq, record.head) != (one.seq, one.head):
            yield Complaint(one.number, "会议记录的末尾少了或多了几条", _KEEP)
        elif record.state.status != one.status:
            yield Complaint(
                one.number, "按会议记录推演的结果与现存数据不一致", "保留现场，核对备份；以会议记录为准"
            )


def _replayed(session: Session, case_id: str) -> CaseState | None:
    state: CaseState | None = None
    for line in journal.lines(session, case_id):
        state = replay(state, [read_event(line.payload)], line.at)
    return state


_BY_ITSELF = ("machine", "publicity", "wait", "sub_case")


def _is_stuck(state: CaseState) -> bool:
    """Nothing is open, nothing is to be opened, and yet the case is not over."""
    waits = state.pending or any(step.status == "open" for step in state.steps)
    return not waits and state.closed_at is None and state.held is None


def _has_nobody(state: CaseState) -> bool:
    """A step that people do is open, and none of its shares is."""
    open_steps = {one.id for one in state.steps if one.status == "open" and one.kind not in _BY_ITSELF}
    shared = {one.step_id for one in state.assignments if one.status == "open"}
    return bool(open_steps - shared) and state.held is None


_POSITIONS: tuple[tuple[Callable[[CaseState], bool], str, str], ...] = (
    (lambda state: state.held is not None, "已暂挂", "在管理页面查看原因，处理后点“恢复办理”"),
    (_is_stuck, "没有打开的环节，也没有待打开的环节", "在管理页面查看办理记录，联系维护人员"),
    (_has_nobody, "当前环节没有打开的待办", "检查该环节的办理人是否在任，再恢复办理"),
)


def _misbooked(session: Session) -> Iterator[Complaint]:
    for round_key, unit, category in places.out_of_step(session):
        which = f"{round_key} {unit} {category}".strip()
        yield Complaint(
            None, f"名额账与各笔记账的合计不一致：{which}", "保留现场，核对备份；以名额账的记账为准"
        )


def _parked(session: Session) -> Iterator[Complaint]:
    for line in administration.parked_lines(session):
        what = f"第 {line.id} 条待分发记录（{line.event}）多次未办成：{line.reason}"
        yield Complaint(line.number, what, "排除原因后在管理页面点“重试”")


def _undelivered(session: Session) -> Iterator[Complaint]:
    for delivery, event, reason in deliveries.given_up(session):
        yield Complaint(
            None, f"第 {delivery} 号通知（{event}）未能送达：{reason}", "核对收件地址和邮件服务器"
        )
