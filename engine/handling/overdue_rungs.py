"""What each rung of the ladder does: remind, tell the level above, pass on, refuse or pass by rule."""

from collections.abc import Sequence
from dataclasses import dataclass

from engine import commands as c
from engine import events as e
from engine.deadlines import Deadline, in_words
from engine.definition import Process, PublicityStep, Rung, SignStep, Step
from engine.dues import due_at
from engine.handling.settling import voices
from engine.handling.signing import conclude
from engine.handling.turns import STANDING
from engine.matter import Matter
from engine.people.recusal import concerns
from engine.people.resolving import Chosen, offered, resolve
from engine.state import AssignmentState, ObjectionState, Person, StepState
from engine.way.opening import in_turn
from engine.way.routing import reject, settle


@dataclass(frozen=True, slots=True)
class Late:
    """What is late: a visit, or the inquiry into an ``objection`` that was filed in it."""

    matter: Matter
    visit: StepState
    objection: ObjectionState | None

    @property
    def of(self) -> str | None:
        """The objection's id."""
        return self.objection.id if self.objection else None

    @property
    def step(self) -> Step:
        """What the definition says of the step."""
        return self.matter.step_of(self.visit)

    @property
    def due(self) -> Deadline | None:
        """How long whoever takes over has."""
        step = self.step
        return step.objection_due if isinstance(step, PublicityStep) else step.due

    @property
    def rungs(self) -> int:
        """How many rungs have fired."""
        return (self.objection or self.visit).rungs

    @property
    def which(self) -> dict[str, object]:
        """How a rung that fires speaks of it."""
        return {
            "id": self.visit.id,
            "step": self.visit.key,
            "rung": self.rungs + 1,
            "objection": self.of,
        }

    @property
    def standing(self) -> list[AssignmentState]:
        """The shares that are not done."""
        shares = self.matter.state.share_of(self.visit.id)
        return [one for one in shares if one.status in STANDING and one.objection == self.of]


def fire(
    matter: Matter, visit: StepState, rung: Rung, staff: c.Staff, objection: ObjectionState | None = None
) -> list[e.Event]:
    """The events of one rung of an open visit, or of the inquiry into an objection that is filed in it."""
    late = Late(matter, visit, objection)
    match rung.do:
        case "remind":
            shares = tuple(one.id for one in late.standing if one.status == "open")
            return [e.OverdueReminded(**late.which, shares=shares)]
        case "escalate":
            return [_escalated(late, rung, staff)]
        case "pass_on":
            return _passed_on_and_counted(late, rung, staff)
        case "refuse":
            because = by_rule(matter.process, matter.step_of(visit), rung)
            refused = e.OverdueRefused(**late.which, clause=rung.clause)
            return [refused, *reject(matter.process, matter.state, visit, because)]
        case "pass":
            because = by_rule(matter.process, matter.step_of(visit), rung)
            passed = e.OverduePassed(**late.which, clause=rung.clause)
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


def _escalated(late: Late, rung: Rung, staff: c.Staff) -> e.OverdueEscalated:
    """Tell everybody of the body, or who stands in for those away, but never the nominee (回避)."""
    body = rung.to or ""
    there = [one.stand_in.person if one.stand_in else one for one in staff[body]]
    told = {one.id: one.name for one in there if not concerns(late.matter.state, one)}
    people = tuple(e.Informed(person=person, name=name) for person, name in told.items())
    return e.OverdueEscalated(**late.which, body=body, people=people)


def _passed_on_and_counted(late: Late, rung: Rung, staff: c.Staff) -> list[e.Event]:
    """Pass on what is not done. What the others said already may settle the step: it is counted anew at once."""
    passed, step = _passed_on(late, rung, staff), late.step
    if not passed.closes or not isinstance(step, SignStep):
        return [passed]
    return [passed, *conclude(late.matter.after([passed]), late.visit, step, passed.because)]


def _passed_on(late: Late, rung: Rung, staff: c.Staff) -> e.OverduePassedOn:
    """Close what is not done and offer it to the other body's people, who get the whole time anew."""
    body, matter = rung.to or "", late.matter
    title = matter.process.bodies[body].title
    chosen = _fit(late, body, staff[body])
    if not _enough(late, chosen):
        return e.OverduePassedOn(**late.which, body=body, because=f"超过时限，但{title}没有可以接手的人")
    return e.OverduePassedOn(
        **late.which,
        body=body,
        because=f"超过时限，已转交{title}",
        closes=tuple(one.id for one in late.standing),
        due_at=due_at(matter.now, late.due, matter.time),
        assignments=_offered(late, body, chosen),
    )


def _fit(late: Late, body: str, people: Sequence[Person]) -> list[Chosen]:
    """Who may take over: as at the opening of a step (代理, 回避), and nobody who takes part already."""
    shares = late.matter.state.share_of(late.visit.id)
    part = {one.person for one in shares if one.status != "closed" and one.objection == late.of}
    others = [one for one in people if one.id not in part]
    found = resolve(late.matter, late.step, body, others, visit=late.visit.id)
    return [one for one in found.chosen if one.person.id not in part]


def _enough(late: Late, chosen: Sequence[Chosen]) -> bool:
    """Somebody is there, and where so many must agree, so many still can."""
    step = late.step
    needed = (step.needed or 1) if isinstance(step, SignStep) else 1
    said = voices(late.matter.state, late.visit.id) if isinstance(step, SignStep) else []
    return bool(chosen) and said.count("approve") + len(chosen) >= needed


def _offered(late: Late, body: str, chosen: Sequence[Chosen]) -> tuple[e.AssignmentOffered, ...]:
    """Their shares, behind all that were there before."""
    rung = late.rungs + 1
    path = (late.visit.id, late.of, "passed_on", rung) if late.of else (late.visit.id, "passed_on", rung)
    shares = offered(late.matter, path, body, chosen, waits=in_turn(late.step))
    there = late.matter.state.share_of(late.visit.id)
    first = max((one.position for one in there), default=-1) + 1
    return tuple(one.model_copy(update={"position": first + one.position}) for one in shares)
