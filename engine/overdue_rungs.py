"""What each rung of the ladder does: remind, tell the level above, pass on, refuse or pass by rule."""

from collections.abc import Sequence

from engine import commands as c
from engine import events as e
from engine.deadlines import in_words
from engine.definition import Process, Rung, SignStep, Step
from engine.dues import due_at
from engine.matter import Matter
from engine.opening import in_turn
from engine.recusal import concerns
from engine.resolving import Chosen, offered, resolve
from engine.routing import reject, settle
from engine.settling import voices
from engine.signing import conclude
from engine.state import AssignmentState, Person, StepState
from engine.turns import STANDING


def fire(matter: Matter, visit: StepState, rung: Rung, staff: c.Staff) -> list[e.Event]:
    """The events of one rung of an open visit."""
    match rung.do:
        case "remind":
            shares = tuple(one.id for one in _standing(matter, visit) if one.status == "open")
            return [e.OverdueReminded(**_which(visit), shares=shares)]
        case "escalate":
            return [_escalated(matter, visit, rung, staff)]
        case "pass_on":
            return _passed_on_and_counted(matter, visit, rung, staff)
        case "refuse":
            because = by_rule(matter.process, matter.step_of(visit), rung)
            refused = e.OverdueRefused(**_which(visit), clause=rung.clause)
            return [refused, *reject(matter.process, matter.state, visit, because)]
        case "pass":
            because = by_rule(matter.process, matter.step_of(visit), rung)
            passed = e.OverduePassed(**_which(visit), clause=rung.clause)
            return [passed, *settle(matter.process, matter.state, visit, "approved", because)]


def by_rule(process: Process, step: Step, rung: Rung) -> str:
    """超时自动通过（按规则）: what a rung does, when, and by which clause; for pages and for the reason of an end."""
    clause = f"：{rung.clause}" if rung.clause else ""
    return f"“{step.title}”{when(rung)}{what(process, rung)}{clause}"


def when(rung: Rung) -> str:
    """超时 2 个工作日."""
    return f"超时 {in_words(rung.after)}" if rung.after.amount else "超时"


def what(process: Process, rung: Rung) -> str:
    """上报省业务部."""
    body = process.bodies[rung.to].title if rung.to in process.bodies else rung.to or ""
    match rung.do:
        case "remind":
            return "再次催办"
        case "escalate":
            return f"上报{body}"
        case "pass_on":
            return f"转交{body}"
        case "refuse":
            return "自动不予通过（按规则）"
        case "pass":
            return "自动通过（按规则）"


def _which(visit: StepState) -> dict[str, object]:
    return {"id": visit.id, "step": visit.key, "rung": visit.rungs + 1}


def _standing(matter: Matter, visit: StepState) -> list[AssignmentState]:
    """The shares of the visit itself that are not done."""
    shares = matter.state.share_of(visit.id)
    return [one for one in shares if one.status in STANDING and one.objection is None]


def _escalated(matter: Matter, visit: StepState, rung: Rung, staff: c.Staff) -> e.OverdueEscalated:
    """Tell everybody of the body, or who stands in for those away, but never the nominee (回避)."""
    body = rung.to or ""
    there = [one.stand_in.person if one.stand_in else one for one in staff[body]]
    told = {one.id: one.name for one in there if not concerns(matter.state, one)}
    people = tuple(e.Informed(person=person, name=name) for person, name in told.items())
    return e.OverdueEscalated(**_which(visit), body=body, people=people)


def _passed_on_and_counted(matter: Matter, visit: StepState, rung: Rung, staff: c.Staff) -> list[e.Event]:
    """Pass on what is not done. What the others said already may settle the step: it is counted anew at once."""
    passed, step = _passed_on(matter, visit, rung, staff), matter.step_of(visit)
    if not passed.closes or not isinstance(step, SignStep):
        return [passed]
    return [passed, *conclude(matter.after([passed]), visit, step, passed.because)]


def _passed_on(matter: Matter, visit: StepState, rung: Rung, staff: c.Staff) -> e.OverduePassedOn:
    """Close what is not done and offer it to the other body's people, who get the whole time of the step anew."""
    body, step = rung.to or "", matter.step_of(visit)
    title = matter.process.bodies[body].title
    chosen = _fit(matter, visit, body, staff[body])
    if not _enough(matter, visit, step, chosen):
        return e.OverduePassedOn(**_which(visit), body=body, because=f"超过时限，但{title}没有可以接手的人")
    return e.OverduePassedOn(
        **_which(visit),
        body=body,
        because=f"超过时限，已转交{title}",
        closes=tuple(one.id for one in _standing(matter, visit)),
        due_at=due_at(matter.now, step.due, matter.time),
        assignments=_offered(matter, visit, body, chosen),
    )


def _fit(matter: Matter, visit: StepState, body: str, people: Sequence[Person]) -> list[Chosen]:
    """Who may take over: as at the opening of a step (代理, 回避), and nobody who takes part already."""
    part = {one.person for one in matter.state.share_of(visit.id) if one.status != "closed"}
    others = [one for one in people if one.id not in part]
    found = resolve(matter, matter.step_of(visit), body, others, visit=visit.id)
    return [one for one in found.chosen if one.person.id not in part]


def _enough(matter: Matter, visit: StepState, step: Step, chosen: Sequence[Chosen]) -> bool:
    """Somebody is there, and where so many must agree, so many still can."""
    needed = (step.needed or 1) if isinstance(step, SignStep) else 1
    agreed = voices(matter.state, visit.id).count("approve") if isinstance(step, SignStep) else 0
    return bool(chosen) and agreed + len(chosen) >= needed


def _offered(
    matter: Matter, visit: StepState, body: str, chosen: Sequence[Chosen]
) -> tuple[e.AssignmentOffered, ...]:
    """Their shares, behind all that were there before."""
    path = (visit.id, "passed_on", visit.rungs + 1)
    shares = offered(matter, path, body, chosen, waits=in_turn(matter.step_of(visit)))
    first = max((one.position for one in matter.state.share_of(visit.id)), default=-1) + 1
    return tuple(one.model_copy(update={"position": first + one.position}) for one in shares)
