"""The machine steps that make a paper: rendered, numbered and put on file in one transaction."""

from datetime import datetime

from actions.machine_papers import finish_paper
from engine.definition import MachineStep
from engine.state import CaseState, StepState
from runtime.wiring import Office
from seeds.document_kinds import kinds


def make_paper(
    office: Office, state: CaseState, visit: StepState, step: MachineStep, *, now: datetime
) -> None:
    """Make the paper of ``step`` and finish it. Raises LookupError for a kind of document that nobody knows."""
    kind = kinds().get(step.document)
    if kind is None:
        raise LookupError(step.document)
    with office.database.transaction("office") as session:
        finish_paper(session, state, visit.id, kind, workshop=office.workshop, now=now)
