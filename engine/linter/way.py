"""The way of a case: branches that can be taken, repetitions that end, lists with lines, people who are there."""

from collections.abc import Iterator
from itertools import pairwise

from engine.conditions import AllOf, Comparison, Condition, Not, fields_of
from engine.definition import (
    ChoiceBlock,
    ConsultStep,
    ForEachBlock,
    Home,
    Process,
    RepeatBlock,
    SignStep,
    StepBase,
    SubCaseStep,
    body_of,
)
from engine.linter.findings import Finding, Notice, Path
from engine.linter.reach import may_be

_DIRECT = Comparison(field="unit.direct", op="==", value=True)


def lint_way(process: Process) -> Iterator[Finding]:
    """Blocks first, then steps within them, then who would stand there."""
    for home in process.layout:
        match home.entry:
            case ChoiceBlock():
                yield from _hidden(process, home.entry, home.path)
            case RepeatBlock():
                yield from _changes_nothing(process, home.entry, home.path)
            case ForEachBlock():
                yield from _may_be_empty(process, home.entry, home.path)
            case ConsultStep():
                yield from _may_ask_nobody(process, home.entry, home.path)
        if isinstance(home.entry, StepBase):
            yield from _never_here(process, home)
            yield from _nobody_above(process, home)
    yield from _twice_in_a_row(process)


def _hidden(process: Process, block: ChoiceBlock, path: Path) -> Iterator[Finding]:
    """Where only one branch is taken, a branch whose cases all go an earlier way is never walked."""
    if block.mode != "one":
        return
    earlier: list[Condition] = []
    for n, branch in enumerate(block.branches):
        if (
            branch.when is not None
            and _possible(process, branch.when)
            and not _possible(process, branch.when, *map(_no, earlier))
        ):
            yield Finding(
                (*path, "branches", n, "when"),
                f"“{block.title}”的第 {n + 1} 路总是被前面的路抢先",
                "调整顺序，或删去这一路",
            )
        earlier += [branch.when] if branch.when is not None else []
    for n, branch in enumerate(block.branches):
        if branch.otherwise and earlier and not _possible(process, *map(_no, earlier)):
            yield Finding(
                (*path, "branches", n),
                f"“{block.title}”的 otherwise 永远不会走：别的路已经包括了所有情况",
                "删去这一路，或修改条件",
            )


def _never_here(process: Process, home: Home) -> Iterator[Finding]:
    """Within the branches around it, the step is skipped whatever the case says."""
    step = home.entry
    around = [
        block.branches[branch].when
        for block, branch in home.around
        if isinstance(block, ChoiceBlock) and branch is not None
    ]
    held = [one for one in around if one is not None]
    if not isinstance(step, StepBase) or not held:
        return
    stays = [_no(step.skip_if)] if step.skip_if else []
    alone = all(_possible(process, one) for one in [*held, *stays])
    if alone and not _possible(process, *held, *stays):
        yield Finding(
            home.path,
            f"“{step.title}”永远到不了：外面各路的条件和它的跳过条件不能同时满足",
            "修改条件，或删去这个环节",
        )


def _changes_nothing(process: Process, block: RepeatBlock, path: Path) -> Iterator[Finding]:
    inside = {
        home.entry.key for home in process.layout if any(one.key == block.key for one, _ in home.around)
    }
    first = process.steps[0].key
    filled = {one.key for one in process.form.fields if (one.filled_at or first) in inside}
    looked = fields_of(block.until)
    below = any(isinstance(process.homes[key].entry, SubCaseStep) for key in inside)
    tables = any(name.startswith("table.") for name in looked)
    if not looked & filled and not tables and not (below and "case.sub_outcome" in looked):
        yield Notice(
            (*path, "until"),
            f"“{block.title}”重复多少遍，结束条件看的内容都不会变",
            "在里面的环节填写它看的字段，或去掉重复",
        )


def _may_be_empty(process: Process, block: ForEachBlock, path: Path) -> Iterator[Finding]:
    field = next((one for one in process.form.fields if one.key == block.over), None)
    if field is not None and not field.required:
        yield Notice(
            (*path, "over"),
            f"“{field.label}”可以不填，那时“{block.title}”不经任何人就通过",
            "把这个字段写成必填",
        )


def _may_ask_nobody(process: Process, step: ConsultStep, path: Path) -> Iterator[Finding]:
    conditions = [one.when for one in step.agencies if one.when is not None]
    if len(conditions) == len(step.agencies) and _possible(process, *map(_no, conditions)):
        yield Notice(
            (*path, "agencies"),
            f"“{step.title}”有时一个部门也不用征求，不经任何人就通过",
            "确认如此，或写一个总要征求的部门",
        )


def _nobody_above(process: Process, home: Home) -> Iterator[Finding]:
    """直属基层工会 have no city above them (domain §8.8): there the body is nobody, unless the step is skipped."""
    step = home.entry
    body = process.bodies.get(body_of(step) or "") if isinstance(step, StepBase) else None
    if body is None or body.unit != "parent_unit" or not isinstance(step, StepBase):
        return
    if process.recommends_for:  # begun by a part of a union, and above that is the union
        return
    around = [
        block.branches[branch].when
        for block, branch in home.around
        if isinstance(block, ChoiceBlock) and branch is not None
    ]
    held = [
        _DIRECT,
        *(one for one in around if one is not None),
        *([_no(step.skip_if)] if step.skip_if else []),
    ]
    if _possible(process, *held):
        yield Notice(
            home.path,
            f"直属基层工会没有市级，走到“{step.title}”时上级是省工会，可能没有{body.title}",
            "写上 skip_if: {field: unit.direct, op: ==, value: true}，或确认省工会有这个岗位",
        )


def _twice_in_a_row(process: Process) -> Iterator[Finding]:
    for home, following in pairwise(process.layout):
        one, other = home.entry, following.entry
        if not isinstance(one, SignStep) or not isinstance(other, SignStep):
            continue
        if home.path[:-1] == following.path[:-1] and one.by == other.by:
            yield Notice(
                (*following.path, "by"),
                f"“{one.title}”之后“{other.title}”又由同一些人审批",
                "合成一个环节，或改由别的机构办理",
            )


def _possible(process: Process, *conditions: Condition) -> bool:
    return may_be(AllOf.model_construct(all=list(conditions)), process, wanted=True)


def _no(condition: Condition) -> Condition:
    return Not.model_construct(not_=condition)
