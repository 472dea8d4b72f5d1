"""What a careful reader says of a definition's titles: each effect has a title to act on, each term its outcome."""

from collections.abc import Iterator

from engine.definition import Entering, Outcome, Process, TitleTerms
from engine.linter.findings import Finding, Path, outcomes_of

_GRANTS = "grant"


def lint_titles(process: Process) -> Iterator[Finding]:
    """Effects on a title nobody gives, terms that no outcome brings to life, and fields that are not there."""
    outcomes = list(outcomes_of(process))
    yield from _effects(process, outcomes)
    yield from _holder(process, outcomes)
    if (terms := process.title_terms) is not None:
        yield from _terms(process, terms, outcomes)
    if process.enters is not None:
        yield from _entering(process, process.enters, outcomes)


def _effects(process: Process, outcomes: list[tuple[Path, Outcome]]) -> Iterator[Finding]:
    for path, outcome in outcomes:
        if outcome.on_title == _GRANTS and process.title_terms is None and process.enters is None:
            yield Finding(
                (*path, "on_title"), f"结果“{outcome.title}”授予称号，却没有写称号是什么", "加上 title_terms"
            )
        elif outcome.on_title not in (None, _GRANTS) and not process.about_titles:
            yield Finding(
                (*path, "on_title"),
                f"结果“{outcome.title}”改动称号，却没有写是哪些流程授予的称号",
                "加上 about_titles: [授予称号的流程代码]",
            )
        if outcome.on_title == _GRANTS and not outcome.granted:
            yield Finding((*path, "on_title"), f"结果“{outcome.title}”未获授予，却登记称号", "删去 on_title")


def _holder(process: Process, outcomes: list[tuple[Path, Outcome]]) -> Iterator[Finding]:
    """Only whoever holds a title is paid, and known by the ID number."""
    fields = {one.key: one.type for one in process.form.fields}
    if process.for_holder and (not process.about_titles or process.form.identity is None):
        yield Finding(
            ("for_holder",),
            "只有称号持有人可以申请，但没有写是哪些称号或谁的身份证号",
            "补上 about_titles 和 form.identity",
        )
    for path, outcome in outcomes:
        if outcome.pays is not None and not process.for_holder:
            yield Finding(
                (*path, "pays"), f"结果“{outcome.title}”发放资金，却不限于称号持有人", "写上 for_holder: true"
            )
        if outcome.pays is not None and fields.get(outcome.pays) != "money":
            yield Finding(
                (*path, "pays"),
                f"结果“{outcome.title}”发放的 {outcome.pays} 不是金额",
                "改成 type: money 的字段",
            )


def _terms(process: Process, terms: TitleTerms, outcomes: list[tuple[Path, Outcome]]) -> Iterator[Finding]:
    if all(outcome.on_title != _GRANTS for _path, outcome in outcomes):
        yield Finding(("title_terms",), "没有一个结果授予这个称号", "给授予的结果写上 on_title: grant")
    fields = {one.key: one for one in process.form.fields}
    if terms.leader is not None and (
        terms.leader not in fields or fields[terms.leader].type not in ("text", "person")
    ):
        yield Finding(
            ("title_terms", "leader"),
            f"领衔人字段 {terms.leader} 不存在或不是文字",
            "改成表单中领衔人姓名的字段",
        )
    if terms.leader_gone is not None and process.form.identity is None:
        yield Finding(
            ("title_terms", "leader_gone"),
            "领衔人荣誉撤销时要发起事项，但表单没有领衔人的身份证号",
            "在 form 中写上 identity",
        )


def _entering(
    process: Process, entering: Entering, outcomes: list[tuple[Path, Outcome]]
) -> Iterator[Finding]:
    """Titles from before need an outcome that enters them, and the fields that say which, since when and whose."""
    if process.title_terms or process.about_titles or process.kind == "campaign":
        yield Finding(
            ("enters",), "补录的是以前授予的称号，流程自己不授予、不办理称号，也不是活动", "分成两个流程"
        )
    if all(outcome.on_title != _GRANTS for _path, outcome in outcomes):
        yield Finding(("enters",), "没有一个结果把称号登记入册", "给登记的结果写上 on_title: grant")
    first = {one.key: one for one in process.fields_at(process.steps[0].key)}
    wanted = {"kind": "choice", "granted_on": "date", "leader": "text"}
    said = {name: getattr(entering, name) for name in wanted}
    typed: list[tuple[Path, str, str]] = [(("enters", name), key, wanted[name]) for name, key in said.items()]
    typed += [(("enters", "looked", check), key, "integer") for check, key in entering.looked.items()]
    for path, key, kind in typed:
        if key not in first or first[key].type != kind:
            yield Finding(path, f"补录要看的 {key} 不是第一个环节填写的 {kind} 字段", "改成表单里这样的字段")
    if (kind_field := first.get(entering.kind)) and set(kind_field.options) != set(entering.kinds):
        yield Finding(
            ("enters", "kinds"),
            f"“{kind_field.label}”的选项与 kinds 写的不一致",
            "每个选项对应授予这种称号的流程代码",
        )
    for field in first.values():
        if field.required and field.type in ("file", "household"):
            yield Finding(
                ("enters",), f"补录用表办理，表里放不下“{field.label}”", "写上 required: false，或换个环节填"
            )
