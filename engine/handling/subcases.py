"""Cases of other processes that a step opens, and links of every kind between cases."""

from engine import commands as c
from engine import events as e
from engine.definition import SubCaseStep
from engine.matter import Matter
from engine.people.recusal import concerns
from engine.refusals import AlreadyLinked, LinkedToItself, NoSuchLink, OwnCase
from engine.state import CASE_STATUS_LABELS, LinkKind
from engine.way.identity import id_within
from engine.way.routing import settle

LINK_LABELS: dict[LinkKind, str] = {
    "parent": "上级事项",
    "child": "子事项",
    "follows": "接续",
    "followed_by": "后续事项",
    "appeals": "复核申诉对象",
    "appealed_by": "被申诉复核",
    "same_subject": "同一人员或单位",
    "related": "相关事项",
}
OPPOSITE: dict[LinkKind, LinkKind] = {
    "parent": "child",
    "child": "parent",
    "follows": "followed_by",
    "followed_by": "follows",
    "appeals": "appealed_by",
    "appealed_by": "appeals",
    "same_subject": "same_subject",
    "related": "related",
}
BY_HAND: tuple[LinkKind, ...] = ("follows", "appeals", "same_subject", "related")
"""The kinds that people may set; parents and children come of the process."""


def attach(matter: Matter, command: c.AttachSubCase) -> list[e.Event]:
    """The case that the step asks for is there: link it, and go on where the definition does not wait."""
    visit = matter.open_visit(command.step_id)
    if (
        visit is None
        or visit.result is not None
        or not isinstance(step := matter.step_of(visit), SubCaseStep)
    ):
        return []
    link = e.CaseLinked(
        id=id_within(matter.state.id, "link", "child", command.case),
        kind="child",
        other=command.case,
        number=command.number,
    )
    opened = e.SubCaseOpened(id=visit.id, step=visit.key, case=command.case, number=command.number)
    if step.waits:
        return [opened, link]
    after = matter.after([opened, link])
    because = f"已发起 {command.number}，不等待其结果"
    return [opened, link, *settle(after.process, after.state, visit, "done", because)]


def close(matter: Matter, command: c.CloseSubCase) -> list[e.Event]:
    """The case that was waited for is over, however it ended: conditions see how under ``case.sub_outcome``."""
    visit = matter.open_visit(command.step_id)
    result = visit.result if visit is not None and visit.kind == "sub_case" else None
    if visit is None or result is None or result.get("case") != command.case:
        return []
    closed = e.SubCaseClosed(
        id=visit.id, step=visit.key, case=command.case, status=command.status, outcome=command.outcome
    )
    after = matter.after([closed])
    because = f"{result['number']}：{CASE_STATUS_LABELS[command.status]}"
    return [closed, *settle(after.process, after.state, visit, "done", because)]


def link(matter: Matter, command: c.Link) -> list[e.Event]:
    """Say that two cases have to do with each other. Raises AlreadyLinked, LinkedToItself, OwnCase."""
    if command.actor is not None and concerns(matter.state, command.actor):
        raise OwnCase
    if command.other == matter.state.id:
        raise LinkedToItself
    for one in matter.state.links:
        if (one.other, one.kind) == (command.other, command.kind) and one.removed_at is None:
            raise AlreadyLinked(number=one.number, kind=LINK_LABELS[one.kind])
    again = sum(one.other == command.other for one in matter.state.links)
    return [
        e.CaseLinked(
            id=id_within(matter.state.id, "link", command.kind, command.other, again),
            kind=command.kind,
            other=command.other,
            number=command.number,
            by=command.actor.id if command.actor else None,
            note=command.note,
        )
    ]


def unlink(matter: Matter, command: c.Unlink) -> list[e.Event]:
    """Take back a link that somebody made by hand. Raises NoSuchLink."""
    if concerns(matter.state, command.actor):
        raise OwnCase
    found = [one for one in matter.state.links if one.id == command.link and one.removed_at is None]
    if not found or found[0].linked_by is None:
        raise NoSuchLink
    return [e.CaseUnlinked(id=command.link, by=command.actor.id)]
