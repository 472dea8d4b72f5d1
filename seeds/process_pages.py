"""A page for each definition: the picture of its way and who does what, drawn from the definition itself."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from engine.conditions import AllOf, AnyOf, Comparison, Condition, Not, TableSays
from engine.deadlines import Deadline
from engine.definition import ConsultStep, Process, PublicityStep, Step, body_of

_KINDS = {
    "submit": "填报",
    "sign": "审批",
    "ballot": "票决",
    "publicity": "公示",
    "consult": "征求意见",
    "determine": "认定",
    "record": "登记",
    "machine": "自动办理",
}
_UNITS = {"working days": "个工作日", "clock hours": "小时"}
_HEAD = "<!-- Drawn from the definition by seeds/process_pages.py: change the YAML, not this page. -->"


def page(process: Process) -> str:
    """Draw the whole page in Markdown, with a Mermaid picture that code hosts show as such."""
    valid = f"{process.valid.first:%Y-%m-%d} 至 {process.valid.last:%Y-%m-%d}"
    parts = [
        f"# {process.title}",
        _HEAD,
        f"`{process.key}` · 适用 {valid}\n\n来源：{process.source}",
        "\n".join(["```mermaid", "flowchart TD", *_picture(process), "```"]),
        "## 环节\n\n" + _table(("环节", "方式", "办理", "时限", "依据"), _steps(process)),
        "## 规则\n\n" + _table(("规则", "检查环节", "依据"), _rules(process)),
    ]
    agencies = list(_agencies(process))
    if agencies:
        parts.append("## 征求意见\n\n" + _table(("部门", "范围", "依据"), agencies))
    return "\n\n".join(parts) + "\n"


def write_pages(processes: list[Process], folder: Path) -> list[Path]:
    """Write the page of each process into ``folder`` as ``<key>.md``."""
    folder.mkdir(parents=True, exist_ok=True)
    written = [folder / f"{process.key}.md" for process in processes]
    for path, process in zip(written, processes, strict=True):
        path.write_text(page(process), encoding="utf-8")
    return written


def _picture(process: Process) -> Iterator[str]:
    steps = process.steps
    for step in steps:
        yield f'    {step.key}["{step.title}<br/>{_who(process, step)}"]'
    for step, following in pairwise(steps):
        yield f"    {step.key} --> {following.key}"
    yield f"    {steps[-1].key} --> done([办结])"
    for before, step, after in zip(steps, steps[1:], steps[2:], strict=False):
        if step.skip_if is not None:
            yield f'    {before.key} -. "{_in_words(process, step.skip_if)}" .-> {after.key}'
    for step in steps:
        if "send_back" in step.may:
            yield f"    {step.key} -. 退回 .-> {steps[0].key}"


def _steps(process: Process) -> Iterator[tuple[str, ...]]:
    for step in process.steps:
        due = step.window if isinstance(step, PublicityStep) else step.due
        yield step.title, _KINDS[step.kind], _who(process, step), _length(due), step.source


def _rules(process: Process) -> Iterator[tuple[str, ...]]:
    for rule in process.rules:
        yield rule.title, process.step(rule.checked_at).title, rule.clause


def _agencies(process: Process) -> Iterator[tuple[str, ...]]:
    for step in process.steps:
        if isinstance(step, ConsultStep):
            for one in step.agencies:
                asked = "全部人选" if one.when is None else _in_words(process, one.when)
                yield one.title, asked, one.clause


def _who(process: Process, step: Step) -> str:
    body = body_of(step)
    if body is None:
        return "系统"
    title = process.bodies[body].title
    return f"异议由{title}核查" if isinstance(step, PublicityStep) else title


def _length(due: Deadline | None) -> str:
    return f"{due.amount} {_UNITS[due.unit]}" if due else "—"


def _in_words(process: Process, condition: Condition) -> str:
    match condition:
        case AllOf(all=parts):
            return " 且 ".join(_in_words(process, part) for part in parts)
        case AnyOf(any=parts):
            return " 或 ".join(_in_words(process, part) for part in parts)
        case Comparison(field=field, op=op, value=value):
            return f"{_label(process, field)} {_OPERATORS.get(op, op)} {_value(value)}"
        case TableSays(table=table, gives=gives):
            return f"决策表“{table}”的结论为{_value(gives)}"
        case Not(not_=part):
            return f"不是（{_in_words(process, part)}）"


def _label(process: Process, field: str) -> str:
    labels = {one.key: one.label for one in process.form.fields}
    return labels.get(field) or _FACTS.get(field, field)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(value)
    return _SECTORS.get(str(value), str(value))


def _table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]] | list[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "／") for cell in line) + " |" for line in lines)


_OPERATORS = {"==": "为", "!=": "不为", "in": "属于"}
_FACTS = {"unit.direct": "直属基层工会", "unit.sector": "单位所属系统", "unit.city": "所在市"}
_SECTORS = {"education": "教育", "science": "科技", "culture": "文化", "health": "卫生", "sport": "体育"}
