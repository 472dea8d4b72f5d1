"""The form: limits that mean something, fields that are used, rules that can make a difference."""

from collections.abc import Iterator

from engine.conditions import Condition, fields_named, fields_of
from engine.definition import (
    FIGURES,
    ChoiceBlock,
    Column,
    ConsultStep,
    DetermineStep,
    ForEachBlock,
    FormField,
    MachineStep,
    Process,
    PublicityStep,
    RepeatBlock,
    Rule,
    ScoreStep,
    SignStep,
    StepBase,
    VisitStep,
    body_of,
)
from engine.linter.findings import Finding, Notice, Path
from engine.linter.reach import may_be
from engine.way.shape import before

_LENGTHS = ("text", "long_text", "list")
_LIMITED = (*FIGURES, "multi_choice", "table", *_LENGTHS)


def lint_form(process: Process) -> Iterator[Finding]:
    """Each field, then each rule."""
    used = _used(process)
    for n, field in enumerate(process.form.fields):
        path: Path = ("form", "fields", n)
        yield from _limits(field, path)
        yield from _accepts(field, path)
        for place, column in enumerate(field.columns):
            yield from _limits(column, (*path, "columns", place))
        if field.when is not None and not may_be(field.when, process, wanted=False):
            yield Finding((*path, "when"), f"“{field.label}”的条件总是成立，它每次都要填", "删去 when")
        yield from _filled_by_several(process, field, path)
        yield from _read_by_nobody(process, field, path)
        if field.key not in used and field.read_by is None and not _is_printed(process, field):
            yield Notice(
                path,
                f"“{field.label}”填了没有用：没有规则、条件、公示或文书用到它",
                "确认办理的人要看它，否则删去",
            )
    for n, rule in enumerate(process.rules):
        yield from _rule(process, rule, ("rules", n))
        yield from _twice(process, n)


def _accepts(field: FormField, path: Path) -> Iterator[Finding]:
    if field.type == "file" and not field.accept:
        yield Finding(
            (*path, "accept"), f"“{field.label}”什么文件都不收，永远传不上", "写上允许的类型，例如 [pdf]"
        )
    if field.type != "file" and "accept" in field.model_fields_set:
        yield Finding(
            (*path, "accept"), f"“{field.label}”不是附件，accept 没有作用", "删去，或改成 type: file"
        )


def _limits(field: FormField | Column, path: Path) -> Iterator[Finding]:
    for word in ("min", "max"):
        if getattr(field, word) is not None and field.type not in _LIMITED:
            yield Finding((*path, word), f"“{field.label}”没有大小长短，{word} 没有作用", f"删去 {word}")
    if field.type in _LENGTHS and field.min is not None:
        yield Finding(
            (*path, "min"), f"“{field.label}”是文字，min 没有作用", "删去 min；不能为空写 required: true"
        )
    if field.type in _LENGTHS and field.max is not None and field.max < 1:
        yield Finding((*path, "max"), f"“{field.label}”最多 {field.max} 字，永远填不了", "改成大于 0 的数")
    if field.type not in ("number", "integer") and field.unit:
        yield Finding((*path, "unit"), f"“{field.label}”不是数字，unit 没有作用", "删去，或改成 type: number")
    if field.type != "number" and "places" in field.model_fields_set:
        yield Finding(
            (*path, "places"), f"“{field.label}”不是数字，places 没有作用", "删去，或改成 type: number"
        )


def _filled_by_several(process: Process, field: FormField, path: Path) -> Iterator[Finding]:
    home = process.homes.get(field.filled_at or "")
    if home and isinstance(home.entry, SignStep) and home.entry.mode != "any":
        yield Finding(
            (*path, "filled_at"),
            f"“{home.entry.title}”由几个人办理，后填的“{field.label}”会盖掉先填的",
            "改在一人办理的环节填写",
        )


def _read_by_nobody(process: Process, field: FormField, path: Path) -> Iterator[Finding]:
    """Whoever is said to read a field has to act after it was filled."""
    filled = field.filled_at or process.steps[0].key
    after = [step for step in process.steps if step.key != filled and filled in before(process, step.key)]
    if field.read_by is not None and field.read_by not in {body_of(step) for step in after}:
        yield Finding(
            (*path, "read_by"),
            f"“{field.label}”写着由 {field.read_by} 来看，它在填写以后没有环节",
            "改成在后面办理的机构，或删去 read_by",
        )


def _conditions(process: Process) -> Iterator[Condition]:
    """Every condition that the definition holds against a case."""
    yield from (rule.condition for rule in process.rules if rule.condition)
    yield from (field.when for field in process.form.fields if field.when)
    for home in process.layout:
        entry = home.entry
        if isinstance(entry, StepBase) and entry.skip_if:
            yield entry.skip_if
        match entry:
            case DetermineStep(outcomes=outcomes):
                yield from (one.when for one in outcomes if one.when)
            case ConsultStep(agencies=agencies):
                yield from (one.when for one in agencies if one.when)
            case ChoiceBlock(branches=branches):
                yield from (one.when for one in branches if one.when)
            case RepeatBlock(until=until):
                yield until


def _used(process: Process) -> set[str]:
    """The fields that something in the definition looks at, or that whoever decides reads."""
    if process.form.read_whole:
        return {field.key for field in process.form.fields}
    used = {process.form.subject, *([process.form.identity] if process.form.identity else [])}
    for condition in _conditions(process):
        used |= fields_named(fields_of(condition))
    for rule in process.rules:
        used |= {rule.share.part, rule.share.whole} if rule.share else set()
    for table in process.tables:
        used |= fields_named(table.looks_at)
    for home in process.layout:
        match home.entry:
            case VisitStep(key=key):
                used |= {one.key for one in process.fields_at(key)}  # the report of those who went
            case ScoreStep(key=key):
                used |= _papers_before(process, key)
            case PublicityStep(shows=shows) | ConsultStep(shows=shows):
                used |= {one.field for one in shows}
            case ForEachBlock(over=field):
                used.add(field)
    return used


def _papers_before(process: Process, key: str) -> set[str]:
    """What is handed in as a file before a score step is what its judges judge."""
    return {
        field.key
        for step in before(process, key)
        for field in process.fields_at(step)
        if field.type == "file"
    }


def _is_printed(process: Process, field: FormField) -> bool:
    """A document made at or after the field's step may print it."""
    filled = field.filled_at or process.steps[0].key
    keys = [step.key for step in process.steps]
    return filled in keys and any(
        isinstance(step, MachineStep) for step in process.steps[keys.index(filled) :]
    )


def _rule(process: Process, rule: Rule, path: Path) -> Iterator[Finding]:
    if rule.condition is not None and not may_be(rule.condition, process, wanted=False):
        yield Finding(
            (*path, "condition"), f"规则“{rule.title}”总是满足，挡不住任何人", "修改条件，或删去这条规则"
        )
    share = rule.share
    if share is not None and share.part == share.whole:
        yield Finding((*path, "share"), f"规则“{rule.title}”拿一个数和它自己比", "改成两个不同的字段")
    looked = (
        fields_named(fields_of(rule.condition))
        if rule.condition
        else {share.part, share.whole}
        if share
        else set()
    )
    for field in process.form.fields:
        if field.key in looked and _may_be_missing(process, field, rule):
            yield Notice(
                path,
                f"规则“{rule.title}”看“{field.label}”，它却可能没有填，那时规则不满足",
                "写成必填、不跳过填写它的环节，或在条件里写明没有填时怎么办",
            )


def _may_be_missing(process: Process, field: FormField, rule: Rule) -> bool:
    home = process.homes.get(field.filled_at or process.steps[0].key)
    if home is None or rule.checked_at not in process.homes:
        return False
    entry = home.entry
    skipped = isinstance(entry, StepBase) and entry.skip_if is not None and entry.key != rule.checked_at
    return (
        not field.required
        or field.when is not None
        or (skipped and entry.key in before(process, rule.checked_at))
    )


def _twice(process: Process, n: int) -> Iterator[Finding]:
    rule = process.rules[n]
    for other in process.rules[:n]:
        same = (other.checked_at, other.share, other.condition) == (
            rule.checked_at,
            rule.share,
            rule.condition,
        )
        if same and (rule.share or rule.condition):
            yield Finding(
                ("rules", n), f"规则“{rule.title}”与“{other.title}”是同一个条件", "只留一条，写上两处依据"
            )
