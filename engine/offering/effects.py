"""What an act would do, in sentences for the button that does it."""

from collections.abc import Sequence

from engine import events as e
from engine.deadlines import day_text, in_words, last_day
from engine.definition import (
    BallotStep,
    ConsultStep,
    MachineStep,
    Process,
    PublicityStep,
    ScoreStep,
    Step,
    SubCaseStep,
    WaitStep,
    body_of,
)
from engine.handling.opinions import of_visit
from engine.handling.publicity import open_objections
from engine.matter import Matter
from engine.offering.block_words import by_itself, for_other_branches, in_blocks
from engine.offering.handing_words import handed_on
from engine.offering.way_ahead import OF_THE_WAY, still_asked
from engine.said import Said, quoted
from engine.state import StepState
from engine.way.copying import copies_told
from engine.way.spots import key_of


def effects_of(before: Matter, visit: StepState, events: Sequence[e.Event]) -> tuple[str, ...]:
    """The consequences of ``events`` during ``visit``; the way the case goes on comes last."""
    after = before.after(events)
    unanswered = still_asked(after, visit, events)
    sure = [event for event in events if not (unanswered and isinstance(event, OF_THE_WAY))]
    said = [sentence for event in sure if (sentence := _sentence(before.process, event))]
    said += copies_told(before.process, after.state, events)
    if unanswered:
        return (*said, Said("之后的去向由填写的{fields}决定", fields=quoted(unanswered)))
    if after.state.closed_at is not None:
        return (*said, _end(after, events))
    for event in events:
        if isinstance(event, e.CaseReturned):
            return (*said, after_correction(before.process, event))
    new = [spot for spot in after.state.pending if spot not in before.state.pending]
    steps = [after.process.step(key) for key in dict.fromkeys(map(key_of, new))]
    entered = [_way(after.process, step, Said("进入“{title}”", title=step.title)) for step in steps]
    return (*said, *entered, *_still_waiting(after, visit), *for_other_branches(after, visit))


def _sentence(process: Process, event: e.Event) -> str:
    match event:
        case e.QuotaTaken():
            return Said("占用本单位名额 1 个")
        case e.StepSkipped():
            return Said("跳过“{step}”（本件不经这个环节）", step=process.step(event.step).title)
        case e.CaseReturned():
            step = process.step(event.to)
            return _way(process, step, Said("退回到“{step}”", step=step.title))
        case e.PublicityResumed():
            return Said("公示恢复，公示到 {day}", day=day_text(last_day(event.closes_at)))
        case _:
            return in_blocks(process, event) or handed_on(process, event)


def after_correction(process: Process, returned: e.CaseReturned) -> str:
    """What follows once the case is corrected."""
    if returned.back:
        back = dict.fromkeys(process.step(key_of(spot)).title for spot in returned.back)
        return Said("改好后直接回到{steps}", steps=quoted(back))
    return Said("改好后从“{step}”重新走", step=_following(process, returned.to))


def _following(process: Process, key: str) -> str:
    """The title of what comes after the step, or after the block that ends with it."""
    home = process.homes[key]
    following = home.siblings[home.place + 1 :]
    if following:
        return following[0].title
    return _following(process, home.around[-1][0].key) if home.around else home.entry.title


def _end(after: Matter, events: Sequence[e.Event]) -> str:
    if after.state.status not in ("rejected", "terminated"):
        return Said("本件办结")
    if any(isinstance(event, e.QuotaReturned) for event in events):
        return Said("本件到此结束，名额退回本单位")
    return Said("本件到此结束，名额不退回") if after.state.place_taken else Said("本件到此结束")


def _way(process: Process, step: Step, going: str) -> str:
    """Where the case goes, who acts there, and how long they have."""
    said = going
    if who := _who(process, step):
        said = Said("{said}，{more}", said=said, more=who)
    if isinstance(step, PublicityStep):
        return Said("{said}，公示 {length}", said=said, length=in_words(step.window))
    return said if step.due is None else Said("{said}，限 {length}", said=said, length=in_words(step.due))


def _who(process: Process, step: Step) -> str:
    body = process.bodies[key].title if (key := body_of(step)) else ""
    match step:
        case PublicityStep():
            return ""
        case MachineStep() | WaitStep() | SubCaseStep():
            return by_itself(step)
        case BallotStep():
            return Said("由{body}投票", body=body)
        case ScoreStep():
            return Said("由{body}评分", body=body)
        case ConsultStep():
            return Said("由{body}征求部门意见", body=body)
        case _:
            return Said("由{body}办理", body=body)


def _still_waiting(after: Matter, visit: StepState) -> tuple[str, ...]:
    """Whom the visit waits for, if it stays open."""
    if after.open_visit(visit.id) is None:
        return ()
    if visit.kind == "consult":
        missing = [one.title for one in of_visit(after, visit.id) if one.answer != "agree"]
        return (Said("还需{agencies}书面同意", agencies="、".join(missing)),)
    if visit.kind == "publicity":
        objections = len(open_objections(after.state, visit))
        return (Said("还有 {n} 件异议在核查", n=objections),) if objections else ()
    shares = after.state.share_of(visit.id)
    left = [one for one in shares if one.status in ("open", "waiting") and one.via != "question"]
    return (Said("还需 {who} 办理", who="、".join(one.name for one in left)),)
