"""代理: while somebody is away what waits passes to the substitute, and at the end what is left comes back."""

from engine import commands as c
from engine import events as e
from engine.handling.turns import STANDING
from engine.matter import Matter
from engine.people.recusal import has_declared, why_recused
from engine.people.resolving import Chosen, may_stand_in, stands_in, why_you
from engine.state import AssignmentState, Person, StepState, Via
from engine.way.routing import id_within


def begin(matter: Matter, command: c.StandInFor) -> list[e.Event]:
    """An absence has begun: the substitute gets the share, unless he or she may not have it.

    Asked late or twice nothing happens; a vote stays the member's own.
    """
    found = _standing(matter, command.assignment)
    stand_in = command.principal.stand_in
    if found is None or stand_in is None or stand_in.until <= matter.now:
        return []
    mine, visit = found
    chosen = stands_in(command.principal, stand_in, why_you(matter.process.bodies[mine.body]))
    may = mine.person == command.principal.id and may_stand_in(matter.step_of(visit), mine.body)
    if not may or mine.for_person is not None or not _is_fit(matter, visit, mine, chosen.person):
        return []
    return [_handed(matter, mine, chosen, "substitute", f"代理 {command.principal.name}{stand_in.entry}")]


def end(matter: Matter, command: c.EndStandIn) -> list[e.Event]:
    """The absence is over: what the substitute has not done is the principal's again. Twice is once."""
    found = _standing(matter, command.assignment)
    if found is None or found[0].for_person != command.principal.id:
        return []
    mine, _visit = found
    back = Chosen(command.principal, why_you(matter.process.bodies[mine.body]))
    return [_handed(matter, mine, back, "transfer", f"代理结束，由 {command.principal.name} 本人办理")]


def _standing(matter: Matter, assignment: str) -> tuple[AssignmentState, StepState] | None:
    """The share, not done yet, and its open visit; while the case is held nobody's share moves."""
    mine = matter.state.assignment(assignment)
    if mine is None or mine.status not in STANDING or matter.state.held is not None:
        return None
    visit = matter.open_visit(mine.step_id)
    return (mine, visit) if visit else None


def _is_fit(matter: Matter, visit: StepState, mine: AssignmentState, person: Person) -> bool:
    step = matter.step_of(visit)
    why = why_recused(matter.process, matter.state, step, mine.body, person)
    there = any(one.person == person.id and one.status != "closed" for one in matter.state.share_of(visit.id))
    return why is None and not there and not has_declared(matter.state, visit.id, person)


def _handed(
    matter: Matter, mine: AssignmentState, chosen: Chosen, via: Via, note: str
) -> e.AssignmentTransferred:
    principal = chosen.instead_of
    to = e.AssignmentOffered(
        id=id_within(matter.state.id, mine.id, via, chosen.person.id, len(matter.state.assignments)),
        body=mine.body,
        person=chosen.person.id,
        name=chosen.person.name,
        unit=chosen.person.unit,
        position=mine.position,
        waiting=mine.status == "waiting",
        why=chosen.why,
        via=via,
        parent=mine.id,
        weight=mine.weight,
        for_person=principal.id if principal else None,
        for_name=principal.name if principal else None,
        for_until=chosen.until,
    )
    return e.AssignmentTransferred(id=mine.id, by=None, to=to, note=note)
