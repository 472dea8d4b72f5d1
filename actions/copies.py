"""抄送 by rule: what the definition says is sent for information when a step opens or ends."""

from datetime import datetime

from actions.people import staff_for
from actions.perform import perform
from engine.commands import Command, CopyByRule
from engine.definition import Process
from engine.events import Event, read_event
from engine.state import CaseState
from engine.way.copying import bodies_to_copy, has_rules, occasions_of
from models import cases, processes
from models.session import Session


def copy_by_rule(session: Session, case_id: str, payload: dict[str, object], *, now: datetime) -> list[Event]:
    """Send the copies that follow from a fact of the case. Asked twice, nothing happens the second time."""
    version = cases.version_of(session, case_id)
    found = occasions_of(read_event(payload))
    if version is None or found is None or not has_rules(processes.get(session, version)):
        return []
    step_id, on = found

    def ask(state: CaseState, process: Process) -> Command:
        bodies = bodies_to_copy(process, state, step_id, on)
        return CopyByRule(step_id, on, staff_for(session, bodies, state, now=now))

    return perform(session, case_id, ask, by=None, now=now)
