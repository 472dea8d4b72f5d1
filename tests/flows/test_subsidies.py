"""The machine step 核算: by the parameters of the day of handing in, and held where there are none."""

from dataclasses import replace
from typing import Any

import pytest

from actions.parameters import enter
from engine.definition import MachineStep
from engine.refusals import NoParameters
from engine.state import CaseState
from engine.subsidy.entering import as_typed, subsidy_set, values_said
from flows.failures import kind
from flows.machine_steps.subsidies import reckon_subsidy
from runtime.wiring import Office
from seeds.subsidy_rules import last_subsidy
from tests.engine.builders import MONDAY, at_step, sign
from tests.factories import person
from tests.households import shipped

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


def handed_in(year: int) -> CaseState:
    """An application that was handed in on a day of that year."""
    state = replace(at_step(sign("review", "office")).state, answers=FORM)
    (first, *others) = state.steps
    assert first.settled_at is not None
    return replace(state, steps=(replace(first, settled_at=first.settled_at.replace(year=year)), *others))


def reckoned(office: Office, state: CaseState) -> dict[str, object]:
    process = shipped("model_worker_subsidy_2022")
    step = process.step("reckoning")
    assert isinstance(step, MachineStep)
    return dict(reckon_subsidy(office, process, state, step, now=MONDAY).answers)


def test_the_ceiling_and_the_reckoning_are_filled_in(office: Office) -> None:
    assert reckoned(office, handed_in(2022)) == {
        "ceiling": "666.00",
        "reckoned_as": "生活困难补助金 666.00 元",
    }


def test_the_day_of_handing_in_counts_and_a_year_without_parameters_is_named(office: Office) -> None:
    with pytest.raises(NoParameters) as missing:
        reckoned(office, handed_in(2023))
    for word in ("陕西", "2023-", "劳模专项补助标准", "管理 → 参数"):
        assert word in missing.value.sentence
        assert word in kind(missing.value), "whoever is told of the held case reads what to enter"


def test_what_an_administrator_enters_holds_for_its_year_and_changes_no_other(office: Office) -> None:
    with office.database.transaction() as session:
        before = last_subsidy(session)
        typed = as_typed(before) | {"retired_line": "3000.50", "retired_most": "80", "source": "演示文件"}
        new = values_said(typed | {"valid_from": "2023-01-01", "valid_to": "2023-12-31"}, before)
        enter(session, subsidy_set(*new, assumed=False), actor=person(session, "admin"), now=MONDAY)
    assert reckoned(office, handed_in(2023))["ceiling"] == "80.00"
    assert reckoned(office, handed_in(2022))["ceiling"] == "666.00"
