"""Names of runs and tasks: sentences with case numbers and counts, never with a person's name."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from engine.definition import Process
from engine.way.spots import key_of
from flows.batches import Batch, Folder
from models.outbox import OutboxLine

_OUTCOMES = {
    "done": "已办结",
    "approved": "已通过",
    "rejected": "未通过",
    "sent_back": "已退回",
    "void": "已作废",
    "skipped": "已跳过",
    "withdrawn": "已撤回",
    "terminated": "已终止",
}
_MOST_FACTS = 2

_Facts = Mapping[str, Any]
_Titled = Callable[[str], str]


def run_name(batch: Batch) -> str:
    """E.g. ``全国五一劳动奖章推荐：办理 3 件 7 条（GWJZ-2022-0003 等）``."""
    if not batch.numbers:
        return f"{batch.title}：办理 {batch.size} 条"
    first = batch.numbers[0]
    which = first if len(batch.numbers) == 1 else f"{first} 等"
    return f"{batch.title}：办理 {len(batch.numbers)} 件 {batch.size} 条（{which}）"


def task_name(folder: Folder, process: Process | None) -> str:
    """E.g. ``GWJZ-2022-0003：民主推荐已办结 → 打开党委审定``."""
    told = [said for line in folder.lines if (said := _fact(line, process))]
    facts = "、".join(told[-_MOST_FACTS:])
    parts = [part for part in (facts, _follows(folder, process)) if part]
    return f"{folder.number or '办公事务'}：{' → '.join(parts) or f'{len(folder.lines)} 条记录'}"


def chunk_name(first: int, folders: Sequence[Folder]) -> str:
    """The name of the task that takes several cases of a large batch."""
    return f"第 {first}–{first + len(folders) - 1} 件（{folders[0].number} 至 {folders[-1].number}）"


def _follows(folder: Folder, process: Process | None) -> str:
    """What the last of the lines leads to: the next steps, or the machine's work."""
    line = folder.lines[-1]
    if line.event in ("step.settled", "step.skipped"):
        steps = "、".join(_title(process, key) for key in line.payload.get("next", ()))
        return f"打开{steps}" if steps else ""
    return _title(process, str(line.payload["step"])) if _is_machine(line) else ""


def _is_machine(line: OutboxLine) -> bool:
    return line.event == "step.opened" and line.payload.get("kind") == "machine"


def _fact(line: OutboxLine, process: Process | None) -> str:
    said = None if _is_machine(line) else _FACTS.get(line.event)
    return said(line.payload, lambda key: _title(process, key)) if said else ""


def _title(process: Process | None, key: str) -> str:
    titles = {one.entry.key: one.entry.title for one in process.layout} if process else {}
    return titles.get(key_of(key), key)


_FACTS: dict[str, Callable[[_Facts, _Titled], str]] = {
    "case.opened": lambda _facts, _titled: "已立项",
    "case.submitted": lambda _facts, _titled: "已提交",
    "step.opened": lambda facts, titled: f"{titled(facts['step'])}已打开",
    "step.skipped": lambda facts, titled: f"{titled(facts['step'])}已跳过",
    "step.settled": lambda facts, titled: f"{titled(facts['step'])}{_OUTCOMES[facts['outcome']]}",
    "assignment.opened": lambda _facts, _titled: "轮到下一位办理",
    "assignment.reminded": lambda _facts, _titled: "临期催办",
    "assignment.overdue": lambda _facts, _titled: "已超时",
    "overdue.reminded": lambda facts, titled: f"{titled(facts['step'])}超时催办",
    "overdue.escalated": lambda facts, titled: f"{titled(facts['step'])}超期上报",
    "overdue.passed_on": lambda facts, titled: f"{titled(facts['step'])}超时转交",
    "overdue.refused": lambda facts, titled: f"{titled(facts['step'])}超时自动不予通过（按规则）",
    "overdue.passed": lambda facts, titled: f"{titled(facts['step'])}超时自动通过（按规则）",
    "publicity.suspended": lambda _facts, _titled: "公示中止",
    "publicity.resumed": lambda _facts, _titled: "公示继续",
    "objection.filed": lambda _facts, _titled: "收到异议",
    "objection.settled": lambda _facts, _titled: "异议已有结论",
    "score.counted": lambda facts, titled: f"{titled(facts['step'])}已计分",
    "opinion.recorded": lambda _facts, _titled: "部门意见已登记",
    "case.returned": lambda facts, titled: f"退回{titled(facts['to'])}补正",
    "case.held": lambda _facts, _titled: "已暂挂",
    "case.resumed": lambda _facts, _titled: "恢复办理",
    "case.determined": lambda _facts, _titled: "结果已登记",
    "case.rejected": lambda _facts, _titled: "未通过",
    "case.withdrawn": lambda _facts, _titled: "已撤回",
    "case.terminated": lambda _facts, _titled: "已终止",
    "case.ended_with_title": lambda facts, _titled: f"随称号 {facts['title']} 终止",
    "case.urged": lambda facts, _titled: f"催办 {len(facts['assignments'])} 人",
    "case.copied": lambda facts, _titled: f"抄送 {len(facts['copies'])} 人",
    "assignment.claimed": lambda _facts, _titled: "已认领",
    "assignment.given_back": lambda _facts, _titled: "已退还",
    "assignment.transferred": lambda _facts, _titled: "已转办",
    "assignment.delegated": lambda _facts, _titled: "已委派",
    "assignment.taken_back": lambda _facts, _titled: "已撤回办理",
    "signer.added": lambda _facts, _titled: "已加签",
    "signer.removed": lambda _facts, _titled: "已减签",
    "step.reopened": lambda facts, titled: f"{titled(facts['step'])}重新办理",
    "question.asked": lambda _facts, _titled: "询问申请人",
    "question.answered": lambda _facts, _titled: "申请人已答复",
    "block.opened": lambda facts, titled: f"{titled(facts['block'])}分 {len(facts['branches'])} 路办理",
    "block.settled": lambda facts, titled: f"{titled(facts['block'])}{_OUTCOMES[facts['outcome']]}",
    "block.resumed": lambda facts, titled: f"{titled(facts['block'])}接着办理",
    "block.repeated": lambda facts, titled: f"{titled(facts['block'])}第 {facts['times']} 遍",
    "block.grown": lambda facts, titled: f"{titled(facts['block'])}增加一项",
    "subcase.opened": lambda facts, _titled: f"已发起 {facts['number']}",
    "subcase.closed": lambda facts, titled: f"{titled(facts['step'])}有结果",
    "case.moved": lambda facts, _titled: "撤销版本移动" if facts.get("undone") else "移到新版",
    "case.corrected": lambda facts, titled: f"在{titled(facts['step'])}更正了填报内容",
    "rule.waived": lambda facts, titled: f"在{titled(facts['step'])}准予例外",
    "waiver.lapsed": lambda _facts, _titled: "例外失效",
    "case.disclosed": lambda facts, _titled: (
        "导出含完整号码的案卷" if facts.get("what", "dossier") == "dossier" else "查看家庭完整号码"
    ),
    "document.issued": lambda facts, _titled: f"制发{facts['title']} {facts['number']}",
    "document.voided": lambda facts, _titled: f"文号 {facts['number']} 作废",
    "case.linked": lambda facts, _titled: f"关联 {facts['number']}",
    "gate.opened": lambda facts, _titled: f"关口打开（{facts['title']}）",
    "draw.held": lambda facts, _titled: f"抽签（{facts['title']}，{facts['cases']} 件）",
    "phase.rescheduled": lambda _facts, _titled: "届次改期",
    "gate.closed": lambda facts, _titled: f"关口关闭（{facts['title']}）",
    "case.closed": lambda _facts, _titled: "已办结归档",
    "household.on_the_edge": lambda _facts, _titled: "边缘户转跟踪监测",
    "meeting.called": lambda facts, _titled: f"会议通知（{facts['number']}，{facts['items']} 项议题）",
    "round.opened": lambda facts, _titled: f"下达名额（{facts['title']}）",
    "twin.suspected": lambda facts, _titled: f"疑似与 {facts['number']} 重复",
    "twin.judged": lambda facts, _titled: f"核对 {facts['number']}",
    "case.ranked": lambda facts, titled: f"{titled(facts['step'])}排第 {facts['rank']} 名",
    "case.put_forward": lambda facts, titled: f"{titled(facts['step'])}上报",
    "case.kept_in_reserve": lambda facts, titled: f"{titled(facts['step'])}列为备选",
    "case.fell_out": lambda facts, titled: f"退出{titled(facts['step'])}的名单",
    "places.booked": lambda facts, _titled: f"名额变动（{facts['title']}）",
    "case.preserved": lambda _facts, _titled: "暂停销毁",
    "preservation.lifted": lambda _facts, _titled: "解除暂停销毁",
    "case.destroyed": lambda facts, _titled: f"按清册 {facts['listed']} 销毁个人信息",
    "disposal.due": lambda facts, _titled: f"保管期满 {facts['count']} 件",
    "disposal.proposed": lambda facts, _titled: f"销毁清册 {facts['number']} 待审批",
    "disposal.decided": lambda facts, _titled: f"销毁清册 {facts['number']} 已审批",
    "clock.moved": lambda _facts, _titled: "演示时钟已拨动，立即巡检",
    "office.prefect_down": lambda _facts, _titled: "监控台中断通知",
    "office.prefect_back": lambda _facts, _titled: "监控台恢复通知",
}
