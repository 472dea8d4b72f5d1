"""What must hold of a whole definition. All findings are returned, not the first."""

from collections.abc import Iterator

from engine.definition import Body, Process
from engine.linter.findings import Finding, Notice, Path, repeated
from engine.linter.form_checks import check_form, check_quota, check_rules
from engine.linter.list_checks import check_lists
from engine.linter.notices import lint
from engine.linter.right_checks import check_rights
from engine.linter.step_checks import bodies_named, check_steps
from engine.linter.table_checks import check_tables
from engine.linter.waiver_checks import check_waivers
from engine.rounds.checks import check_round
from engine.way.copying import bodies_copied

__all__ = ["Finding", "Notice", "check", "notices"]


def check(process: Process) -> list[Finding]:
    """Every finding, part by part as the definition is laid out. An empty list means: fit to be published."""
    return [*_structure(process), *(one for one in lint(process) if not isinstance(one, Notice))]


def notices(process: Process) -> list[Finding]:
    """What does not keep a definition that is fit to be published from being so, but is worth a second look."""
    return [one for one in lint(process) if isinstance(one, Notice)]


def _structure(process: Process) -> list[Finding]:
    """What would make the engine stumble: lint speaks of what it would do without complaint."""
    return [
        *_check_validity(process),
        *_check_bodies(process),
        *check_form(process),
        *check_rights(process),
        *check_rules(process),
        *check_quota(process),
        *check_round(process),
        *check_lists(process),
        *check_tables(process),
        *check_steps(process),
        *check_waivers(process),
        *_check_former(process),
    ]


def _check_former(process: Process) -> Iterator[Finding]:
    """Former steps are told of, not walked: other keys than today's, bodies that have a name."""
    keys = {home.entry.key for home in process.layout}
    yield from repeated([step.key for step in process.former], ("former",), "旧环节")
    for n, step in enumerate(process.former):
        if step.key in keys:
            yield Finding(("former", n, "key"), f"“{step.title}”还在 steps 里，不是旧环节", "删去其中一处")
        for word, body in bodies_named(step).items():
            if body not in process.bodies:
                yield Finding(
                    ("former", n, word),
                    f"旧环节“{step.title}”由 {body} 办理，但 bodies 里没有它",
                    "补上这个机构",
                )


def _check_validity(process: Process) -> Iterator[Finding]:
    if process.valid.first > process.valid.last:
        yield Finding(("valid", "to"), "有效期的止日早于起日", "对调或修改 from 和 to")


def _check_bodies(process: Process) -> Iterator[Finding]:
    every = [*process.steps, *process.former]
    named = {
        body
        for step in every
        for body in (*bodies_named(step).values(), *bodies_copied(step), *(one.to for one in step.overdue))
    }
    for key, body in process.bodies.items():
        path = ("bodies", key)
        if key not in named:
            yield Finding(path, f"没有环节由“{body.title}”办理", "删去，或写到某个环节里")
        yield from _check_body(body, path)
        yield from _check_named(process, body, path)


def _check_named(process: Process, body: Body, path: Path) -> Iterator[Finding]:
    fields = {one.key: one for one in process.form.fields}
    if body.field is not None and (body.field not in fields or fields[body.field].type != "person"):
        yield Finding(
            (*path, "field"),
            f"“{body.title}”由表单指定，但 {body.field} 不是人员字段",
            "改成 type: person 的字段",
        )


def _check_body(body: Body, path: Path) -> Iterator[Finding]:
    sources = [one for one in (body.post, body.organ, body.field) if one is not None]
    if not sources:
        yield Finding(
            path, f"“{body.title}”永远没有人：没有写 post，也没有写 organ", "写上岗位 post 或机构 organ"
        )
    if len(sources) > 1:
        yield Finding(
            path, f"“{body.title}”既写了岗位又写了机构，不知道由谁办理", "post、organ、field 只留一个"
        )
    if body.post is not None and body.unit is None:
        yield Finding(
            path, f"“{body.title}”没有写是哪个单位的岗位", "写上 from: unit、parent_unit 或单位代码"
        )
