"""A definition in words: kinds, lengths of time, who acts, conditions. For pictures, pages and exports."""

import re
from collections.abc import Mapping

from engine import deadlines
from engine.conditions import MONTHS, ROWS, AllOf, AnyOf, Comparison, Condition, Not, TableSays
from engine.deadlines import Deadline
from engine.definition import (
    Block,
    Branch,
    ForEachBlock,
    ParallelBlock,
    Process,
    PublicityStep,
    RepeatBlock,
    SignStep,
    Step,
    WaitStep,
    body_of,
)

KINDS: Mapping[str, str] = {
    "submit": "填报",
    "sign": "审批",
    "ballot": "票决",
    "score": "评分",
    "visit": "现场考察",
    "publicity": "公示",
    "consult": "征求意见",
    "determine": "认定",
    "record": "登记",
    "machine": "自动办理",
    "wait": "等候",
    "sub_case": "子事项",
    "parallel": "并行",
    "choice": "分流",
    "race": "先到先行",
    "for_each": "逐项",
    "repeat": "重复",
}
_MODES = {"all": "会签", "any": "或签", "sequence": "依次审批", "n_of_m": "{needed} 人同意"}
_OPERATORS = {
    "==": "为",
    "!=": "不为",
    "in": "属于",
    ">=": "不小于",
    "<=": "不大于",
    ">": "大于",
    "<": "小于",
}
_FACTS = {
    "unit.direct": "直属基层工会",
    "unit.sector": "单位所属系统",
    "unit.city": "所在市",
    "case.outcome": "结果",
    "case.sub_outcome": "子事项结果",
    "case.score": "得分",
    "line": "本项",
}
_PARTS = {ROWS: "行数", MONTHS: "起的满月数"}
"""What a table or a date of the form comes to, behind its label."""
_SECTORS = {"education": "教育", "science": "科技", "culture": "文化", "health": "卫生", "sport": "体育"}


def way_of(step: Step) -> str:
    """How the step is done: its kind, or the way in which several sign."""
    if isinstance(step, SignStep):
        return _MODES[step.mode].format(needed=step.needed)
    return KINDS[step.kind]


def who_does(process: Process, step: Step) -> str:
    """The body that acts at the step; the office itself where nobody does."""
    body = body_of(step)
    if body is None or body not in process.bodies:
        return "系统"
    title = process.bodies[body].title
    return f"异议由{title}核查" if isinstance(step, PublicityStep) else title


def time_of(step: Step) -> Deadline | None:
    """The length of time that belongs to the step: its due, its window or its wait."""
    match step:
        case PublicityStep(window=window):
            return window
        case WaitStep(lasts=lasts):
            return lasts
        case _:
            return step.due


def length_in_words(length: Deadline | None) -> str:
    """5 个工作日; a dash for none."""
    return deadlines.in_words(length) if length else "—"


def block_in_words(process: Process, block: Block) -> str:
    """What a block does, beside its title."""
    match block:
        case ParallelBlock(join="all"):
            return "同时办理，全部办完"
        case ParallelBlock(join="first"):
            return "同时办理，一路办完即可"
        case ParallelBlock(join=join):
            return f"同时办理，{join} 路办完即可"
        case ForEachBlock(over=over):
            return f"“{_label(process, over)}”每项一遍"
        case RepeatBlock(until=until, limit=limit):
            return f"直到{in_words(process, until)}，至多 {limit} 遍"
        case _:
            return KINDS[block.kind]


def branch_in_words(process: Process, branch: Branch) -> str:
    """When the branch is taken, or its title."""
    said = (
        "其他情况" if branch.otherwise else in_words(process, branch.when) if branch.when is not None else ""
    )
    return "：".join(part for part in (branch.title, said) if part)


def in_words(process: Process, condition: Condition) -> str:
    """The condition as people say it."""
    match condition:
        case AllOf(all=parts):
            return " 且 ".join(in_words(process, part) for part in parts)
        case AnyOf(any=parts):
            return " 或 ".join(in_words(process, part) for part in parts)
        case Not(not_=part):
            return f"不是（{in_words(process, part)}）"
        case TableSays(table=table, gives=gives):
            titles = {one.key: one.title for one in process.tables}
            return f"{titles.get(table, table)}判定为{_value(gives)}"
        case Comparison():
            return _compared(_label(process, condition.field), condition)


def _compared(label: str, one: Comparison) -> str:
    if one.op == "filled":
        return f"{'没有填' if one.value is False else '填了'}{label}"
    if isinstance(one.value, bool) and one.op in ("==", "!="):
        return f"{label}：{_value(one.value is (one.op == '=='))}"
    return f"{label} {_OPERATORS[one.op]} {_value(one.value)}"


def _label(process: Process, field: str) -> str:
    key, _, part = field.partition(".")
    one = next((one for one in process.form.fields if one.key == key), None)
    if one is None:
        return _FACTS.get(field, field)
    column = one.column(part)
    return f"{one.label}{_PARTS.get(part) or (f'的{column.label}合计' if column else '')}"


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(_SECTORS.get(str(one), str(one)) for one in value)
    return _SECTORS.get(str(value), str(value))


def excepted(who: str, clause: str, reason: str) -> str:
    """An exception from a rule, as it stands beside the result of that rule wherever it is shown (准予例外)."""
    return f"由 {who} 依 {without_marks(clause)} 准予例外：{reason}"


def without_marks(clause: str) -> str:
    """A clause without the marks ``[K]`` and ``[A]`` by which a definition tells how well its source is known."""
    return re.sub(r"\s*\[[KA]\]", "", clause)
