"""Words of a definition: every title says which one it is, every rule says where it comes from."""

from collections import Counter
from collections.abc import Iterable, Iterator

from engine.definition import ConsultStep, DetermineStep, Process, StepBase
from engine.linter.findings import Finding, Notice, Path

_NO_CLAUSE = ("待定", "待补", "不详", "暂无", "无", "todo", "tbd", "xxx", "?", "？", "…")
"""What people write where they do not know the clause yet."""


def lint_words(process: Process) -> Iterator[Finding]:
    """Titles that are empty or the same, clauses that are missing or unknown."""
    yield from _empty(process)
    for what, titles in _titles(process):
        yield from _alike(what, titles)
    yield from _clauses(process)
    yield from _sources(process)


def _titles(process: Process) -> Iterator[tuple[str, list[tuple[Path, str]]]]:
    """All titles that stand beside each other on a page, with what they are titles of."""
    yield "环节", [((*home.path, "title"), home.entry.title) for home in process.layout]
    yield "字段", [(("form", "fields", n, "label"), one.label) for n, one in enumerate(process.form.fields)]
    yield "规则", [(("rules", n, "title"), one.title) for n, one in enumerate(process.rules)]
    yield "机构", [(("bodies", key, "title"), one.title) for key, one in process.bodies.items()]
    for home in process.layout:
        match home.entry:
            case ConsultStep(agencies=agencies):
                yield (
                    "部门",
                    [((*home.path, "agencies", n, "title"), one.title) for n, one in enumerate(agencies)],
                )
            case DetermineStep(outcomes=outcomes):
                yield (
                    "结果",
                    [((*home.path, "outcomes", n, "title"), one.title) for n, one in enumerate(outcomes)],
                )


def _empty(process: Process) -> Iterator[Finding]:
    named: list[tuple[Path, str]] = [(("title",), process.title), (("short",), process.short)]
    for _, titles in _titles(process):
        named += titles
    for path, title in named:
        if not title.strip():
            yield Finding(path, "名称是空的，谁也认不出它", "写上名称")


def _alike(what: str, titles: Iterable[tuple[Path, str]]) -> Iterator[Finding]:
    seen: Counter[str] = Counter()
    for path, title in titles:
        seen[title.strip()] += 1
        if title.strip() and seen[title.strip()] > 1:
            yield Finding(path, f"有两个{what}都叫“{title}”，办理的人分不清", "改成不同的名称")


def _clauses(process: Process) -> Iterator[Finding]:
    """Every rule and every opinion that is asked for cites the clause it comes from."""
    written: list[tuple[Path, str, str]] = [
        (("rules", n, "clause"), one.title, one.clause) for n, one in enumerate(process.rules)
    ]
    for home in process.layout:
        if isinstance(home.entry, ConsultStep):
            written += [
                ((*home.path, "agencies", n, "clause"), one.title, one.clause)
                for n, one in enumerate(home.entry.agencies)
            ]
    for path, title, clause in written:
        if not clause.strip():
            yield Finding(path, f"“{title}”没有写依据", "写上文件名和条款")
        elif clause.strip().lower() in _NO_CLAUSE:
            yield Finding(path, f"“{title}”的依据写的是“{clause}”，查不到出处", "写上文件名和条款")


def _sources(process: Process) -> Iterator[Finding]:
    if not process.source.strip():
        yield Finding(("source",), "没有写流程的来源", "写上文件名、文号和条款")
    for home in process.layout:
        if isinstance(home.entry, StepBase) and not home.entry.source.strip():
            yield Notice(home.path, f"“{home.entry.title}”没有写依据", "写上 source：哪份文件、哪一条")
