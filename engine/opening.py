"""Opening a case and the steps that follow: people, recusal, due dates, windows, opinions."""

from collections.abc import Sequence
from datetime import datetime

from engine import commands as c
from engine import events as e
from engine.conditions import holds
from engine.deadlines import Calendar, Deadline, due_at, end_of, local_date, working_days_after
from engine.definition import (
    BallotStep,
    Body,
    ConsultStep,
    MachineStep,
    Process,
    PublicityStep,
    SignStep,
    Step,
    SubmitStep,
)
from engine.evolution import evolve
from engine.routing import id_within, step_id
from engine.state import CaseState, CaseStatus, OpinionState, Person, facts_of


def open_case(
    process: Process, version: str, command: c.OpenCase, now: datetime, calendar: Calendar
) -> list[e.Event]:
    """Begin the case and open its first step for the unit's people."""
    unit = command.unit
    opened = e.CaseOpened(
        case=command.case_id,
        number=command.number,
        process=process.key,
        version=version,
        unit=unit.key,
        unit_name=unit.name,
        unit_direct=unit.direct,
        unit_sector=unit.sector,
        unit_city=unit.city,
        round=command.round,
        by=command.actor.id,
    )
    state = evolve(None, opened, now)
    return [opened, *open_step(process, state, process.steps[0], command.staff, now, calendar)]


def advance(
    process: Process, state: CaseState, command: c.Advance, now: datetime, calendar: Calendar
) -> list[e.Event]:
    """Open every pending step. Asked a second time there is nothing pending, and nothing happens."""
    if state.held or state.closed_at:
        return []
    events: list[e.Event] = []
    for key in state.pending:
        events += open_step(process, state, process.step(key), command.staff, now, calendar)
    return events


def open_step(
    process: Process, state: CaseState, step: Step, staff: c.Staff, now: datetime, calendar: Calendar
) -> list[e.Event]:
    """The events that open ``step``; the case is held when nobody is left who may act."""
    offered, recused = _offers(process, state, step, staff)
    if offered is None:
        who = f"（已回避：{'、'.join(recused)}）" if recused else ""
        return [e.CaseHeld(reason=f"“{step.title}”环节没有可以办理的人{who}")]
    identity, visit = step_id(state, step.key)
    opened = e.StepOpened(
        id=identity,
        step=step.key,
        kind=step.kind,
        visit=visit,
        due_at=_due(step, now, calendar),
        assignments=offered,
        recused=recused,
        status=_status(state, step),
    )
    return [opened, *_with_it(state, step, opened, now, calendar)]


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
    process: Process, state: CaseState, step: Step, staff: c.Staff
) -> tuple[tuple[e.AssignmentOffered, ...] | None, tuple[str, ...]]:
    """The shares of the step and who was left out; None for the shares when a body has nobody left."""
    shares: tuple[e.AssignmentOffered, ...] = ()
    recused: tuple[str, ...] = ()
    for body in _bodies(step):
        in_vote = isinstance(step, BallotStep) and body == step.by
        out = [one for one in staff[body] if is_recused(state, one, same_unit_too=in_vote)]
        people = [one for one in staff[body] if one not in out]
        recused += tuple(one.name for one in out)
        if not people:
            return None, recused
        path = (step.key, state.visits(step.key) + 1)
        waits = isinstance(step, SignStep) and step.mode == "sequence"
        shares += offers(state.id, path, body, _why(process.bodies[body]), people, waits=waits)
    return shares, recused


def bodies_to_staff(process: Process, keys: Sequence[str]) -> dict[str, Body]:
    """The bodies whose people are needed to open the steps ``keys``."""
    needed = {body for key in keys for body in _bodies(process.step(key))}
    return {key: process.bodies[key] for key in needed}


def _bodies(step: Step) -> tuple[str, ...]:
    match step:
        case BallotStep():
            return (step.by, step.counted_by)
        case PublicityStep() | MachineStep():
            return ()
        case _:
            return (step.by,)


def _why(body: Body) -> str:
    return f"您是{body.title}成员" if body.organ else f"您是{body.title}"


def _due(step: Step, now: datetime, calendar: Calendar) -> datetime | None:
    if isinstance(step, PublicityStep):
        return None
    return due_at(now, step.due, calendar)


def _status(state: CaseState, step: Step) -> CaseStatus:
    if state.outcome:
        return "determined"
    if isinstance(step, SubmitStep):
        return "returned" if state.visits(step.key) else "draft"
    return "in_publicity" if isinstance(step, PublicityStep) else "under_way"


def _with_it(
    state: CaseState, step: Step, opened: e.StepOpened, now: datetime, calendar: Calendar
) -> list[e.Event]:
    match step:
        case PublicityStep():
            closes = window_end(now, step.window, calendar)
            return [e.PublicityOpened(id=opened.id, step=step.key, level=step.level, closes_at=closes)]
        case ConsultStep():
            asked = tuple(
                _ask(state, step, one.key, one.title, opened, now)
                for one in step.agencies
                if one.when is None or holds(one.when, facts_of(state))
            )
            return [e.OpinionsAsked(step_id=opened.id, opinions=asked, due_at=opened.due_at)]
        case _:
            return []


def window_end(now: datetime, window: Deadline, calendar: Calendar) -> datetime:
    """When a window posted now is over: the end of its last working day, the day of posting not counted."""
    return end_of(working_days_after(local_date(now), window.amount, calendar))


def _ask(
    state: CaseState, step: ConsultStep, agency: str, title: str, opened: e.StepOpened, now: datetime
) -> e.OpinionAsked:
    """A consent of an earlier visit is carried over while it is valid: nobody asks an agency twice."""
    identity = id_within(state.id, step.key, opened.visit, agency)
    valid = _still_valid(state.opinions, agency, now)
    if valid is None:
        return e.OpinionAsked(id=identity, agency=agency, title=title)
    return e.OpinionAsked(
        id=identity,
        agency=agency,
        title=title,
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
