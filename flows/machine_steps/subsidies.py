"""The machine step that reckons a 劳模专项补助 by the parameters of the place and year."""

from datetime import datetime

from engine.deadlines import local_date
from engine.definition import MachineStep, Process
from engine.state import CaseState
from engine.subsidy.of_case import ceiling, reckon
from engine.subsidy.question import SubsidyParameters
from flows.machine_steps.households import Filled
from runtime.wiring import Office
from seeds.subsidy_rules import subsidy_for


def reckon_subsidy(
    office: Office, _process: Process, state: CaseState, step: MachineStep, *, now: datetime
) -> Filled:
    """The most that may be granted, and by which reckoning. Raises NoParameters; ValueError where none is known."""
    handed_in = [one.settled_at for one in state.steps if one.kind == "submit" and one.settled_at]
    day = local_date(handed_in[-1] if handed_in else now)
    with office.database.transaction("office") as session:
        found = subsidy_for(session, step.parameters, day)
    said = reckon(state.answers, SubsidyParameters.model_validate(found.content), day)
    return Filled({"ceiling": f"{ceiling(said):.2f}", "reckoned_as": said.sentence})
