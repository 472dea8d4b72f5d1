"""Cases that a step of another case opens, and the news of their end."""

from datetime import datetime

from actions.cases import begin, prepared_for
from actions.perform import perform, ready
from engine.commands import AttachSubCase, CloseSubCase, FailMachine
from engine.definition import SubCaseStep
from engine.refusals import Refusal
from engine.state import CaseState, StepState
from models import cases, numbers, organisation, processes
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
    prepared = prepared_for(session, step.process, parent.unit, now=now)
    number = numbers.following(session, prepared.series)
    opener = organisation.person(session, parent.opened_by)
    asking = (parent.id, parent.number)
    opened = begin(session, prepared, number, actor=opener, now=now, by_itself=True, parent=asking)
    return opened.id, number
