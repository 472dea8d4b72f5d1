"""What each rung of the ladder does: remind, tell the level above, pass on, refuse or pass by rule."""

from collections.abc import Sequence

from engine import commands as c
from engine import events as e
from engine.deadlines import in_words
from engine.definition import Process, Rung, SignStep, Step
from engine.dues import due_at
from engine.guards import concerns
from engine.matter import Matter
from engine.opening import is_recused, offers, why_you
from engine.routing import reject, settle
from engine.settling import voices
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
            return [_passed_on(matter, visit, rung, staff)]
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
    """Tell everybody of the body, but never the nominee (回避)."""
    body = rung.to or ""
    told = [one for one in staff[body] if not concerns(matter.state, one)]
    people = tuple(e.Informed(person=one.id, name=one.name) for one in told)
    return e.OverdueEscalated(**_which(visit), body=body, people=people)


def _passed_on(matter: Matter, visit: StepState, rung: Rung, staff: c.Staff) -> e.OverduePassedOn:
    """Close what is not done and offer it to the other body's people, who get the whole time of the step anew."""
    body, step = rung.to or "", matter.step_of(visit)
    title = matter.process.bodies[body].title
    people = _fit(matter, visit, staff[body])
    if not _enough(matter, visit, step, people):
        return e.OverduePassedOn(**_which(visit), body=body, because=f"超过时限，但{title}没有可以接手的人")
    return e.OverduePassedOn(
        **_which(visit),
        body=body,
        because=f"超过时限，已转交{title}",
        closes=tuple(one.id for one in _standing(matter, visit)),
        due_at=due_at(matter.now, step.due, matter.time),
        assignments=_offered(matter, visit, body, people),
    )


def _fit(matter: Matter, visit: StepState, people: Sequence[Person]) -> list[Person]:
    """Who may take over: the filters of the opening of a step (回避), and nobody who takes part already."""
    part = {one.person for one in matter.state.share_of(visit.id) if one.status != "closed"}
    return [
        one for one in people if one.id not in part and not is_recused(matter.state, one, same_unit_too=False)
    ]


def _enough(matter: Matter, visit: StepState, step: Step, people: Sequence[Person]) -> bool:
    """Somebody is there, and where so many must agree, so many still can."""
    needed = (step.needed or 1) if isinstance(step, SignStep) else 1
    agreed = voices(matter.state, visit.id).count("approve") if isinstance(step, SignStep) else 0
    return bool(people) and agreed + len(people) >= needed


def _offered(
    matter: Matter, visit: StepState, body: str, people: Sequence[Person]
) -> tuple[e.AssignmentOffered, ...]:
    """Their shares, behind all that were there before."""
    step, taken = matter.step_of(visit), matter.state.share_of(visit.id)
    waits = isinstance(step, SignStep) and step.mode == "sequence"
    path = (visit.id, "passed_on", visit.rungs + 1)
    shares = offers(matter.state.id, path, body, why_you(matter.process.bodies[body]), people, waits=waits)
    first = max((one.position for one in taken), default=-1) + 1
    return tuple(one.model_copy(update={"position": first + one.position}) for one in shares)
