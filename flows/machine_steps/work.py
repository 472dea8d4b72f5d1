"""Doing the machine step at which a case stands, with retries: it is finished, or the case is held."""

import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial

from actions.advance import fail_machine, finish_machine
from engine.definition import MachineStep
from engine.state import StepState
from flows.failures import kind, trace
from flows.machine_steps.households import Filled, work_on
from flows.machine_steps.papers import make_paper
from flows.machine_steps.subsidies import reckon_subsidy
from models import cases, processes
from models.outbox_wake import DATABASE_AWAY
from runtime.wiring import Office

_log = logging.getLogger(__name__)

ATTEMPTS = 3

Made = Filled | None
"""What is still to be written on the case; nothing for a paper, which finishes its step as it is made."""
Job = Callable[[], Made]
Attempt = Callable[[str, Job], Made]
"""Does a job, several times if need be; the text names case and step on the dashboard."""

_AWAY = {one.__name__ for one in DATABASE_AWAY}
_WORK = {"reckon_subsidy": reckon_subsidy}


def three_times(what: str, job: Job) -> Made:
    """Do it without Prefect. Raises what the last attempt raised."""
    for _ in range(ATTEMPTS - 1):
        try:
            return job()
        except Exception as failure:  # noqa: BLE001 - whatever a template or a renderer may raise
            _log.warning("machine step failed and is tried again: %s: %s", what, trace(failure))
    return job()


def do_open_machine_step(office: Office, case_id: str, attempt: Attempt) -> None:
    """Do the open machine step of a case, if there is one; failing for good, it leaves the case held.

    Raises what the database raises: then nothing has happened, and the line is tried again.
    """
    now = office.clock()
    with office.database.transaction() as session:
        record = cases.load(session, case_id)
        visit = next((one for one in record.state.steps if _waits(one)), None) if record else None
        if record is None or visit is None or record.state.held is not None:
            return
        process = processes.get(session, record.state.version)
        step = process.step(visit.key)
        if not isinstance(step, MachineStep):
            raise TypeError(step.kind)
        job = (
            partial(make_paper, office, record.state, visit, step, now=now)
            if step.document
            else partial(_WORK.get(step.task, work_on), office, process, record.state, step, now=now)
        )
    try:
        made = attempt(f"{record.state.number}：{step.title}", job)
    except Exception as failure:  # nothing may disappear: the case is held with the kind of failure
        if kind(failure) in _AWAY:
            raise
        _log.error("machine step failed for good: %s: %s", record.state.number, trace(failure))
        _hold(office, case_id, visit.id, f"{ATTEMPTS} 次尝试均失败（{kind(failure)}）")
    else:
        if made is not None:
            _finish(office, case_id, visit.id, made, now=now)


def _waits(visit: StepState) -> bool:
    return visit.kind == "machine" and visit.status == "open"


def _hold(office: Office, case_id: str, step_id: str, reason: str) -> None:
    with office.database.transaction("office") as session:
        fail_machine(session, case_id, step_id, reason, now=office.clock())


def _finish(office: Office, case_id: str, step_id: str, made: Filled, *, now: datetime) -> None:
    with office.database.transaction("office") as session:
        finish_machine(session, case_id, step_id, {}, answers=made.answers, now=now)
