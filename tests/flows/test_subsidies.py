"""The machine step 核算: by the published parameters of the day of handing in, and held where there are none."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

import pytest

from engine.definition import MachineStep
from engine.state import CaseState
from flows.machine_steps.subsidies import reckon_subsidy
from seeds.rule_sets import NoSuchSet
from tests.engine.builders import MONDAY, at_step, sign
from tests.households import shipped

if TYPE_CHECKING:
    from runtime.wiring import Office

FORM: dict[str, Any] = {
    "kind": "生活困难补助金",
    "situation": "离退休",
    "gender": "女",
    "born_on": "1961-09",
    "income": "2886.00",
    "under_investigation": False,
    "moved_abroad": False,
    "lost_contact": False,
}
NOBODY = cast("Office", None)  # nothing of the office is needed to reckon


def reckoned(state: CaseState) -> dict[str, object]:
    process = shipped("model_worker_subsidy_2022")
    step = process.step("reckoning")
    assert isinstance(step, MachineStep)
    return dict(reckon_subsidy(NOBODY, process, state, step, now=MONDAY).answers)


def test_the_ceiling_and_the_reckoning_are_filled_in() -> None:
    state = replace(at_step(sign("review", "office")).state, answers=FORM)
    assert reckoned(state) == {"ceiling": "666.00", "reckoned_as": "生活困难补助金 666.00 元"}


def test_the_day_of_handing_in_counts_and_a_year_without_parameters_is_named() -> None:
    state = replace(at_step(sign("review", "office")).state, answers=FORM)
    (handed_in, *others) = state.steps
    assert handed_in.settled_at is not None
    late = replace(handed_in, settled_at=handed_in.settled_at.replace(year=2023))
    with pytest.raises(NoSuchSet, match="没有适用于 2023"):
        reckoned(replace(state, steps=(late, *others)))
