"""What must hold of the form, its rules and the use of places."""

from collections.abc import Iterator

from engine.conditions import Condition, fields_named, fields_of, tables_in
from engine.definition import FIGURES, FormField, MachineStep, Process, QuotaUse, Rule, Share
from engine.hardship.filling import FILLS, name_in
from engine.linter.field_limits import check_limits
from engine.linter.findings import Finding, Path, check_condition, known_at, known_before, repeated
from engine.linter.reach import may_be

_ANSWERING = ("submit", "sign", "visit", "record", "determine")
_FILLING = (*_ANSWERING, "machine")


def check_form(process: Process) -> Iterator[Finding]:
    """Keys once each, subject and identity known from the start, every field filled somewhere."""
    fields = process.form.fields
    yield from repeated([field.key for field in fields], ("form", "fields"), "字段")
    yield from _check_naming(process)
    for position, field in enumerate(fields):
        path = ("form", "fields", position)
        yield from _check_filled_at(process, field, path)
        yield from check_limits(field, path)
        yield from _check_household(process, field, path)
        if field.when is not None:
            yield from _check_when(process, position, field.when, (*path, "when"))


def check_rules(process: Process) -> Iterator[Finding]:
    """Each rule is checked at a step where somebody answers, and looks at facts that are there by then."""
    yield from repeated([rule.key for rule in process.rules], ("rules",), "规则")
    places = {step.key: n for n, step in enumerate(process.steps)}
    for position, rule in enumerate(process.rules):
        path = ("rules", position)
        if rule.checked_at not in places:
            yield _no_step((*path, "checked_at"), rule.checked_at)
            continue
        if process.step(rule.checked_at).kind not in _ANSWERING:
            title = process.step(rule.checked_at).title
            yield Finding(
                (*path, "checked_at"), f"“{title}”环节不审查规则", "改成提交、审批、考察、登记或认定环节"
            )
        yield from _check_rule(process, rule, path, known_at(process, rule.checked_at))
        yield from _check_key(process, rule, path)


def _check_key(process: Process, rule: Rule, path: Path) -> Iterator[Finding]:
    """What a rule finds stands beside the field of its key, so that must be one it looks at."""
    looked_at = fields_of(rule.condition) if rule.condition else set()
    if rule.share is not None:
        looked_at |= {rule.share.part, rule.share.whole}
    if rule.key in {field.key for field in process.form.fields} - fields_named(looked_at):
        yield Finding(
            (*path, "key"), f"规则代码 {rule.key} 与一个它不看的字段同名，补正意见会指错地方", "换一个代码"
        )


def check_quota(process: Process) -> Iterator[Finding]:
    """Places are taken where the form is handed in, and kept from a later step on."""
    quota = process.quota
    if quota is None:
        return
    places = {step.key: n for n, step in enumerate(process.steps)}
    missing = [word for word in ("taken_at", "kept_from") if getattr(quota, word) not in places]
    yield from (_no_step(("quota", word), getattr(quota, word)) for word in missing)
    if "taken_at" not in missing and process.step(quota.taken_at).kind != "submit":
        yield Finding(("quota", "taken_at"), "名额只能在提交环节占用", "改成 kind: submit 的环节")
    if not missing and places[quota.kept_from] <= places[quota.taken_at]:
        yield Finding(("quota", "kept_from"), "名额还没有占用就不再退回", "改成占用名额之后的环节")
    if "taken_at" not in missing:
        yield from _check_categories(process, quota)


def _check_categories(process: Process, quota: QuotaUse) -> Iterator[Finding]:
    """Categories and those outside the quota are known when the form is handed in, and rest on a paper."""
    asked = {field.key: field for field in process.fields_at(quota.taken_at)}
    by = asked.get(quota.by or "")
    if quota.by is not None and (by is None or by.type != "choice" or not by.required or by.when):
        sentence = f"名额按 {quota.by} 分类，但占用名额的环节没有这个必填的选择项"
        yield Finding(("quota", "by"), sentence, "改成该环节一个必填的 type: choice 字段")
    if quota.one_line is not None and quota.one_line.born not in asked:
        sentence = f"姓名相近的要看出生年月，但占用名额的环节没有 {quota.one_line.born}"
        yield Finding(("quota", "one_line", "born"), sentence, "改成该环节填写出生年月的字段")
    if quota.one_line is not None and process.form.identity is None:
        sentence = "一人只由一条渠道推荐要看身份证号，但表单没有 identity"
        yield Finding(("quota", "one_line"), sentence, "在 form 里写上 identity，或删去 one_line")
    if quota.outside is None:
        return
    path: Path = ("quota", "outside", "when")
    yield from check_condition(process, quota.outside.when, path, known_at(process, quota.taken_at))
    basis = asked.get(quota.outside.basis)
    if basis is None or basis.type != "file" or not basis.required:
        sentence = f"单列要有依据，但占用名额的环节没有必填的文件 {quota.outside.basis}"
        yield Finding(
            ("quota", "outside", "basis"), sentence, "改成该环节一个必填的 type: file 字段，条件与单列相同"
        )


def _check_naming(process: Process) -> Iterator[Finding]:
    """A case is named and its person known when the form is handed in the first time, or recusal has a gap."""
    form, first = process.form, process.steps[0].key
    fields = {field.key: field for field in process.fields_at(first) if field.required and not field.when}
    if process.enters:  # old papers often lack the number, and a unit has none
        fields |= {field.key: field for field in process.fields_at(first) if field.key == form.identity}
    if form.subject not in fields:
        yield Finding(
            ("form", "subject"),
            f"事项以字段 {form.subject} 命名，但首个环节没有这个必填字段",
            "改成首个环节的必填字段",
        )
    if form.identity is None:
        return
    if form.identity not in fields:
        yield Finding(
            ("form", "identity"), f"身份字段 {form.identity} 不是首个环节的必填字段", "改成首个环节的必填字段"
        )
    elif fields[form.identity].type != "id_no":
        yield Finding(
            ("form", "identity"), "身份字段的类型必须是身份证号，否则无法回避", "把它的 type 改成 id_no"
        )


def _check_household(process: Process, field: FormField, path: Path) -> Iterator[Finding]:
    """What a machine finds out about a household has its own names; an occasion belongs to a household only."""
    if field.occasion is not None and field.type != "household":
        yield Finding(
            (*path, "occasion"), f"“{field.label}”不是家庭情况", "删去 occasion，或改 type: household"
        )
    home = process.homes.get(field.filled_at or "")
    if home is None or not isinstance(home.entry, MachineStep):
        return
    if name_in(home.entry.task, field.key) is None:
        known = FILLS.get(home.entry.task, ())
        cure = f"改成 {'、'.join(known)} 之一" if known else "改在有人办理的环节填写"
        yield Finding((*path, "filled_at"), f"“{home.entry.title}”不会填写“{field.label}”", cure)


def _check_filled_at(process: Process, field: FormField, path: Path) -> Iterator[Finding]:
    kinds = {step.key: step for step in process.steps}
    if field.filled_at is None:
        return
    if field.filled_at not in kinds:
        yield _no_step((*path, "filled_at"), field.filled_at)
    elif kinds[field.filled_at].kind not in _FILLING:
        title = kinds[field.filled_at].title
        yield Finding(
            (*path, "filled_at"),
            f"“{title}”环节不填表，“{field.label}”永远不会填写",
            "改成提交、审批、考察、登记或认定环节",
        )


def _check_when(process: Process, position: int, when: Condition, path: Path) -> Iterator[Finding]:
    """A conditional field looks at what is known by then and stands further up: so nothing goes round in circles."""
    field = process.form.fields[position]
    home = process.homes.get(field.filled_at or process.steps[0].key)
    if home is None:
        return
    # Only the form that is handed in draws itself anew while somebody types.
    known = (known_at if home.entry.kind == "submit" else known_before)(process, home.entry.key)
    wrong = list(check_condition(process, when, path, known))
    looked = fields_named(fields_of(when) | _asked_by_tables(process, when))
    for other in process.form.fields[position:]:
        if other.key in looked and other.key in known:
            sentence = f"“{field.label}”要不要填，看的是没有排在它前面的“{other.label}”"
            wrong.append(Finding(path, sentence, "调整字段的先后，或改条件"))
    yield from wrong
    if not wrong and not may_be(when, process, wanted=True):
        yield Finding(path, f"“{field.label}”的条件永远不成立，没有人能填它", "修改条件，或删去这一项")


def _asked_by_tables(process: Process, when: Condition) -> set[str]:
    named = {one.table for one in tables_in(when)}
    return {name for table in process.tables if table.key in named for name in table.looks_at}


def _check_rule(process: Process, rule: Rule, path: Path, known: set[str]) -> Iterator[Finding]:
    if (rule.share is None) == (rule.condition is None):
        yield Finding(path, f"规则“{rule.title}”应当恰好有 share 和 condition 之一", "写其中一种，删去另一种")
    if rule.share is not None:
        yield from _check_share(process, rule.share, (*path, "share"), known)
    if rule.condition is not None:
        wrong = list(check_condition(process, rule.condition, (*path, "condition"), known))
        yield from wrong
        if not wrong and not may_be(rule.condition, process, wanted=True):
            yield Finding((*path, "condition"), f"规则“{rule.title}”永远不能满足", "修改条件")


def _check_share(process: Process, share: Share, path: Path, known: set[str]) -> Iterator[Finding]:
    fields = {field.key: field for field in process.form.fields}
    for word, key in (("part", share.part), ("whole", share.whole)):
        if key not in fields:
            yield Finding((*path, word), f"没有字段 {key}", "改成表单字段的代码")
        elif fields[key].type not in FIGURES:
            yield Finding(
                (*path, word),
                f"“{fields[key].label}”不是整数、数字或金额，不能计算比例",
                "改成 type: integer、number 或 money 的字段",
            )
        elif key not in known:
            yield Finding((*path, word), f"审查时“{fields[key].label}”还没有填写", "推迟审查，或提前填写")


def _no_step(path: Path, key: str) -> Finding:
    return Finding(path, f"没有环节 {key}", "改成 steps 里某个环节的代码")
