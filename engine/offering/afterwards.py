"""What somebody can still do about a case besides his or her own open shares: take back, remove, urge, end."""

from collections.abc import Iterator
from datetime import datetime

from engine import commands as c
from engine import events as e
from engine.deadlines import Calendar
from engine.definition import Process
from engine.handling.guards import ADMINISTRATOR
from engine.matter import Matter
from engine.offering.choices import Choice, tried
from engine.offering.effects import effects_of
from engine.offering.options import Option
from engine.said import Said
from engine.state import AssignmentState, CaseState, Person

_SOME_REASON = "（理由）"


def afterwards(
    process: Process, state: CaseState, actor: Person, *, now: datetime, calendar: Calendar
) -> list[Choice]:
    """The take-backs and removals that work now; 催办, 暂挂 and 终止 with what they do, or why not now.

    The value of a take-back or a removal is the assignment it is about, that of the others the act itself.
    """
    if state.closed_at is not None:
        return []
    matter = Matter(process, state, now, calendar)
    about_shares = [_tried(matter, one) for one in (*_take_backs(matter, actor), *_removals(matter, actor))]
    about_case = [_tried(matter, one) for one in _of_case(matter, actor)]
    return [one for one in about_shares if not one.refused] + about_case


def _take_backs(matter: Matter, actor: Person) -> Iterator[Option]:
    for one in matter.state.assignments:
        if one.person == actor.id and one.status != "open":
            label = f"撤回“{matter.process.step(one.step).title}”的办理"
            yield Option("take_back", one.id, label, c.TakeBack(actor, one.id))


def _removals(matter: Matter, actor: Person) -> Iterator[Option]:
    for one in matter.state.assignments:
        if one.status in ("open", "waiting"):
            yield Option("remove_signer", one.id, f"减签：{one.name}", c.RemoveSigner(actor, one.id))


def _of_case(matter: Matter, actor: Person) -> Iterator[Option]:
    if any(one.status == "open" and one.person != actor.id for one in matter.state.assignments):
        yield Option("urge", "urge", "催办", c.Urge(actor))
    if ADMINISTRATOR in actor.posts:
        if matter.state.held is None:
            yield Option("hold", "hold", "暂挂", c.Hold(actor, _SOME_REASON), needs_comment=True)
        yield Option("terminate", "terminate", "终止", c.Terminate(actor, _SOME_REASON), needs_comment=True)


def _tried(matter: Matter, option: Option) -> Choice:
    return tried(matter, option, lambda events: _effects(matter, option, events))


def _effects(matter: Matter, option: Option, events: list[e.Event]) -> tuple[str, ...]:
    share = matter.state.assignment(option.value)
    visit = matter.visit(share.step_id) if share else None
    if visit is not None:
        return effects_of(matter, visit, events)
    match events[0]:
        case e.CaseUrged(assignments=urged):
            return (Said("提醒{who}尽快办理", who="、".join(_names(matter.state, urged))),)
        case e.CaseHeld():
            return (Said("谁都不能办理，直到管理员恢复；暂挂的时间不计入时限"),)
        case _:
            place = any(isinstance(one, e.QuotaReturned) for one in events)
            return (Said("本件到此结束，名额退回本单位") if place else Said("本件到此结束"),)


def _names(state: CaseState, urged: tuple[str, ...]) -> list[str]:
    shares: list[AssignmentState | None] = [state.assignment(one) for one in urged]
    return list(dict.fromkeys(one.name for one in shares if one is not None))
