"""Opening a case and the steps that follow: people, recusal, due dates, windows, opinions."""

from collections.abc import Sequence
from datetime import datetime

from engine import commands as c
from engine import events as e
from engine.blocks import facts_at
from engine.conditions import holds
from engine.deadlines import Calendar, Deadline, end_of, local_date, working_days_after
from engine.definition import (
    Agency,
    BallotStep,
    Body,
    ConsultStep,
    MachineStep,
    Process,
    PublicityStep,
    SignStep,
    Step,
    SubCaseStep,
    SubmitStep,
    WaitStep,
)
from engine.dues import due_at
from engine.evolution import evolve
from engine.matter import Matter
from engine.refusals import NoRightToOpen, VersionNotValid
from engine.routing import id_within, settle, step_id
from engine.shape import lines_of
from engine.spots import key_of, read_spot, written
from engine.state import CaseState, CaseStatus, OpinionState, Person


def open_case(process: Process, command: c.OpenCase, now: datetime, calendar: Calendar) -> list[e.Event]:
    """Begin the case and open its first step for the unit's people."""
    _require_valid(process, now)
    opened = _opened(process, command)
    if command.parent is None:
        _require_right(process, command)
        linked: list[e.Event] = []
    else:
        other, number = command.parent
        identity = id_within(command.case_id, "link", "parent", other)
        linked = [e.CaseLinked(id=identity, kind="parent", other=other, number=number)]
    matter = Matter(process, evolve(None, opened, now), now, calendar).after(linked)
    return [opened, *linked, *open_step(matter, process.steps[0], command.staff)]


def _require_valid(process: Process, now: datetime) -> None:
    valid = process.valid
    if not valid.first <= local_date(now) <= valid.last:
        raise VersionNotValid(process=process.title, first=valid.first, last=valid.last)


def _require_right(process: Process, command: c.OpenCase) -> None:
    """Only those who would fill the form may begin a case, and so only their own unit's."""
    body = _bodies(process.steps[0])[0]
    if command.actor.id not in {one.id for one in command.staff[body]}:
        raise NoRightToOpen(body=process.bodies[body].title, process=process.title)


def _opened(process: Process, command: c.OpenCase) -> e.CaseOpened:
    unit = command.unit
    return e.CaseOpened(
        case=command.case_id,
        number=command.number,
        process=process.key,
        version=command.version,
        unit=unit.key,
        unit_name=unit.name,
        unit_direct=unit.direct,
        unit_sector=unit.sector,
        unit_city=unit.city,
        round=command.round,
        by=command.actor.id,
    )


def advance(matter: Matter, command: c.Advance) -> list[e.Event]:
    """Open every pending step. Asked a second time there is nothing pending, and nothing happens."""
    events: list[e.Event] = []
    for spot in matter.state.pending:
        key, at = read_spot(spot)
        step = matter.process.step(key)
        if step.gate is not None and step.gate not in command.gates:
            continue
        opened = open_step(matter, step, command.staff, at)
        events += opened
        matter = matter.after(opened)
        if matter.state.held is not None:
            break
    return events


def open_step(matter: Matter, step: Step, staff: c.Staff, at: str = "") -> list[e.Event]:
    """The events that open ``step``; the case is held when nobody is left who may act."""
    identity, visit = step_id(matter.state, step.key, at)
    offered, recused = _offers(matter, step, (written(step.key, at), visit), staff)
    who = f"（已回避：{'、'.join(recused)}）" if recused else ""
    if offered is None:
        return [e.CaseHeld(reason=f"“{step.title}”环节没有可以办理的人{who}")]
    if isinstance(step, SignStep) and len(offered) < (step.needed or 1):
        return [
            e.CaseHeld(reason=f"“{step.title}”环节需要 {step.needed} 人同意，只有 {len(offered)} 人{who}")
        ]
    lines = lines_of(matter.process, matter.state, step.key, at)
    opened = e.StepOpened(
        id=identity,
        step=step.key,
        kind=step.kind,
        visit=visit,
        due_at=_due(matter, step),
        assignments=offered,
        recused=recused,
        status=_status(matter.state, step),
        at=at,
        line=lines[-1] if lines else None,
        back=tuple(matter.state.ways_back.get(written(step.key, at), ())),
    )
    events = [opened, *_with_it(matter, step, opened)]
    return events + _settled_already(matter.after(events), step, opened)


def offers(
    case_id: str, path: Sequence[object], body: str, title: str, people: Sequence[Person], *, waits: bool
) -> tuple[e.AssignmentOffered, ...]:
    """One share for each of ``people``; when ``waits``, all but the first wait for their turn."""
    return tuple(
        e.AssignmentOffered(
            id=id_within(case_id, *path, body, person.id),
            body=body,
            person=person.id,
            name=person.name,
            unit=person.unit,
            position=turn,
            waiting=waits and turn > 0,
            why=title,
        )
        for turn, person in enumerate(people)
    )


def is_recused(state: CaseState, person: Person, *, same_unit_too: bool) -> bool:
    """回避: the nominee never acts; in a vote, nor do members from the nominating unit (domain §7)."""
    if person.identity is not None and person.identity == state.identity:
        return True
    return same_unit_too and person.unit == state.unit.key


def _offers(
    matter: Matter, step: Step, path: Sequence[object], staff: c.Staff
) -> tuple[tuple[e.AssignmentOffered, ...] | None, tuple[str, ...]]:
    """The shares of the step and who was left out; None for the shares when a body has nobody left."""
    process, state = matter.process, matter.state
    shares: tuple[e.AssignmentOffered, ...] = ()
    recused: tuple[str, ...] = ()
    for body in _bodies(step):
        in_vote = isinstance(step, BallotStep) and body == step.by
        out = [one for one in staff[body] if is_recused(state, one, same_unit_too=in_vote)]
        people = [one for one in staff[body] if one not in out]
        recused += tuple(one.name for one in out)
        if not people:
            return None, recused
        waits = isinstance(step, SignStep) and step.mode == "sequence"
        body_shares = offers(state.id, path, body, why_you(process.bodies[body]), people, waits=waits)
        counts = in_vote and isinstance(step, BallotStep) and step.weighted
        shares += _weighted(body_shares, people) if counts else body_shares
    return shares, recused


def _weighted(
    shares: Sequence[e.AssignmentOffered], people: Sequence[Person]
) -> tuple[e.AssignmentOffered, ...]:
    """The shares with the weight of each one's seat."""
    pairs = zip(shares, people, strict=True)
    return tuple(share.model_copy(update={"weight": one.weight}) for share, one in pairs)


def bodies_to_staff(process: Process, keys: Sequence[str]) -> dict[str, Body]:
    """The bodies whose people are needed to open the steps at these spots."""
    needed = {body for spot in keys for body in _bodies(process.step(key_of(spot)))}
    return {key: process.bodies[key] for key in needed}


def _bodies(step: Step) -> tuple[str, ...]:
    match step:
        case BallotStep():
            return (step.by, step.counted_by)
        case PublicityStep() | MachineStep() | WaitStep() | SubCaseStep():
            return ()
        case _:
            return (step.by,)


def why_you(body: Body) -> str:
    """Why the assignment came to this person, in the words of the inbox."""
    return f"您是{body.title}成员" if body.organ else f"您是{body.title}"


def _due(matter: Matter, step: Step) -> datetime | None:
    if isinstance(step, PublicityStep):
        return None
    if isinstance(step, WaitStep):
        return due_at(matter.now, step.lasts, matter.time)
    return due_at(matter.now, step.due, matter.time)


def _status(state: CaseState, step: Step) -> CaseStatus:
    if state.outcome:
        return "determined"
    if isinstance(step, SubmitStep):
        return "returned" if state.visits(step.key) else "draft"
    shown = any(one.kind == "publicity" and one.status == "open" for one in state.steps)
    return "in_publicity" if shown or isinstance(step, PublicityStep) else "under_way"


def _with_it(matter: Matter, step: Step, opened: e.StepOpened) -> list[e.Event]:
    match step:
        case PublicityStep():
            closes = window_end(matter.now, step.window, matter.calendar)
            return [e.PublicityOpened(id=opened.id, step=step.key, level=step.level, closes_at=closes)]
        case ConsultStep():
            facts = facts_at(matter.process, matter.state, step.key, opened.at)
            asked = tuple(
                _ask(matter, agency, opened)
                for agency in step.agencies
                if agency.when is None or holds(agency.when, facts)
            )
            return [e.OpinionsAsked(step_id=opened.id, opinions=asked, due_at=opened.due_at)]
        case SubCaseStep():
            return [e.SubCaseAsked(id=opened.id, step=step.key, process=step.process)]
        case _:
            return []


def window_end(now: datetime, window: Deadline, calendar: Calendar) -> datetime:
    """When a window posted now is over: the end of its last working day, the day of posting not counted."""
    return end_of(working_days_after(local_date(now), window.amount, calendar))


def _ask(matter: Matter, agency: Agency, opened: e.StepOpened) -> e.OpinionAsked:
    """Carry over a consent of an earlier visit while it is valid: nobody asks an agency twice."""
    identity = id_within(matter.state.id, written(opened.step, opened.at), opened.visit, agency.key)
    valid = _still_valid(matter.state.opinions, agency.key, matter.now)
    if valid is None:
        return e.OpinionAsked(id=identity, agency=agency.key, title=agency.title)
    return e.OpinionAsked(
        id=identity,
        agency=agency.key,
        title=agency.title,
        carried=valid.document,
        carried_at=valid.answered_at,
        valid_until=valid.valid_until,
    )


def _still_valid(opinions: Sequence[OpinionState], agency: str, now: datetime) -> OpinionState | None:
    for opinion in reversed(opinions):
        consented = opinion.agency == agency and opinion.answer == "agree"
        if consented and opinion.valid_until is not None and opinion.valid_until > now:
            return opinion
    return None


def _settled_already(matter: Matter, step: Step, opened: e.StepOpened) -> list[e.Event]:
    """Settle at once when there is nothing to wait for: nobody to ask, or every consent is still valid."""
    asked = [one for one in matter.state.opinions if one.step_id == opened.id]
    visit = matter.visit(opened.id)
    if not isinstance(step, ConsultStep) or visit is None or any(one.answer != "agree" for one in asked):
        return []
    because = "原有意见仍在有效期内" if asked else "无须征求意见"
    return settle(matter.process, matter.state, visit, "done", because)
