"""Opening a case and the steps that follow: people, recusal, due dates, windows, opinions."""

from collections.abc import Sequence
from datetime import datetime

from engine import commands as c
from engine import events as e
from engine.conditions import holds
from engine.deadlines import Calendar, local_date
from engine.definition import (
    Agency,
    BallotStep,
    Body,
    ConsultStep,
    MachineStep,
    Process,
    PublicityStep,
    ScoreStep,
    SignStep,
    Step,
    SubCaseStep,
    SubmitStep,
    VisitStep,
    WaitStep,
    needs_draw,
)
from engine.dues import due_at, window_end
from engine.evolution import evolve
from engine.handling.same_person import passed_by_rule
from engine.matter import Matter
from engine.people.resolving import offered, resolve
from engine.refusals import AnotherVariantHolds, NoRightToOpen, OpensBySignal, VersionNotValid
from engine.state import CaseState, CaseStatus, LinkKind, OpinionState
from engine.way.reviewing import must_be_reviewable
from engine.way.routing import id_within, passed_by, settle, step_id
from engine.way.shape import lines_of
from engine.way.spots import key_of, read_spot, written
from engine.way.walk import facts_at


def open_case(process: Process, command: c.OpenCase, now: datetime, calendar: Calendar) -> list[e.Event]:
    """Begin the case and open its first step for the unit's people."""
    _require_valid(process, now)
    if process.opened_by == "signals" and (not command.by_office or command.parent is not None):
        raise OpensBySignal(process=process.title)
    if command.chosen not in (None, process.key):
        raise AnotherVariantHolds(process=process.title)
    must_be_reviewable(process, command, now, calendar)
    opened = _opened(process, command)
    if command.parent is None:
        _require_right(process, command)
    linked = _links(command)
    matter = Matter(process, evolve(None, opened, now), now, calendar).after(linked)
    return [opened, *linked, *open_step(matter, process.steps[0], command.staff)]


def _links(command: c.OpenCase) -> list[e.Event]:
    """The case that asked for this one, and the one that it reviews."""
    of = command.reviewed
    ends: list[tuple[LinkKind, tuple[str, str] | None]] = [
        ("parent", command.parent),
        ("appeals", (of.id, of.number) if of else None),
    ]
    return [
        e.CaseLinked(
            id=id_within(command.case_id, "link", kind, one[0]), kind=kind, other=one[0], number=one[1]
        )
        for kind, one in ends
        if one is not None
    ]


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
        barred=command.reviewed.decided_by if command.reviewed else (),
    )


def advance(matter: Matter, command: c.Advance) -> list[e.Event]:
    """Open every pending step. Asked a second time there is nothing pending, and nothing happens."""
    events: list[e.Event] = []
    for spot in matter.state.pending:
        key, at = read_spot(spot)
        step = matter.process.step(key)
        drawn = command.drawn.get(key)
        if spot not in matter.state.pending:  # one that opened before it was done at once, and stopped it
            continue
        if (step.gate is not None and step.gate not in command.gates) or (drawn is None and needs_draw(step)):
            continue
        if drawn is not None and not drawn.chosen:
            opened = passed_by(matter.process, matter.state, spot, "抽查没有抽中")
        else:
            opened = open_step(matter, step, _only_drawn(command.staff, step, drawn), at)
        events += opened
        matter = matter.after(opened)
        if matter.state.held is not None:
            break
    return events


def open_step(matter: Matter, step: Step, staff: c.Staff, at: str = "") -> list[e.Event]:
    """The events that open ``step``; the case is held when nobody is left who may act."""
    identity, visit = step_id(matter.state, step.key, at)
    shares, recused = _offers(matter, step, (written(step.key, at), visit), staff)
    who = f"（已回避：{'、'.join(recused)}）" if recused else ""
    if shares is None:
        return [e.CaseHeld(reason=f"“{step.title}”环节没有可以办理的人{who}")]
    if (needed := people_needed(step)) and len(shares) < needed[0]:
        return [
            e.CaseHeld(reason=f"“{step.title}”环节需要 {needed[0]} {needed[1]}，只有 {len(shares)} 人{who}")
        ]
    lines = lines_of(matter.process, matter.state, step.key, at)
    opened = e.StepOpened(
        id=identity,
        step=step.key,
        kind=step.kind,
        visit=visit,
        due_at=_due(matter, step),
        assignments=shares,
        recused=recused,
        status=_status(matter.state, step),
        at=at,
        line=lines[-1] if lines else None,
        back=tuple(matter.state.ways_back.get(written(step.key, at), ())),
    )
    events = [opened, *_with_it(matter, step, opened)]
    after = matter.after(events)
    return events + _settled_already(after, step, opened) + _passed(after, step, opened)


def _only_drawn(staff: c.Staff, step: Step, drawn: c.Drawn | None) -> c.Staff:
    """Of the panel only those who were drawn for the case."""
    if drawn is None or drawn.judges is None or not isinstance(step, ScoreStep):
        return staff
    judges = drawn.judges
    return {**staff, step.by: tuple(one for one in staff[step.by] if one.id in judges)}


def people_needed(step: Step) -> tuple[int, str] | None:
    """How many people the step cannot do without, and what for; None where anybody is enough."""
    match step:
        case SignStep(needed=int(needed)):
            return needed, "人同意"
        case ScoreStep(judges=judges, draw=draw) if judges or draw:
            return max(judges or 0, draw.per_case if draw else 0), "名评委"
        case VisitStep(people=people):
            return people, "人到场"
    return None


def _offers(
    matter: Matter, step: Step, path: Sequence[object], staff: c.Staff
) -> tuple[tuple[e.AssignmentOffered, ...] | None, tuple[str, ...]]:
    """The shares of the step and who was left out; None for the shares when a body has nobody left."""
    shares: tuple[e.AssignmentOffered, ...] = ()
    left_out: tuple[str, ...] = ()
    for body in _bodies(step):
        found = resolve(matter, step, body, staff[body])
        left_out += found.left_out
        if not found.chosen and step.nobody:
            found = resolve(matter, step, step.nobody, staff[step.nobody])
            left_out += found.left_out
        if not found.chosen:
            return None, left_out
        shares += offered(matter, path, body, found.chosen, waits=in_turn(step), weighted=_counts(step, body))
    return shares, left_out


def in_turn(step: Step) -> bool:
    """Whether one signs after the other."""
    return isinstance(step, SignStep) and step.mode == "sequence"


def _counts(step: Step, body: str) -> bool:
    return isinstance(step, BallotStep) and body == step.by and step.weighted


def bodies_to_staff(process: Process, keys: Sequence[str]) -> dict[str, Body]:
    """The bodies whose people are needed to open the steps at these spots."""
    steps = [process.step(key_of(spot)) for spot in keys]
    needed = {body for step in steps for body in bodies_at(step)}
    return {key: process.bodies[key] for key in needed}


def bodies_at(step: Step) -> tuple[str, ...]:
    """The bodies that act at ``step``, and the one that does when nobody of them may."""
    bodies = _bodies(step)
    return (*bodies, step.nobody) if bodies and step.nobody else bodies


def _bodies(step: Step) -> tuple[str, ...]:
    match step:
        case BallotStep():
            return (step.by, step.counted_by)
        case PublicityStep() | MachineStep() | WaitStep() | SubCaseStep():
            return ()
        case _:
            return (step.by,)


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


def _passed(matter: Matter, step: Step, opened: e.StepOpened) -> list[e.Event]:
    visit = matter.visit(opened.id)
    return passed_by_rule(matter, step, visit) if visit else []


def _settled_already(matter: Matter, step: Step, opened: e.StepOpened) -> list[e.Event]:
    """Settle at once when there is nothing to wait for: nobody to ask, or every consent is still valid."""
    asked = [one for one in matter.state.opinions if one.step_id == opened.id]
    visit = matter.visit(opened.id)
    if not isinstance(step, ConsultStep) or visit is None or any(one.answer != "agree" for one in asked):
        return []
    because = "原有意见仍在有效期内" if asked else "无须征求意见"
    return settle(matter.process, matter.state, visit, "done", because)
