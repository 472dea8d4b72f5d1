"""Fairness: nobody decides on what is his or her own, somebody always decides, a no is possible, a majority is one."""

from collections.abc import Iterator

from engine.conditions import AllOf, AnyOf, Condition, Not, fields_of
from engine.definition import (
    BallotStep,
    Block,
    Body,
    ChoiceBlock,
    DetermineStep,
    ForEachBlock,
    Home,
    ParallelBlock,
    Process,
    RaceBlock,
    ScoreStep,
    SignStep,
    Step,
    StepBase,
    SubmitStep,
)
from engine.linter.findings import Finding, Notice, Path
from engine.linter.reach import may_be

_ALWAYS = AllOf.model_construct(all=[])
"""A condition that holds of every case."""


def lint_fairness(process: Process) -> Iterator[Finding]:
    """Each step that decides, then the way as a whole."""
    for home in process.layout:
        match home.entry:
            case SignStep():
                yield from _own_approval(process, home.entry, home.path)
                yield from _can_only_agree(home.entry, home.path)
                yield from _one_of_many(home.entry, home.path)
            case BallotStep():
                yield from _count(home.entry, home.path)
        if isinstance(home.entry, SignStep | BallotStep):
            yield from _skipped_by_applicant(process, home.entry, home.path)
    yield from _silent_pass(process)
    yield from _after_the_result(process)
    yield from _same_body(process)
    yield from _nobody_known(process)


def _own_approval(process: Process, step: SignStep, path: Path) -> Iterator[Finding]:
    proposers = {one.by: one for one in process.steps if isinstance(one, SubmitStep)}
    if step.by in proposers:
        yield Finding(
            (*path, "by"),
            f"“{proposers[step.by].title}”的人自己审批“{step.title}”",
            "改由别的机构审批；只是登记的用 kind: record",
        )


def _can_only_agree(step: SignStep, path: Path) -> Iterator[Finding]:
    if not {"reject", "send_back"} & set(step.may):
        yield Notice(
            path, f"“{step.title}”只能同意：既不能不同意，也不能退回", "在 may 里写上 reject 或 send_back"
        )


def _one_of_many(step: SignStep, path: Path) -> Iterator[Finding]:
    if step.mode == "n_of_m" and step.needed == 1:
        yield Finding(
            (*path, "needed"), f"“{step.title}”一人同意就够，等于或签", "改成 mode: any，或增加 needed"
        )


def _count(step: BallotStep, path: Path) -> Iterator[Finding]:
    if step.by == step.counted_by:
        yield Finding((*path, "counted_by"), f"“{step.title}”由投票的人自己计票", "改由不投票的机构计票")
    threshold = step.threshold
    half = threshold.num * 2 - threshold.den
    if half < 0 or (half == 0 and threshold.op == ">="):
        yield Notice(
            (*path, "threshold"),
            f"“{step.title}”不过半数就能通过（{threshold.op} {threshold.num}/{threshold.den}）",
            "改成过半数（> 1/2）或三分之二，或写明依据",
        )


def _skipped_by_applicant(process: Process, step: Step, path: Path) -> Iterator[Finding]:
    """A step that is skipped because of what the applicant writes is passed in silence by whoever writes it."""
    if step.skip_if is None:
        return
    first = process.steps[0].key
    said = {one.key: one.label for one in process.form.fields if (one.filled_at or first) == first}
    looked = fields_of(step.skip_if)
    if looked and looked <= set(said):
        labels = "、".join(said[key] for key in sorted(looked))
        yield Notice(
            (*path, "skip_if"), f"申报人填“{labels}”就能不经“{step.title}”", "由审批的人核对这一项，或不跳过"
        )


def _silent_pass(process: Process) -> Iterator[Finding]:
    """Some case comes to its result although nobody approved it: the automatic pass must be seen.

    A result that is fixed by another than whoever handed in was looked at by two.
    """
    first, fixing = process.steps[0].key, [one for one in process.steps if isinstance(one, DetermineStep)]
    if fixing and all(first in one.four_eyes for one in fixing):
        return
    deciding = [
        home
        for home in process.layout
        if (isinstance(home.entry, SignStep | BallotStep) or _ends_below(home.entry))
        and _is_before_result(process, home)
    ]
    if not deciding:
        yield Notice(
            ("steps",), "没有审批也没有票决，事项一路到认定", "确认由认定的人一人决定，或加一个审批环节"
        )
        return
    ways = [_ways_past(home) for home in deciding]
    if any(not one for one in ways):
        return
    if may_be(
        AllOf.model_construct(all=[AnyOf.model_construct(any=one) for one in ways]), process, wanted=True
    ):
        yield Notice(
            ("steps",), "有的事项不经任何审批：各审批环节会同时跳过", "修改跳过条件，或留一个总要审批的环节"
        )


def _ends_below(entry: Step | Block) -> bool:
    """Whether a panel's score decides there: below the mark the case ends."""
    return isinstance(entry, ScoreStep) and entry.pass_ is not None and entry.below == "reject"


def _is_before_result(process: Process, home: Home) -> bool:
    places = [n for n, one in enumerate(process.layout) if isinstance(one.entry, DetermineStep)]
    return not places or process.layout.index(home) < places[0]


def _ways_past(home: Home) -> list[Condition]:
    """The conditions under which a case does not pass here; none when it always does."""
    ways: list[Condition] = []
    if isinstance(home.entry, StepBase) and home.entry.skip_if is not None:
        ways.append(home.entry.skip_if)
    for block, branch in home.around:
        match block:
            case ChoiceBlock():
                ways += _other_ways(block, branch or 0)
            case RaceBlock():
                ways.append(_ALWAYS)
            case ParallelBlock(join=join) | ForEachBlock(join=join) if join != "all":
                ways.append(_ALWAYS)
    return ways


def _other_ways(block: ChoiceBlock, branch: int) -> list[Condition]:
    """When a branch of a choice is not taken."""
    mine = block.branches[branch].when
    rivals = block.branches if mine is None else block.branches[:branch] if block.mode == "one" else []
    past: list[Condition] = [one.when for one in rivals if one.when is not None]
    return [*past, Not.model_construct(not_=mine)] if mine is not None else past


def _after_the_result(process: Process) -> Iterator[Finding]:
    fixed = False
    for home in process.layout:
        fixed = fixed or isinstance(home.entry, DetermineStep)
        if fixed and isinstance(home.entry, SignStep | BallotStep):
            yield Notice(
                home.path, f"“{home.entry.title}”在认定之后：结果已定，不同意也改不了", "移到认定之前"
            )


def _same_body(process: Process) -> Iterator[Finding]:
    seen: dict[tuple[str | None, ...], Body] = {}
    for key, body in process.bodies.items():
        who = (body.unit, body.post, body.organ)
        if who in seen:
            yield Notice(
                ("bodies", key),
                f"“{body.title}”和“{seen[who].title}”是同一些人",
                "合成一个，或改成各自的岗位",
            )
        seen.setdefault(who, body)


def _nobody_known(process: Process) -> Iterator[Finding]:
    if process.form.identity is None and process.form.about == "person":
        yield Notice(
            ("form",),
            "没有写身份字段，人选本人办理自己的事项时认不出来（回避）",
            "写上 identity: 身份证号字段的代码",
        )
