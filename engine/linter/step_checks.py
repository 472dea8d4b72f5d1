"""What must hold of the steps: order, bodies, ways back, votes, publicity, opinions."""

from collections.abc import Iterator

from engine.definition import (
    BallotStep,
    ConsultStep,
    DetermineStep,
    Fraction,
    MachineStep,
    Process,
    PublicityStep,
    RecordStep,
    Step,
    StepBase,
    SubCaseStep,
    WaitStep,
    body_of,
)
from engine.linter.act_checks import check_acts, check_hours
from engine.linter.bulk_checks import check_bulk
from engine.linter.copy_checks import check_copies
from engine.linter.findings import Finding, Path, check_condition, repeated
from engine.linter.ladder_checks import check_ladder
from engine.linter.people_checks import check_people
from engine.linter.reach import may_be
from engine.linter.return_checks import check_returns
from engine.linter.score_checks import check_scoring
from engine.linter.shape_checks import check_shape, facts_before
from engine.linter.shown_checks import check_shown
from engine.showing.posting import check_posting
from engine.way.shape import before


def check_steps(process: Process) -> Iterator[Finding]:
    """All findings of the list of steps as a whole, then of each step."""
    yield from _check_ends(process)
    yield from check_hours(process)
    yield from check_shape(process)
    for home in process.layout:
        if isinstance(step := home.entry, StepBase):
            yield from _check_step(process, step, home.path)


def _check_step(process: Process, step: Step, path: Path) -> Iterator[Finding]:
    yield from _check_bodies(process, step, path)
    yield from _check_due(step, path)
    yield from _check_may(process, step, path)
    yield from _check_skip(process, step, path)
    yield from _check_needs_valid(process, step, path)
    yield from _check_kind(process, step, path)
    yield from check_acts(step, path)
    yield from check_returns(step, path)
    yield from check_copies(process, step, path)
    yield from check_bulk(process, step, path)
    yield from check_ladder(process, step, path)
    yield from check_people(process, step, path)
    yield from check_scoring(process, step, path)


def bodies_named(step: Step) -> dict[str, str]:
    """Every word of the step that names a body, with the body's key."""
    match step:
        case BallotStep():
            return {"by": step.by, "counted_by": step.counted_by}
        case PublicityStep():
            return {"objections_to": step.objections_to}
        case MachineStep() | WaitStep() | SubCaseStep():
            return {}
        case _:
            return {"by": step.by, "nobody": step.nobody} if step.nobody else {"by": step.by}


def _check_ends(process: Process) -> Iterator[Finding]:
    if process.entries[0].kind != "submit":
        yield Finding(("steps", 0, "kind"), "第一个环节必须是提交，否则没有表单可办", "把提交环节放在最前")
    determining = [one.path for one in process.layout if isinstance(one.entry, DetermineStep)]
    if not determining:
        yield Finding(("steps",), "没有认定环节，事项永远没有结果", "加一个 kind: determine 的环节")
    for path in determining[1:]:
        yield Finding((*path, "kind"), "认定环节只能有一个", "删去，或改成登记环节 record")


def _check_bodies(process: Process, step: Step, path: Path) -> Iterator[Finding]:
    for word, body in bodies_named(step).items():
        if body not in process.bodies:
            yield Finding(
                (*path, word),
                f"“{step.title}”由 {body} 办理，但 bodies 里没有它",
                "改成 bodies 里的代码，或补上这个机构",
            )


def _check_due(step: Step, path: Path) -> Iterator[Finding]:
    by_itself = isinstance(step, PublicityStep | MachineStep | WaitStep | SubCaseStep)
    if step.due is None and not by_itself:
        yield Finding(path, f"“{step.title}”没有时限，永远不会超期", "写上 due，例如 5 working days")
    if step.due is not None and by_itself:
        yield Finding((*path, "due"), f"“{step.title}”不由人办理，due 没有作用", "删去 due")


def _check_may(process: Process, step: Step, step_path: Path) -> Iterator[Finding]:
    path = (*step_path, "may")
    if "reject" in step.may and step.kind != "sign":
        yield Finding(path, f"“{step.title}”不是审批环节，不能写 reject", "删去 reject")
    if "send_back" in step.may and (not before(process, step.key) or body_of(step) is None):
        yield Finding(path, f"“{step.title}”没有可以退回的环节", "删去 send_back")


def _check_skip(process: Process, step: Step, step_path: Path) -> Iterator[Finding]:
    path = (*step_path, "skip_if")
    if step.skip_if is None:
        return
    if step_path == ("steps", 0) or isinstance(step, DetermineStep):
        yield Finding(path, f"“{step.title}”不能跳过：事项从这里开始，或在这里有结果", "删去 skip_if")
    wrong = list(check_condition(process, step.skip_if, path, facts_before(process, step.key)))
    yield from wrong
    if not wrong and not may_be(step.skip_if, process, wanted=False):
        yield Finding(path, f"“{step.title}”永远到不了：它的跳过条件总是成立", "修改条件，或删去这个环节")
    if not wrong and not may_be(step.skip_if, process, wanted=True):
        yield Finding(path, f"“{step.title}”的跳过条件永远不成立", "修改条件，或删去 skip_if")


def _check_needs_valid(process: Process, step: Step, step_path: Path) -> Iterator[Finding]:
    if step.needs_valid is None:
        return
    path = (*step_path, "needs_valid")
    earlier = [one for one in before(process, step.key) if isinstance(process.step(one), ConsultStep)]
    if step.needs_valid not in earlier:
        yield Finding(path, f"{step.needs_valid} 不是前面的征求意见环节", "改成前面 kind: consult 的环节")
    if step.kind not in ("sign", "ballot", "score", "visit", "record", "determine"):
        yield Finding(
            path,
            f"“{step.title}”不作决定，needs_valid 没有作用",
            "移到审批、票决、评分、考察、登记或认定环节",
        )


def _check_kind(process: Process, step: Step, path: Path) -> Iterator[Finding]:
    match step:
        case BallotStep():
            yield from _check_ballot(process, step, path)
        case PublicityStep():
            yield from _check_publicity(process, step, path)
            yield from check_posting(process, step, path)
        case RecordStep():
            yield from check_posting(process, step, path)
        case ConsultStep():
            yield from _check_consult(process, step, path)
        case DetermineStep():
            yield from _check_outcomes(process, step, path)


def _check_ballot(process: Process, step: BallotStep, path: Path) -> Iterator[Finding]:
    body = process.bodies.get(step.by)
    if body is not None and body.organ is None:
        yield Finding(
            (*path, "by"), f"“{step.title}”由{body.title}票决，但它没有固定的成员", "改成有 organ 的机构"
        )
    for word, fraction in (("quorum", step.quorum), ("threshold", step.threshold)):
        if not _can_be_met(fraction):
            yield Finding(
                (*path, word),
                f"“{step.title}”的比例 {fraction.op} {fraction.num}/{fraction.den} 不可能达到",
                "改成不大于 1 的比例",
            )
    if step.meeting and step.early:
        yield Finding(
            (*path, "early"),
            f"“{step.title}”在会议上表决，票齐与否由主持人宣布，early 没有作用",
            "删去 early",
        )
    if step.quorum.base == "present":
        yield Finding(
            (*path, "quorum", "base"), "法定人数不能以实到人数为基数：那样总能达到", "改成 base: due"
        )


def _can_be_met(fraction: Fraction) -> bool:
    return fraction.num < fraction.den or (fraction.num == fraction.den and fraction.op == ">=")


def _check_publicity(process: Process, step: PublicityStep, path: Path) -> Iterator[Finding]:
    if step.window.unit != "working days":
        yield Finding((*path, "window"), "公示期按工作日计算", "改成例如 5 working days")
    yield from check_shown(process, step, step.shows, path)


def _check_consult(process: Process, step: ConsultStep, step_path: Path) -> Iterator[Finding]:
    path = (*step_path, "agencies")
    yield from repeated([agency.key for agency in step.agencies], path, "部门")
    yield from check_shown(process, step, step.shows, step_path)
    for n, agency in enumerate(step.agencies):
        if agency.when is None:
            continue
        where = (*path, n, "when")
        wrong = list(check_condition(process, agency.when, where, facts_before(process, step.key)))
        yield from wrong
        if not wrong and not may_be(agency.when, process, wanted=True):
            yield Finding(
                where, f"永远不会征求“{agency.title}”的意见：条件不可能成立", "修改条件，或删去这个部门"
            )


def _check_outcomes(process: Process, step: DetermineStep, path: Path) -> Iterator[Finding]:
    for n, outcome in enumerate(step.outcomes):
        if outcome.when is not None:
            where = (*path, "outcomes", n, "when")
            yield from check_condition(process, outcome.when, where, facts_before(process, step.key))
    yield from repeated([one.key for one in step.outcomes], (*path, "outcomes"), "结果")
    if all(one.when is not None for one in step.outcomes):
        yield Finding(
            (*path, "outcomes"), f"“{step.title}”的结果都有条件，可能一个也不能选", "留一个没有 when 的结果"
        )
    if all(one.granted for one in step.outcomes) or not any(one.granted for one in step.outcomes):
        yield Finding(
            (*path, "outcomes"),
            f"“{step.title}”的结果应当既有授予的，也有不授予的",
            "补上缺少的一种，写明 granted",
        )
