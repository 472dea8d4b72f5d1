"""准予例外: one rule, one nominee, by those who may, with the reason, and seen by everybody."""

from dataclasses import replace
from typing import Any

import pytest

from engine import commands as c
from engine.events import RuleWaived, WaiverLapsed
from engine.explain import rule_results
from engine.handling.moving import plan
from engine.offering.choices import choices
from engine.refusals import (
    CommentMissing,
    NoSuchRule,
    NothingToWaive,
    NotWaivable,
    NotYourUnit,
    OwnCase,
    OwnNomination,
    RuleIsVeto,
    ShownOrVotedSince,
    WaivedElsewhere,
    WaiverNeeded,
    WaiverStands,
)
from engine.state import Person, facts_of
from tests.engine.builders import (
    ANSWERS,
    BU,
    CHU,
    LIN,
    NOMINEE_HASH,
    SHI,
    STAFF,
    Calendar2022,
    Office,
    a_process,
    sign,
)

RULES: list[dict[str, Any]] = [
    {
        "key": "no_cadre",
        "title": "一般不推荐干部",
        "clause": "通知第三条 [A]",
        "checked_at": "nominate",
        "waived_at": "provincial",
        "condition": {"field": "cadre", "op": "==", "value": False},
    },
    {
        "key": "enough",
        "title": "到会人数",
        "clause": "第四条",
        "checked_at": "nominate",
        "waived_at": "provincial",
        "share": {"part": "present", "whole": "due", "op": ">=", "num": 1, "den": 2},
    },
    {
        "key": "agreed",
        "title": "过半数同意",
        "clause": "第五条",
        "checked_at": "nominate",
        "veto": True,
        "share": {"part": "agree", "whole": "present", "op": ">", "num": 1, "den": 2},
    },
    {
        "key": "counted",
        "title": "同意人数不超过实到人数",
        "clause": "第六条",
        "checked_at": "nominate",
        "share": {"part": "present", "whole": "agree", "op": ">=", "num": 1, "den": 1},
    },
]
CADRE = {**ANSWERS, "cadre": True}
STEPS = (sign("review", "city"), sign("provincial", "office", returns=["rerun", "straight_back"]))


def an_office() -> Office:
    """A cadre was nominated though the rule says one should not; the case has come to the province."""
    office = Office(a_process(*STEPS, rules=RULES)).opens().submits(answers=CADRE)
    return office.decides(SHI)


def waived(
    office: Office, by: Person = CHU, rule: str = "no_cadre", reason: str = "抗疫一线，贡献突出"
) -> Office:
    office.ask(c.Waive(by, office.mine(by).id, rule, reason))
    return office.advances()


def test_an_exception_is_an_act_with_its_reason_and_is_shown_beside_the_result() -> None:
    office = waived(an_office())
    made = next(event for event, _ in office.told if isinstance(event, RuleWaived))
    assert (made.rule, made.evidence, made.by, made.step) == ("no_cadre", "不符合", "chu", "provincial")
    shown = rule_results(office.process, facts_of(office.state), case=office.state)
    assert [(one.key, one.met, one.waiver) for one in shown][:2] == [
        ("no_cadre", False, "由 褚勇 依 通知第三条 准予例外：抗疫一线，贡献突出"),
        ("enough", True, ""),
    ]


def test_without_the_exception_nobody_approves_and_with_it_the_case_goes_on() -> None:
    office = an_office()
    with pytest.raises(WaiverNeeded, match="“一般不推荐干部”不符合"):
        office.decides(CHU)
    assert waived(office).decides(CHU).open_steps == ["decision"]


def test_the_button_says_what_the_approval_waits_for() -> None:
    office = an_office()
    found = choices(
        office.process, office.state, office.mine(CHU).id, now=office.now, calendar=Calendar2022()
    )
    approve = next(one for one in found if one.value == "approve")
    assert approve.refused
    assert "“一般不推荐干部”不符合" in approve.effects[0]


def test_a_nominee_who_is_refused_needs_no_exception() -> None:
    assert an_office().decides(CHU, "reject", comment="不予推荐").state.status == "rejected"


def test_whatever_way_the_case_came_nothing_is_granted_over_an_open_rule() -> None:
    office = waived(an_office()).decides(CHU)
    office.seen = replace(office.state, waivers={})  # as if the exception had never been made
    with pytest.raises(WaiverNeeded):
        office.decides(CHU, outcome="granted")
    assert office.decides(CHU, outcome="refused").state.outcome == "refused"


@pytest.mark.parametrize(
    ("rule", "refusal"),
    [
        ("enough", NothingToWaive),
        ("agreed", RuleIsVeto),
        ("counted", NotWaivable),
        ("nothing", NoSuchRule),
    ],
)
def test_a_rule_that_holds_a_veto_and_one_without_exceptions_are_refused(
    rule: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        waived(an_office(), rule=rule)


def test_waive_needs_its_reason_and_is_done_once() -> None:
    with pytest.raises(CommentMissing):
        waived(an_office(), reason=" ")
    with pytest.raises(WaiverStands, match="已由 褚勇 准予例外"):
        waived(waived(an_office()))


def test_only_the_people_of_the_step_make_one() -> None:
    office = Office(a_process(*STEPS, rules=RULES)).opens().submits(answers=CADRE)
    with pytest.raises(WaivedElsewhere, match="只能由“provincial”环节的办理人"):
        waived(office, by=SHI)
    with pytest.raises(NotYourUnit):
        office.ask(c.Waive(LIN, office.mine(SHI).id, "no_cadre", "理由"))


def test_neither_the_nominee_nor_whoever_nominated_makes_one() -> None:
    nominee = Person("chu", "褚勇", "prov", CHU.posts, identity=NOMINEE_HASH)
    office = an_office()
    with pytest.raises(OwnCase):
        office.ask(c.Waive(nominee, office.mine(CHU).id, "no_cadre", "理由"))
    both = {**STAFF, "grass": (LIN, BU)}
    process = a_process(*STEPS, rules=RULES)
    mover = Office(process, staff=both).opens().submits(BU, answers=CADRE).decides(SHI)
    with pytest.raises(OwnNomination):
        waived(mover, by=BU)


def test_an_exception_falls_away_when_what_it_spoke_of_is_changed() -> None:
    office = waived(an_office()).returns(CHU, "nominate")
    office.submits(answers={**CADRE, "cadre": False})
    lapsed = [event for event, _ in office.told if isinstance(event, WaiverLapsed)]
    assert [(one.rule, one.fields, one.another) for one in lapsed] == [("no_cadre", ("cadre",), False)]
    assert office.state.waivers == {}


def test_another_nominee_has_no_part_in_it() -> None:
    office = waived(an_office()).returns(CHU, "nominate")
    office.submits(answers={**CADRE, "name": "另一人选"}, identity="hash-of-another")
    assert office.state.waivers == {}
    assert office.decides(SHI).open_steps == ["provincial"]
    with pytest.raises(WaiverNeeded):
        office.decides(CHU)


def test_other_corrections_leave_it_standing() -> None:
    office = waived(an_office()).returns(CHU, "nominate")
    office.submits(answers={**CADRE, "agree": 110}).decides(SHI).decides(CHU)
    assert (list(office.state.waivers), office.open_steps) == (["no_cadre"], ["decision"])


def test_nothing_comes_straight_back_past_the_step_at_which_an_exception_was_made() -> None:
    process = a_process(*STEPS, sign("confirm", "clerk", returns=["straight_back"]), rules=RULES)
    office = waived(Office(process).opens().submits(answers=CADRE).decides(SHI), by=BU).decides(BU)
    with pytest.raises(ShownOrVotedSince, match="重新经过“provincial”"):
        office.ask(c.SendBack(CHU, office.mine(CHU).id, "nominate", "请补正", "straight_back"))
    assert office.returns(CHU, "nominate").submits(answers=CADRE).open_steps == ["review"]


def test_a_case_with_an_exception_does_not_move_to_a_version_with_another_rule() -> None:
    office = waived(an_office())
    other = [{**RULES[0], "clause": "新通知第一条"}, *RULES[1:]]
    planned = plan(office.process, a_process(*STEPS, rules=other), office.state, {})
    assert planned.because == ("已对“一般不推荐干部”准予例外，新版的这条规则不同",)
    assert plan(office.process, office.process, office.state, {}).how == "same"
