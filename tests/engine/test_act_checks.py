"""A definition that would get stuck, or leak a vote, is not published."""

from typing import Any

import pytest
from pydantic import ValidationError

from engine.definition import Process
from engine.linter.checks import check
from tests.engine.builders import ballot, publicity, raw_process, sign

PLANTED: list[tuple[dict[str, Any], str]] = [
    (sign("s", "office", "all"), "由多人审批，没有写有人不同意时怎么办"),
    (sign("s", "office", "sequence"), "由多人审批，没有写有人不同意时怎么办"),
    (sign("s", "office", "any", on_refusal="end"), "on_refusal 没有作用"),
    (sign("s", "office", "n_of_m", on_refusal="end"), "没有写需要几个人同意"),
    (sign("s", "office", "all", on_refusal="end", needed=2), "needed 没有作用"),
    (sign("s", "office", "all", on_refusal="end", pool=True, claim="1 working days"), "不能由一人认领"),
    (sign("s", "office", pool=True), "认领没有期限"),
    (sign("s", "office", claim="1 working days"), "claim 没有作用"),
    (sign("s", "office", ask_stops_clock=True), "不会停止计时"),
    (ballot(early=True), "提前计票会泄露已投的票"),
    (ballot(weighted=True), "加权会泄露谁投的票"),
    (ballot(may=["delegate"]), "不能委派"),
    (publicity(may=["add_signer"]), "不能加签"),
]


@pytest.mark.parametrize(("step", "sentence"), PLANTED)
def test_a_planted_offence_is_found(step: dict[str, Any], sentence: str) -> None:
    found = check(Process.model_validate(raw_process(step)))
    assert [one for one in found if sentence in one.sentence], found
    assert all(one.cure for one in found)


def test_an_office_that_closes_before_it_opens_is_found() -> None:
    hours = {"from": "18:00", "to": "08:30"}
    found = check(Process.model_validate(raw_process(sign("s", "office"), office_hours=hours)))
    assert [one.path for one in found] == [("office_hours",)]


def test_a_time_without_quotes_is_refused_when_it_is_read() -> None:
    hours = {"from": "08:30", "to": 1080}  # what YAML makes of 18:00 without quotes
    with pytest.raises(ValidationError, match="写成带引号的时刻"):
        Process.model_validate(raw_process(sign("s", "office"), office_hours=hours))


def test_a_whole_definition_has_no_finding() -> None:
    steps = [
        sign("a", "office", "n_of_m", needed=2, on_refusal="majority", may=["reject", "add_signer", "ask"]),
        sign("b", "office", pool=True, claim="2 working days", may=["transfer", "delegate"]),
        ballot(secret=False, early=True, weighted=True),
    ]
    assert check(Process.model_validate(raw_process(*steps))) == []
