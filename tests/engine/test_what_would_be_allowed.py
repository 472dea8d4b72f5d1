"""Every command at every state: a refusal that the case is not as somebody thought says what is allowed now."""

from collections.abc import Callable, Iterator

import pytest

from engine import commands as c
from engine import refusals as r
from engine.alternatives import OF_STATE
from engine.refusals import Refusal
from engine.state import Person
from tests.engine.blocks import branch as one_way
from tests.engine.blocks import each, one_signs, parallel, wait, walked
from tests.engine.builders import (
    ADMIN,
    ANSWERS,
    BU,
    CHU,
    DANG,
    LIN,
    NOMINEE_HASH,
    SEATS,
    Office,
    a_process,
    at,
    at_step,
    ballot,
    consult,
    publicity,
    sign,
)
from tests.engine.reviewing import SUN, WU, all_sign, reviewing

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
    r.NotAdministrator,
    r.NothingReceived,
    r.NotInvolved,
    r.NotToYourself,
    r.NotYours,
    r.NotYourSigner,
    r.NotYourUnit,
    r.OnlyWithinTheUnit,
    r.OutcomeUnknown,
    r.Recused,
    r.UrgedAlready,
}
PEOPLE = (LIN, DANG, CHU, BU, SUN, ADMIN, SEATS[0])


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
    "branches": lambda: walked(parallel(one_way(one_signs("a")), one_way(one_signs("b", "party"), wait()))),
    "list": lambda: walked(each(one_signs("look"), grows=True), answers={"experts": ["甲"]}),
    "determined": moved_on,
    "rejected": lambda: at_step(sign("a", "clerk")).decides(CHU, "reject", comment="不符合"),
    "held": held,
    "withdrawn": ended(c.Withdraw(LIN, "不报了")),
    "terminated": ended(c.Terminate(ADMIN, "重复")),
}


def about_shares(office: Office, who: Person) -> Iterator[c.Command]:
    place = c.Places("西安交通大学工会", 1, 0)
    for one in office.state.assignments:
        yield c.Submit(who, one.id, ANSWERS, "演示人选", NOMINEE_HASH, place)
        yield from (
            c.Decide(who, one.id, said, "理由", {}, None) for said in ("approve", "reject", "abstain")
        )
        yield c.SendBack(who, one.id, "nominate", "补正")
        yield c.CastVote(who, one.id, "approve", office.box(one))
        yield c.CloseBallot(who, one.id, office.box(one))
        yield c.RecordOpinion(who, one.id, "police", "agree", "", "digest")
        yield c.AcceptOpinion(who, one.id, "police")
        yield c.RecordFinding(who, one.id, one.objection or "", upheld=False, reason="无据")
        yield c.AddLine(who, one.id, "乙")
        yield from (c.Claim(who, one.id), c.GiveBack(who, one.id), c.TakeBack(who, one.id))
        yield from (c.Transfer(who, one.id, WU), c.Delegate(who, one.id, WU))
        yield c.AddSigner(who, one.id, WU, "beside")
        yield c.RemoveSigner(who, one.id)
        yield from (c.Ask(who, one.id, "问题"), c.AnswerQuestion(who, one.id, "答复"))


def about_the_case(office: Office, who: Person) -> Iterator[c.Command]:
    yield from (c.Withdraw(who, "不报了"), c.Terminate(who, "重复"), c.Hold(who, "等"), c.Resume(who))
    yield from (c.Urge(who), c.CopyTo(who, (WU,)), c.MarkRead(who, "none"), c.Unlink(who, "none"))
    yield c.Link(who, "related", "case-2", "XLC-2")
    yield c.Move(who, office.state.version, office.process, {}, "新规定")
    yield c.UndoMove(who, None, ())


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


@pytest.mark.parametrize("state", STATES)
def test_a_refusal_of_the_state_says_what_would_be_allowed_now(state: str) -> None:
    office = STATES[state]()
    met = list(refusals(office))
    assert len(met) > 50
    for who, command, refusal in met:
        asked = f"{who.id}: {type(command).__name__} → {type(refusal).__name__}: {refusal.sentence}"
        assert (refusal.instead is not None) is (type(refusal) not in OF_THE_PERSON_OR_THE_WORDS), asked
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


def test_who_looks_into_an_objection_is_not_told() -> None:
    office = at_an_objection()
    with pytest.raises(r.AlreadyDecided) as met:
        office.submits()
    assert met.value.sentence.endswith("事项现在在“单位公示”。")
