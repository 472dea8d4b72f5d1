"""What must hold of the blocks of a process: their branches, lists, conditions and ends."""

from collections.abc import Iterator

from engine.conditions import Condition
from engine.definition import (
    Block,
    ChoiceBlock,
    ConsultStep,
    DetermineStep,
    ForEachBlock,
    Home,
    MachineStep,
    ParallelBlock,
    Process,
    PublicityStep,
    RaceBlock,
    RepeatBlock,
    Step,
    StepBase,
    SubCaseStep,
    SubmitStep,
)
from engine.linter.findings import Finding, Path, check_condition, known_at, known_before
from engine.linter.reach import may_be

LINE = "line"
"""The fact that holds the line of the list within a for-each."""


def check_shape(process: Process) -> Iterator[Finding]:
    """All findings of keys, blocks, gates and sub-cases."""
    seen: set[str] = set()
    for home in process.layout:
        if home.entry.key in seen:
            yield Finding((*home.path, "key"), f"环节 {home.entry.key} 写了不止一次", "改成没有用过的代码")
        seen.add(home.entry.key)
        if isinstance(home.entry, StepBase):
            yield from _check_place(process, home, home.entry)
        else:
            yield from _check_block(process, home.entry, home.path)
    yield from _check_gates(process)


def facts_before(process: Process, key: str) -> set[str]:
    """What a condition may look at before ``key``: the fields filled by then, and the line of a list around it."""
    lists = any(isinstance(block, ForEachBlock) for block, _ in process.homes[key].around)
    return known_before(process, key) | ({LINE} if lists else set())


def _check_place(process: Process, home: Home, step: Step) -> Iterator[Finding]:
    """Steps that belong to the whole case do not stand where the case is in several places."""
    around = [block for block, _ in home.around]
    lists = [block for block in around if isinstance(block, ForEachBlock)]
    at_once = [block for block in around if isinstance(block, ParallelBlock | RaceBlock | ForEachBlock)]
    if isinstance(step, DetermineStep) and around:
        yield Finding(home.path, f"认定环节“{step.title}”不能在“{around[0].title}”里面", "移到外面")
    if isinstance(step, SubmitStep) and at_once:
        yield Finding(home.path, f"提交环节“{step.title}”不能与别的环节同时办理", "移到外面")
    if isinstance(step, PublicityStep) and lists:
        yield Finding(home.path, f"“{step.title}”公示的是整个事项，不能逐项公示", "移到外面")
    if isinstance(step, ConsultStep) and lists:
        yield Finding(home.path, f"“{step.title}”征求的是对整个事项的意见，不能逐项征求", "移到外面")
    if lists and any(field.filled_at == step.key for field in process.form.fields):
        yield Finding(home.path, f"“{step.title}”逐项办理，填写的字段会互相覆盖", "在外面的环节填写")
    if isinstance(step, SubCaseStep) and step.process == process.key:
        yield Finding((*home.path, "process"), "事项不能发起自己这样的事项", "改成别的流程")


def _check_block(process: Process, block: Block, path: Path) -> Iterator[Finding]:
    match block:
        case ParallelBlock():
            yield from _check_join(block, path)
            yield from _check_unconditional(block, path)
        case RaceBlock():
            yield from _check_unconditional(block, path)
            yield from _check_firsts(block, path)
        case ChoiceBlock():
            yield from _check_choice(process, block, path)
        case ForEachBlock():
            yield from _check_list(process, block, path)
        case RepeatBlock():
            yield from _check_until(process, block, path)


def _check_join(block: ParallelBlock, path: Path) -> Iterator[Finding]:
    if isinstance(block.join, int) and block.join > len(block.branches):
        yield Finding(
            (*path, "join"),
            f"“{block.title}”要 {block.join} 路办完，却只有 {len(block.branches)} 路",
            "改成不多于路数的数字，或 all",
        )
    for n, branch in enumerate(block.branches):
        if not branch.steps:
            yield Finding(
                (*path, "branches", n), f"“{block.title}”的第 {n + 1} 路没有环节", "写上环节，或删去"
            )


def _check_unconditional(block: ParallelBlock | RaceBlock, path: Path) -> Iterator[Finding]:
    for n, branch in enumerate(block.branches):
        if branch.when is not None or branch.otherwise:
            yield Finding(
                (*path, "branches", n),
                f"“{block.title}”的各路都要走，条件没有作用",
                "删去 when 和 otherwise，或改成 kind: choice",
            )


def _check_firsts(block: RaceBlock, path: Path) -> Iterator[Finding]:
    """先到先行: what is done first has to be something that waits."""
    for n, branch in enumerate(block.branches):
        first = branch.steps[0] if branch.steps else None
        waits = isinstance(first, StepBase) and not _goes_on_at_once(first) and first.skip_if is None
        if not waits:
            yield Finding(
                (*path, "branches", n),
                f"“{block.title}”的第 {n + 1} 路不是从一个要等的环节开始，分不出先后",
                "以不能跳过的办理环节或 kind: wait 开头",
            )


def _goes_on_at_once(step: Step) -> bool:
    return isinstance(step, MachineStep) or (isinstance(step, SubCaseStep) and not step.waits)


def _check_choice(process: Process, block: ChoiceBlock, path: Path) -> Iterator[Finding]:
    others = [n for n, branch in enumerate(block.branches) if branch.otherwise]
    if block.mode == "one" and not others:
        yield Finding(path, f"“{block.title}”在条件都不成立时无路可走", "加一路 otherwise: true")
    for n in others[1:]:
        yield Finding((*path, "branches", n, "otherwise"), f"“{block.title}”有两路 otherwise", "只留一路")
    for n, branch in enumerate(block.branches):
        where: Path = (*path, "branches", n)
        if (branch.when is None) == (not branch.otherwise):
            yield Finding(
                where, f"“{block.title}”的第 {n + 1} 路应当恰好写 when 或 otherwise 之一", "写其中一种"
            )
        if branch.when is not None:
            yield from _check_when(process, block, branch.when, (*where, "when"))


def _check_when(process: Process, block: Block, condition: Condition, path: Path) -> Iterator[Finding]:
    wrong = list(check_condition(process, condition, path, facts_before(process, block.key)))
    yield from wrong
    if not wrong and not may_be(condition, process, wanted=True):
        yield Finding(path, f"“{block.title}”的这一路永远不会走：条件不可能成立", "修改条件，或删去这一路")
    if not wrong and not may_be(condition, process, wanted=False):
        yield Finding(path, f"“{block.title}”的这一路总是会走：条件总是成立", "修改条件，或改成 otherwise")


def _check_list(process: Process, block: ForEachBlock, path: Path) -> Iterator[Finding]:
    fields = {field.key: field for field in process.form.fields}
    where = (*path, "over")
    if block.over not in fields:
        yield Finding(where, f"没有字段 {block.over}", "改成表单里 type: list 的字段")
    elif fields[block.over].type != "list":
        yield Finding(where, f"“{fields[block.over].label}”不是名单，不能逐项办理", "改成 type: list 的字段")
    elif block.over not in known_before(process, block.key):
        yield Finding(where, f"走到“{block.title}”时“{fields[block.over].label}”还没有填写", "提前填写")


def _check_until(process: Process, block: RepeatBlock, path: Path) -> Iterator[Finding]:
    where = (*path, "until")
    inside = [
        one.entry.key for one in process.layout if any(around.key == block.key for around, _ in one.around)
    ]
    known = facts_before(process, block.key)
    for key in inside:
        if isinstance(process.homes[key].entry, StepBase):
            known |= known_at(process, key)
    wrong = list(check_condition(process, block.until, where, known))
    yield from wrong
    if not wrong and not may_be(block.until, process, wanted=True):
        yield Finding(where, f"“{block.title}”的结束条件不可能成立，总要走满 {block.limit} 遍", "修改条件")
    if not wrong and not may_be(block.until, process, wanted=False):
        yield Finding(where, f"“{block.title}”的结束条件总是成立，不会重复", "修改条件，或去掉重复")


def _check_gates(process: Process) -> Iterator[Finding]:
    gates = {one.key: n for n, one in enumerate(process.gates)}
    used = {step.gate for step in process.steps}
    for key, n in gates.items():
        if key not in used:
            yield Finding(
                ("gates", n), f"没有环节等候关口“{process.gates[n].title}”", "删去，或写到环节的 gate 里"
            )
    if process.gates and process.kind != "campaign":
        yield Finding(("gates",), "关口属于活动的一届，单个事项没有", "删去，或改成 kind: campaign")
    for home in process.layout:
        gate = home.entry.gate if isinstance(home.entry, StepBase) else None
        if gate is not None and gate not in gates:
            yield Finding((*home.path, "gate"), f"没有关口 {gate}", "改成 gates 里的代码，或补上这个关口")
        if gate is not None and home.path == ("steps", 0):
            yield Finding((*home.path, "gate"), "第一个环节随事项一起开始，不等候关口", "移到后面的环节")
