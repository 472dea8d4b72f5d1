"""A case about a title that was taken back ends by itself, and says why."""

from engine import commands as c
from engine.events import CaseEndedWithTitle
from tests.engine.builders import ADMIN, BU, CHU, at_step, sign

TAKEN_BACK = c.EndWithTitle("GZS-2022-0001", "撤销（摘牌）", "CHCX-2023-0001")


def test_an_open_case_ends_with_its_shares_and_says_by_which_case() -> None:
    office = at_step(sign("review", "office"))
    office.ask(TAKEN_BACK)
    assert (office.state.status, office.open_steps) == ("terminated", [])
    assert {one.status for one in office.state.assignments if one.step == "review"} == {"closed"}
    ended = next(event for event, _ in office.told if isinstance(event, CaseEndedWithTitle))
    assert (ended.title, ended.how, ended.number) == ("GZS-2022-0001", "撤销（摘牌）", "CHCX-2023-0001")
    assert office.ask(TAKEN_BACK) == []


def test_a_held_case_ends_too() -> None:
    office = at_step(sign("review", "office"))
    office.ask(c.Hold(ADMIN, "等"))
    office.ask(TAKEN_BACK)
    assert (office.state.status, office.state.held) == ("terminated", None)


def test_a_case_that_has_its_outcome_keeps_it() -> None:
    office = at_step(sign("review", "office"))
    office.decides(BU).decides(CHU, outcome="granted")
    assert office.ask(TAKEN_BACK) == []
    assert office.state.status == "determined"
