"""The rules every personal command passes: one door, one sentence."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from engine import commands as c
from engine.refusals import NoSuchAssignment, NotYours, NotYourUnit, OwnCase, Refusal
from engine.state import Person, Tally
from tests.engine.builders import (
    ANSWERS,
    BU,
    CHU,
    DANG,
    NOMINEE_HASH,
    SEATS,
    SHI,
    Office,
    at_step,
    ballot,
    sign,
)

DOORS: list[Callable[[Person, str], c.Command]] = [
    lambda who, share: c.Submit(who, share, ANSWERS, "演示人选", None),
    lambda who, share: c.Decide(who, share, "approve"),
    lambda who, share: c.SendBack(who, share, "nominate", "补正"),
    lambda who, share: c.CastVote(who, share, "approve", Tally(0, 0, 0, 0)),
    lambda who, share: c.CloseBallot(who, share, Tally(0, 0, 0, 0)),
    lambda who, share: c.RecordOpinion(who, share, "police", "agree", "", "digest"),
    lambda who, share: c.RecordFinding(who, share, "o1", upheld=False, reason="无据"),
    c.Claim,
    c.GiveBack,
    lambda who, share: c.Transfer(who, share, SHI),
    lambda who, share: c.Delegate(who, share, SHI),
    lambda who, share: c.AddSigner(who, share, SHI, "before"),
    lambda who, share: c.Ask(who, share, "问题"),
    lambda who, share: c.AnswerQuestion(who, share, "答复"),
]


def refusal_at(door: Callable[[Person, str], c.Command], office: Office, who: Person, share: str) -> Refusal:
    with pytest.raises(Refusal) as refused:
        office.ask(door(who, share))
    return refused.value


@pytest.mark.parametrize("door", DOORS)
def test_every_door_refuses_the_same_things_with_the_same_words(
    door: Callable[[Person, str], c.Command],
) -> None:
    office = at_step(sign("review", "office", "all"))
    share = office.mine(CHU).id
    assert str(refusal_at(door, office, BU, share)) == "这件待办由 褚勇 办理，不是您的待办。"
    moved = replace(CHU, unit="elsewhere")
    assert isinstance(refusal_at(door, office, moved, share), NotYourUnit)
    nominee = replace(CHU, identity=NOMINEE_HASH)
    assert str(refusal_at(door, office, nominee, share)) == OwnCase().sentence
    assert isinstance(refusal_at(door, office, CHU, "no such share"), NoSuchAssignment)
    office.decides(CHU)
    done = "已由 褚勇 于 2022年2月21日 09:00 办理。"
    assert str(refusal_at(door, office, CHU, share)) == f"{done}事项现在在“review”（省业务部办理）。"
    assert str(refusal_at(door, office, BU, share)) == f"{done}您现在可以：同意、不同意、退回（review）。"


def test_a_reviewer_of_another_unit_hears_whose_matter_it_is() -> None:
    office = at_step(sign("review", "city"))
    with pytest.raises(NotYourUnit, match="事项属于：西安交通大学工会"):
        office.ask(c.Decide(DANG, office.mine(SHI).id, "approve"))


def test_members_of_an_organ_come_from_many_units_so_there_the_name_is_said() -> None:
    office = at_step(ballot())
    with pytest.raises(NotYours, match="委员1"):
        office.ask(c.CastVote(SEATS[1], office.mine(SEATS[0]).id, "approve", Tally(0, 0, 0, 0)))


def test_a_refused_act_changes_nothing() -> None:
    office = at_step(sign("review", "city"))
    before, told = office.state, list(office.told)
    with pytest.raises(NotYourUnit):
        office.ask(c.Decide(DANG, office.mine(SHI).id, "approve"))
    assert (office.state, office.told) == (before, told)
