"""What handing on, adding, claiming, asking and taking back do, in sentences."""

from collections.abc import Callable
from typing import Any

from engine import events as e
from engine.deadlines import day_text, last_day, local_text
from engine.definition import Process
from engine.said import Said
from engine.state import Via

SIGNS: dict[Via, str] = {
    "before": "先由{who}审批，之后回到您这里",
    "beside": "{who}和您都要审批，都同意才算您同意",
    "after": "您同意后还要由{who}审批",
}


def handed_on(process: Process, event: e.Event) -> str:
    """What ``event`` means for whoever acts; empty for an event that says nothing of the kind."""
    if isinstance(event, e.StepSettled):
        title = process.step(event.step).title
        return Said("“{step}”关闭，等您重新办理", step=title) if event.outcome == "void" else ""
    words = _WORDS.get(type(event))
    return words(event) if words else ""


def _claimed(event: e.AssignmentClaimed) -> str:
    until = local_text(event.until)
    return Said("由您办理，{until} 前同事不再办理；到期自动退还", until=until)


def _asked(event: e.QuestionAsked) -> str:
    stops = event.stops_clock
    return Said("由申请人答复，等答复时停止计时") if stops else Said("由申请人答复，时限照常计算")


def _shifted(event: e.DueShifted) -> str:
    if event.due_at is None:
        return ""
    return Said("办理时限顺延到 {day}", day=day_text(last_day(event.due_at)))


_WORDS: dict[type, Callable[[Any], str]] = {
    e.AssignmentClaimed: _claimed,
    e.AssignmentGivenBack: lambda _: Said("退还，由别人办理"),
    e.AssignmentTransferred: lambda event: Said("转给{who}办理，您不再办理", who=event.to.name),
    e.AssignmentDelegated: lambda event: Said(
        "由{who}提出意见，之后回到您这里；两份意见都保留", who=event.to.name
    ),
    e.SignerAdded: lambda event: Said(SIGNS[event.to.via], who=event.to.name),
    e.SignerRemoved: lambda _: Said("不再需要其审批，重新计算结果"),
    e.AssignmentTakenBack: lambda _: Said("回到您这里重新办理"),
    e.QuestionAsked: _asked,
    e.QuestionAnswered: lambda _: Said("答复交给提问的人"),
    e.DueShifted: _shifted,
}
