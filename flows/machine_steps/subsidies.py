"""The machine step that reckons a 劳模专项补助 by the published parameters of the place and year."""

from datetime import datetime

from engine.deadlines import local_date
from engine.definition import MachineStep, Process
from engine.state import CaseState
from engine.subsidy.of_case import ceiling, reckon
from engine.subsidy.question import SubsidyParameters
from flows.machine_steps.households import Filled
from runtime.wiring import Office
from seeds.rule_sets import named


def reckon_subsidy(
    _office: Office, _process: Process, state: CaseState, step: MachineStep, *, now: datetime
) -> Filled:
    """The most that may be granted, and by which reckoning. Raises NoSuchSet, and ValueError where it is not known."""
    handed_in = [one.settled_at for one in state.steps if one.kind == "submit" and one.settled_at]
    day = local_date(handed_in[-1] if handed_in else now)
    parameters = SubsidyParameters.model_validate(named("subsidy.amount", step.parameters, day).content)
    said = reckon(state.answers, parameters, day)
    return Filled({"ceiling": f"{ceiling(said):.2f}", "reckoned_as": said.sentence})
