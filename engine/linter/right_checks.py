"""Who sees and who corrects a field: by people who come to it, at steps that are reached, and never past the rules."""

from collections.abc import Iterator

from engine.conditions import fields_named, fields_of
from engine.definition import (
    ConsultStep,
    ForEachBlock,
    FormField,
    MachineStep,
    Process,
    PublicityStep,
    StepBase,
    body_of,
)
from engine.forms.answers import looks_at
from engine.linter.findings import Finding, Notice, Path
from engine.way.shape import before

_CORRECTING = ("sign", "visit", "record", "determine")


def check_rights(process: Process) -> Iterator[Finding]:
    """Each field with rights of its own."""
    for n, field in enumerate(process.form.fields):
        path: Path = ("form", "fields", n)
        if field.seen_by:
            yield from _check_seen(process, field, (*path, "seen_by"))
        if field.corrected_at:
            yield from _check_corrected(process, field, (*path, "corrected_at"))


def lint_rights(process: Process) -> Iterator[Finding]:
    """What may be corrected after the public has read it."""
    for n, field in enumerate(process.form.fields):
        shown = {
            one.key: one.title for one in process.steps if _shows(one, field.key) and one.kind == "publicity"
        }
        for key in field.corrected_at:
            earlier = (
                [shown[one] for one in before(process, key) if one in shown] if key in process.homes else []
            )
            if earlier:
                yield Notice(
                    ("form", "fields", n, "corrected_at"),
                    f"“{field.label}”在“{earlier[0]}”公示以后还能更正",
                    "确认公示过的内容可以不再公示就改，否则提前更正或退回补正",
                )


def _check_seen(process: Process, field: FormField, path: Path) -> Iterator[Finding]:
    acting = _acting_since(process, field)
    for key in field.seen_by:
        if key not in process.bodies:
            yield Finding(path, f"没有机构 {key}", "改成 bodies 里某个机构的代码")
        elif key not in acting:
            title = process.bodies[key].title
            yield Finding(
                path,
                f"“{title}”在填写“{field.label}”以后不办理任何环节，永远看不到它",
                "删去，或改成办理的机构",
            )
    if field.key in (process.form.subject, process.form.identity):
        yield Finding(path, f"事项以“{field.label}”认人，不能只给一部分人看", "删去 seen_by")
    if _is_walked(process, field):
        yield Finding(path, f"“{field.label}”的各项就是环节的名称，藏不住", "删去 seen_by")
    for step in process.steps:
        if _shows(step, field.key):
            yield Finding(path, f"“{field.label}”只给一部分人看，却在“{step.title}”给外面看", "删去其中一处")
    yield from _check_rules(process, field, path)


def _check_rules(process: Process, field: FormField, path: Path) -> Iterator[Finding]:
    """Whoever is told by a rule what is missing must be allowed to know what the rule looks at."""
    for rule in process.rules:
        step = next((one for one in process.steps if one.key == rule.checked_at), None)
        looked = fields_named(looks_at(rule, process.tables))
        if step is None or field.key not in looked or _may_see(process, field, step):
            continue
        yield Finding(
            path,
            f"“{step.title}”审查的“{rule.title}”要看“{field.label}”，在那里办理的人却看不到",
            "把办理机构写进 seen_by，或改在看得到的环节审查",
        )


def _may_see(process: Process, field: FormField, step: StepBase) -> bool:
    filled = field.filled_at or process.steps[0].key
    by = getattr(step, "by", None)
    return step.key in (filled, *field.corrected_at) or by in field.seen_by


def _check_corrected(process: Process, field: FormField, path: Path) -> Iterator[Finding]:
    filled = field.filled_at or process.steps[0].key
    steps = {one.key: one for one in process.steps}
    for key in field.corrected_at:
        if key not in steps:
            yield Finding(path, f"没有环节 {key}", "改成 steps 里某个环节的代码")
        elif steps[key].kind not in _CORRECTING:
            yield Finding(path, f"“{steps[key].title}”环节不能更正", "改成审批、考察、登记或认定环节")
        elif filled not in before(process, key):
            yield Finding(
                path,
                f"走到“{steps[key].title}”时“{field.label}”还没有填写，没有可更正的",
                "改成填写以后的环节",
            )
    if field.key == process.form.identity:
        yield Finding(path, f"“{field.label}”决定谁要回避，不能更正", "删去：改了人选应退回重报")
    if _is_walked(process, field):
        yield Finding(path, f"“{field.label}”的各项已经分头在办，不能更正", "删去，或让环节自己增加一项")
    for other in process.form.fields:
        if other.when is not None and field.key in fields_named(fields_of(other.when)):
            yield Finding(
                path, f"更正“{field.label}”会改变“{other.label}”要不要填，那时没有人填", "删去，或退回补正"
            )


def _is_walked(process: Process, field: FormField) -> bool:
    return any(isinstance(one.entry, ForEachBlock) and one.entry.over == field.key for one in process.layout)


def _shows(step: StepBase, key: str) -> bool:
    return isinstance(step, PublicityStep | ConsultStep) and key in {one.field for one in step.shows}


def _acting_since(process: Process, field: FormField) -> set[str | None]:
    """The bodies that act at the field's own step or at one that may come after it."""
    filled = field.filled_at or process.steps[0].key
    keys = [one.key for one in process.steps]
    since = process.steps[keys.index(filled) :] if filled in keys else process.steps
    counting = {getattr(one, "counted_by", None) for one in since}
    return {body_of(one) for one in since if not isinstance(one, MachineStep)} | counting
