"""Every command at every state: a refusal that the case is not as somebody thought says what is allowed now."""

from collections.abc import Callable, Iterator
from dataclasses import fields
from typing import get_args

import pytest

from engine import commands as c
from engine import refusals as r
from engine.handling.alternatives import OF_STATE
from engine.handling.guards import is_involved
from engine.refusals import Refusal
from engine.state import Person
from tests.engine.blocks import branch as one_way
from tests.engine.blocks import each, one_signs, parallel, wait, walked
from tests.engine.builders import (
    ADMIN,
    BU,
    CHU,
    DANG,
    LIN,
    SEATS,
    SHI,
    Office,
    a_process,
    at,
    at_step,
    ballot,
    consult,
    publicity,
    score,
    sign,
    visit,
)
from tests.engine.every_command import about_shares, about_the_case
from tests.engine.reviewing import SUN, all_sign, reviewing

OF_THE_PERSON_OR_THE_WORDS: set[type[Refusal]] = {
    r.ActNotAllowed,  # names what is allowed itself
    r.AlreadyTakesPart,
    r.AddedTooDeep,
    r.CommentMissing,
    r.CopiedAlready,
    r.DocumentMissing,
    r.FormIncomplete,
    r.LinkedToItself,
    r.NoSuchAssignment,
    r.NoSuchCopy,
    r.NoSuchLink,
    r.NoSuchObjection,
    r.NoSuchOpinion,
    r.NoSuchReturn,
    r.NoSuchRule,
    r.NoRightToIssue,
    r.NoRightToKeep,
    r.NotAdministrator,
    r.NotPreserved,
    r.PreservedAlready,
    r.NothingReceived,
    r.NotInvolved,
    r.NotToYourself,
    r.NotYours,
    r.NoSuchRule,
    r.NotYourSigner,
    r.NotYourUnit,
    r.OnlyWithinTheUnit,
    r.OutcomeUnknown,
    r.Recused,
    r.ReportDiffers,
    r.SheetIncomplete,
    r.UrgedAlready,
}
PEOPLE = (LIN, DANG, CHU, BU, SHI, SUN, ADMIN, SEATS[0])


def draft() -> Office:
    return Office(a_process(all_sign())).opens()


def between_two_steps() -> Office:
    office = reviewing(all_sign("any"))
    office.ask(c.Decide(CHU, office.share(CHU).id, "approve"))
    return office


def at_an_objection() -> Office:
    return at_step(publicity()).later(at(2, 22)).objects()


def held() -> Office:
    office = reviewing(all_sign())
    office.ask(c.Hold(ADMIN, "等上级答复"))
    return office


def ended(command: c.Command) -> Callable[[], Office]:
    def over() -> Office:
        office = reviewing(all_sign())
        office.ask(command)
        return office

    return over


def moved_on() -> Office:
    office = reviewing(all_sign())
    office.says(CHU, "approve")
    office.says(BU, "approve")
    office.decides(CHU, outcome="granted")
    return office


def put_forward() -> Office:
    ranked = sign("review", "city", ranks=True)
    office = Office(a_process(ranked, sign("provincial", "office"))).opens().submits()
    share = office.mine(SHI).id
    office.ask(c.Rank(SHI, share, 1, 2))
    office.ask(c.PutForward(SHI, share, "xian", within=True))
    return office


STATES: dict[str, Callable[[], Office]] = {
    "draft": draft,
    "all sign": lambda: reviewing(all_sign()),
    "one has signed": lambda: reviewing(all_sign()).says(CHU, "approve"),
    "in sequence": lambda: reviewing(all_sign("sequence")),
    "delegated": lambda: reviewing(all_sign()).delegates(CHU, SUN),
    "transferred": lambda: reviewing(all_sign()).transfers(CHU, SUN),
    "added before": lambda: reviewing(all_sign()).adds(CHU, SUN, "before"),
    "added after": lambda: reviewing(all_sign()).adds(CHU, SUN, "after"),
    "pooled": lambda: reviewing(all_sign("any", pool=True, claim="2 working days")),
    "claimed": lambda: reviewing(all_sign("any", pool=True, claim="2 working days")).claims(CHU),
    "asked": lambda: reviewing(all_sign(ask_stops_clock=True)).asks(CHU),
    "sent back": lambda: reviewing(all_sign()).returns(CHU, "nominate"),
    "between two steps": between_two_steps,
    "ballot": lambda: at_step(ballot()).votes(SEATS[0], "approve"),
    "publicity": lambda: at_step(publicity()),
    "objection": at_an_objection,
    "consulted": lambda: at_step(consult()).answers("police"),
    "scored by one": lambda: at_step(score()).scores(SEATS[0], "10"),
    "visited": lambda: at_step(visit()),
    "branches": lambda: walked(parallel(one_way(one_signs("a")), one_way(one_signs("b", "party"), wait()))),
    "list": lambda: walked(each(one_signs("look"), grows=True), answers={"experts": ["甲"]}),
    "put forward": put_forward,
    "determined": moved_on,
    "rejected": lambda: at_step(sign("a", "clerk")).decides(CHU, "reject", comment="不符合"),
    "held": held,
    "withdrawn": ended(c.Withdraw(LIN, "不报了")),
    "terminated": ended(c.Terminate(ADMIN, "重复")),
}


def refusals(office: Office) -> Iterator[tuple[Person, c.Command, Refusal]]:
    """Everything that is refused of all that everybody could ask now. What is allowed happens to nobody's case."""
    before = office.state
    for who in PEOPLE:
        for command in (*about_shares(office, who), *about_the_case(office, who)):
            try:
                office.ask(command)
            except Refusal as refusal:
                yield who, command, refusal
            office.seen = before


def test_every_command_of_a_person_is_asked_here() -> None:
    office = reviewing(all_sign())
    asked = {type(one) for one in (*about_shares(office, CHU), *about_the_case(office, CHU))}
    of_people = {one for one in get_args(c.Command) if "actor" in {field.name for field in fields(one)}}
    assert of_people - asked == {c.OpenCase}, "which begins a case, and is asked of none that is there"


@pytest.mark.parametrize("state", STATES)
def test_a_refusal_of_the_state_says_what_would_be_allowed_now(state: str) -> None:
    office = STATES[state]()
    met = list(refusals(office))
    assert len(met) > 50
    for who, command, refusal in met:
        asked = f"{who.id}: {type(command).__name__} → {type(refusal).__name__}: {refusal.sentence}"
        explained = type(refusal) not in OF_THE_PERSON_OR_THE_WORDS and is_involved(office.state, who)
        assert (refusal.instead is not None) is explained, asked
        if refusal.instead is not None:
            assert type(refusal) in OF_STATE, asked
            assert refusal.sentence.endswith(refusal.instead.sentence), asked


def test_what_a_refusal_offers_is_what_the_actor_can_do() -> None:
    office = reviewing(all_sign()).says(CHU, "approve")
    with pytest.raises(
        r.NothingHeld, match="现在可以：同意、不同意、弃权、退回、转办、委派、加签、询问申请人（review）"
    ) as met:
        office.ask(c.Resume(Person(BU.id, BU.name, BU.unit, frozenset({"administrator"}))))
    assert met.value.instead is not None
    with pytest.raises(r.AlreadyDecided, match=r"已由 褚勇 于 .* 办理。事项现在在“review”（省业务部办理）。"):
        office.says(CHU, "approve")


def test_the_public_learns_nothing_of_where_a_case_is() -> None:
    office = at_step(publicity()).later(at(3, 1))
    with pytest.raises(r.WindowNotOpen) as met:
        office.objects()
    assert met.value.sentence == "现在不在公示期内，不能提出异议。"


def test_who_has_no_part_in_a_case_learns_nothing_of_where_it_is() -> None:
    office = reviewing(all_sign()).says(CHU, "approve")
    share = office.share(CHU).id
    with pytest.raises(r.AlreadyDecided) as met:
        office.ask(c.Decide(SEATS[0], share, "approve"))
    assert met.value.instead is None


def test_who_looks_into_an_objection_is_not_told() -> None:
    office = at_an_objection()
    with pytest.raises(r.AlreadyDecided) as met:
        office.submits()
    assert met.value.sentence.endswith("事项现在在“单位公示”。")
