"""The machine steps that work on the household of a case, each in a transaction of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from actions.household_work import filled
from actions.matching import ask
from engine.deadlines import local_date
from engine.definition import MachineStep, Process
from engine.state import CaseState
from runtime.wiring import Office
from seeds.household_rules import agencies_for


@dataclass(frozen=True, slots=True)
class Filled:
    """What the work found out, for the form of the case."""

    answers: Mapping[str, object]


def work_on(
    office: Office, process: Process, state: CaseState, step: MachineStep, *, now: datetime
) -> Filled:
    """Do the work of ``step``; done again after a failure, it is done once. Raises NoHouseholdYet, NoSuchRequest."""
    with office.database.transaction("office") as session:
        if step.task == "ask_agencies":
            ask(session, state, agencies_for(session, local_date(now)), now=now)
            return Filled({})
        return Filled(filled(session, process, state, step.key, step.task, now=now))
