"""A page for each definition: the picture of its way and who does what, drawn from the definition itself."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from engine.definition import ConsultStep, Process, Rule, ScoreStep
from engine.definition_words import in_words, length_in_words, time_of, way_of, who_does
from engine.pictures.process import picture
from engine.scores.words import sheet_lines
from engine.step_words import beside_in_words

_HEAD = "<!-- Drawn from the definition by seeds/process_pages.py: change the YAML, not this page. -->"


def page(process: Process, name: str) -> str:
    """Write the whole page in Markdown; its picture is the file ``name`` beside it."""
    valid = f"{process.valid.first:%Y-%m-%d} 至 {process.valid.last:%Y-%m-%d}"
    parts = [
        f"# {process.title}",
        _HEAD,
        f"`{process.key}` · 适用 {valid}\n\n来源：{process.source}",
        f"![{process.title}]({name}.svg)",
        "## 环节\n\n" + _table(("环节", "方式", "办理", "时限", "依据"), _steps(process)),
        *_besides(process),
        "## 规则\n\n" + _table(("规则", "检查环节", "例外", "依据"), _rules(process)),
    ]
    agencies = list(_agencies(process))
    if agencies:
        parts.append("## 征求意见\n\n" + _table(("部门", "范围", "依据"), agencies))
    return "\n\n".join(parts) + "\n"


def write_pages(processes: Mapping[str, Process], folder: Path) -> list[Path]:
    """Write the page of each definition into ``folder`` under the name of its file, and its picture beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for name, process in processes.items():
        for kind, text in (("md", page(process, name)), ("svg", picture(process) + "\n")):
            written.append(folder / f"{name}.{kind}")
            written[-1].write_text(text, encoding="utf-8")
    return written


def _steps(process: Process) -> Iterator[tuple[str, ...]]:
    for step in process.steps:
        time = length_in_words(time_of(step))
        yield step.title, way_of(step), who_does(process, step), time, step.source


def _besides(process: Process) -> Iterator[str]:
    """Returns, copies, scoring, bulk and being late, of the steps that say something of them; then the score sheets."""
    said = [(step.title, beside_in_words(process, step)) for step in process.steps]
    if rows := [one for one in said if one[1]]:
        yield "## 退回、抄送、评分、批量、催办与超时\n\n" + _table(("环节", "规定"), rows)
    for step in process.steps:
        if isinstance(step, ScoreStep) and step.sheet:
            lines = _table(("评分项", "满分", "计入总分", "说明"), sheet_lines(step.sheet))
            source = f"\n\n来源：{step.sheet.source}" if step.sheet.source else ""
            yield f"## {step.title}：{step.sheet.title}\n\n{lines}{source}"


def _rules(process: Process) -> Iterator[tuple[str, ...]]:
    for rule in process.rules:
        yield rule.title, process.step(rule.checked_at).title, _exception(process, rule), rule.clause


def _exception(process: Process, rule: Rule) -> str:
    if rule.waived_at is not None:
        return f"可由“{process.step(rule.waived_at).title}”准予"
    return "一票否决" if rule.veto else "没有"


def _agencies(process: Process) -> Iterator[tuple[str, ...]]:
    for step in process.steps:
        if isinstance(step, ConsultStep):
            for one in step.agencies:
                asked = "全部人选" if one.when is None else in_words(process, one.when)
                yield one.title, asked, one.clause


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "／") for cell in line) + " |" for line in lines)
