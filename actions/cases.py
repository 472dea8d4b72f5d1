"""Opening a case, keeping a draft, handing in, taking back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from actions.answers import checkable, fields_of, filled_in, with_files, with_people
from actions.household_answers import with_households
from actions.people import first_staff
from actions.perform import perform, perform_on
from actions.twins import twins_of
from engine.commands import Command, OpenCase, Places, Reviewed, Staff, Submit, Withdraw
from engine.deadlines import Calendar, local_date
from engine.definition import Process
from engine.forms.parts import counted
from engine.handling.guards import admit
from engine.ledger.of_cases import category_of
from engine.matter import Matter
from engine.refusals import (
    ComesByTable,
    NoSuchAssignment,
    NoSuchProcess,
    OpensFromTheRegister,
    RoundNotOpen,
    RoundToChoose,
)
from engine.rounds.state import INTAKE, CaseInRound
from engine.state import CaseState, Person, Unit, facts_of
from engine.transitions import handle
from models import (
    calendars,
    cases,
    drafts,
    numbers,
    organisation,
    places,
    processes,
    round_phases,
    rounds,
    titles,
    variants,
)
from models.correlation import correlation_of
from models.sealing import Seal
from models.session import Session


@dataclass(frozen=True, slots=True)
class Opening:
    """What is the same for every case that one person opens of one process at one moment."""

    version: str
    process: Process
    round: str | None
    unit: Unit
    staff: Staff
    calendar: Calendar
    series: str
    within: CaseInRound
    chosen: str


def open_case(
    session: Session, process_key: str, *, actor: Person, now: datetime, round_key: str | None = None
) -> str:
    """Begin a case of the actor's unit under the version valid today, and return its id.

    Raises NoSuchProcess, RoundNotOpen (a campaign needs the round of the year), RoundToChoose (a recommendation the one
    it is for), RoundOver and NoRightToOpen.
    """
    opening = prepared(session, process_key, actor=actor, now=now, round_key=round_key)
    number = numbers.following(session, opening.series)
    return begin(session, opening, number, actor=actor, now=now).id


def prepared(
    session: Session, process_key: str, *, actor: Person, now: datetime, round_key: str | None = None
) -> Opening:
    """Version, round, unit and people of cases to be opened.

    Raises NoSuchProcess, OpensFromTheRegister, ComesByTable and RoundNotOpen.
    """
    unit = organisation.unit(session, actor.unit)
    opening = prepared_for(session, process_key, unit, now=now, round_key=round_key)
    if opening.process.about_titles:
        raise OpensFromTheRegister(process=opening.process.title)
    if opening.process.enters:
        raise ComesByTable(process=opening.process.title)
    return opening


def prepared_for(
    session: Session, process_key: str, unit: Unit, *, now: datetime, round_key: str | None = None
) -> Opening:
    """The same for a unit, whoever will open them. Raises NoSuchProcess and RoundNotOpen."""
    today = local_date(now)
    found = processes.current(session, process_key, today)
    if found is None:
        raise NoSuchProcess(process=process_key, day=today.isoformat())
    version, process = found
    round_key = _round_of(session, process, round_key, today)
    staff = first_staff(session, process, unit, now=now)
    series = f"{process.short}-{today.year}"
    intake = round_phases.phase(session, round_key, INTAKE) if round_key else None
    chosen = variants.chosen(session, today).get(process.matter, process.matter)
    within, calendar = CaseInRound(intake), calendars.of(session)
    return Opening(version, process, round_key, unit, staff, calendar, series, within, chosen)


def _round_of(session: Session, process: Process, asked: str | None, today: date) -> str | None:
    """The round in which the case is begun: that of the year, or the one that was asked for; none for a case alone."""
    found = rounds.by_key(session, asked) if asked else None
    if process.recommends_for:
        if found is None or found.process not in process.recommends_for:
            raise RoundToChoose(process=process.title)
        return found.key
    if process.kind != "campaign":
        return None
    found = found or rounds.find(session, process.key, today.year)
    if found is None or found.process != process.key:
        raise RoundNotOpen(process=process.title, year=today.year)
    return found.key


def begin(
    session: Session,
    opening: Opening,
    number: str,
    *,
    actor: Person,
    now: datetime,
    by_itself: bool = False,
    reviewed: Reviewed | None = None,
    parent: tuple[str, str] | None = None,
) -> CaseState:
    """Open one case under ``number``, the review of ``reviewed`` if one is given, asked for by ``parent``.

    ``by_itself``: the office does it for the actor. Raises NoRightToOpen, OpensBySignal, AnotherVariantHolds,
    RoundOver, ReviewNeedsCase, NothingToReview and ReviewTooLate.
    """
    command = OpenCase(
        actor=actor,
        case_id=str(uuid4()),
        number=number,
        version=opening.version,
        unit=opening.unit,
        round=opening.round,
        staff=opening.staff,
        reviewed=reviewed,
        parent=parent,
        by_office=by_itself,
        chosen=opening.chosen,
    )
    events = handle(opening.process, None, command, now=now, calendar=opening.calendar, within=opening.within)
    correlation = correlation_of(session)
    by = None if by_itself else actor.id
    return cases.open_with(session, events, by=by, now=now, correlation=correlation).state


def save_draft(
    session: Session,
    assignment_id: str,
    answers: Mapping[str, Any],
    *,
    actor: Person,
    now: datetime,
    seal: Seal,
) -> None:
    """Keep what is typed so far. Raises the refusals of handing in that do not speak of the answers."""
    record = cases.lock_by_assignment(session, assignment_id)
    if record is None:
        raise NoSuchAssignment
    process = processes.get(session, record.state.version)
    turn = admit(Matter(process, record.state, now, calendars.of(session)), actor, assignment_id)
    fields = process.fields_at(turn.step.key)
    drafts.keep(
        session,
        assignment_id,
        filled_in(fields, answers, _known(session, record.state, assignment_id), seal),
        now=now,
    )


def submit(
    session: Session,
    assignment_id: str,
    answers: Mapping[str, Any],
    *,
    actor: Person,
    now: datetime,
    seal: Seal,
) -> None:
    """Hand in the form. Raises FormIncomplete with every finding, QuotaExhausted, NoQuota and the refusals of turn."""

    def ask(state: CaseState, process: Process) -> Command:
        fields = fields_of(process, state, assignment_id)
        complete = filled_in(fields, answers, _known(session, state, assignment_id), seal)
        complete = counted(process, complete, {**facts_of(state), **complete})
        complete = with_files(session, state.id, fields, complete, by=actor, now=now)
        complete = with_people(session, fields, complete)
        complete = with_households(session, process, state, fields, complete, now=now, seal=seal)
        return Submit(
            actor=actor,
            assignment=assignment_id,
            answers=checkable(fields, complete, seal),
            subject=str(complete.get(process.form.subject) or ""),
            identity=_identity(process, complete),
            places=_places(session, state, process, complete),
            twins=twins_of(session, process, state, complete, _identity(process, complete)),
            holder=titles.holder_of(session, state.id) if process.for_holder else None,
            leader=titles.holder_of(session, state.id) or None if process.changes_leader else None,
        )

    perform_on(session, assignment_id, ask, by=actor.id, now=now)
    drafts.drop(session, assignment_id)


def withdraw(session: Session, case_id: str, reason: str, *, actor: Person, now: datetime) -> None:
    """The nominating unit takes its case back. Raises NotReturnable once it was reported upwards."""
    perform(session, case_id, lambda _state, _process: Withdraw(actor, reason), by=actor.id, now=now)


def _places(
    session: Session, state: CaseState, process: Process, answers: Mapping[str, Any]
) -> Places | None:
    """The unit's places in the category that the answers name, locked."""
    category = category_of(process, {**facts_of(state), **answers})
    return places.places_of(session, state.round, state.unit.key, category) if state.round else None


def _known(session: Session, state: CaseState, assignment_id: str) -> dict[str, Any]:
    """What was handed in before, and over it what was typed since."""
    kept = drafts.of(session, assignment_id)
    return {**state.answers, **(kept.answers if kept else {})}


def _identity(process: Process, answers: Mapping[str, Any]) -> str | None:
    number = answers.get(process.form.identity or "")
    return str(number["hash"]) if isinstance(number, Mapping) and "hash" in number else None
