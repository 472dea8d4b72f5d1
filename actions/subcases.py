"""Cases that a step of another case opens, and the news of their end."""

from datetime import datetime
from uuid import uuid4

from actions.people import first_staff
from actions.perform import perform, ready
from engine.commands import AttachSubCase, CloseSubCase, FailMachine, OpenCase
from engine.deadlines import local_date
from engine.definition import Process, SubCaseStep
from engine.refusals import NoSuchProcess, Refusal, RoundNotOpen
from engine.state import CaseState, Person, StepState
from engine.transitions import handle
from models import calendars, cases, numbers, organisation, processes, rounds
from models.correlation import correlation_of
from models.session import Session


def open_asked(session: Session, case_id: str, *, now: datetime) -> None:
    """Open every case that an open step of this one asks for; asked twice, nothing happens the second time.

    What the rules refuse holds the asking case, with the sentence, for an administrator.
    """
    record = cases.lock(session, case_id)
    if record is None or record.state.held is not None or record.state.closed_at is not None:
        return
    process = processes.get(session, record.state.version)
    for visit in record.state.steps:
        step = process.step(visit.key)
        if isinstance(step, SubCaseStep) and visit.status == "open" and visit.result is None:
            _open(session, record.state, step, visit, now=now)


def report_end(session: Session, case_id: str, *, now: datetime) -> None:
    """Tell the case that asked for this one how it ended, if one did."""
    record = cases.load(session, case_id)
    for link in record.state.links if record else ():
        if record is not None and link.kind == "parent":
            _report(session, link.other, record.state, now=now)


def _report(session: Session, parent_id: str, ended: CaseState, *, now: datetime) -> None:
    parent = cases.load(session, parent_id)
    for visit in parent.state.steps if parent else ():
        if (visit.result or {}).get("case") == ended.id:
            command = CloseSubCase(visit.id, ended.id, ended.status, ended.outcome)
            perform(session, parent_id, ready(command), by=None, now=now)


def _open(session: Session, parent: CaseState, step: SubCaseStep, visit: StepState, *, now: datetime) -> None:
    try:
        identity, number = _opened(session, parent, step, now=now)
    except Refusal as refusal:
        failed = FailMachine(visit.id, refusal.sentence)
        perform(session, parent.id, ready(failed), by=None, now=now)
        return
    attach = AttachSubCase(visit.id, identity, number)
    perform(session, parent.id, ready(attach), by=None, now=now)


def _opened(session: Session, parent: CaseState, step: SubCaseStep, *, now: datetime) -> tuple[str, str]:
    """Open the case for the same unit, on behalf of whoever opened the asking one. Returns its id and number."""
    today = local_date(now)
    found = processes.current(session, step.process, today)
    if found is None:
        raise NoSuchProcess(process=step.process, day=today.isoformat())
    version, process = found
    command = OpenCase(
        actor=_opener(session, parent),
        case_id=str(uuid4()),
        number=numbers.following(session, f"{process.short}-{today.year}"),
        version=version,
        unit=parent.unit,
        round=_round(session, process, today.year),
        staff=first_staff(session, process, parent.unit, now=now),
        parent=(parent.id, parent.number),
    )
    events = handle(process, None, command, now=now, calendar=calendars.of(session))
    cases.open_with(session, events, by=None, now=now, correlation=correlation_of(session))
    return command.case_id, command.number


def _opener(session: Session, parent: CaseState) -> Person:
    return organisation.person(session, parent.opened_by)


def _round(session: Session, process: Process, year: int) -> str | None:
    if process.kind != "campaign":
        return None
    opened = rounds.find(session, process.key, year)
    if opened is None:
        raise RoundNotOpen(process=process.title, year=year)
    return opened.key
