"""What each button says it will do is what the engine then does."""

import pytest

from engine import commands as c
from engine.offering.choices import Choice, choices
from engine.refusals import NothingToGiveBack
from engine.state import Person
from tests.engine.blocks import branch, choice, repeat, when
from tests.engine.builders import (
    ANSWERS,
    BU,
    CHU,
    DANG,
    FIELDS,
    LIN,
    SEATS,
    SHI,
    STAFF,
    Calendar2022,
    Office,
    a_process,
    at_step,
    ballot,
    consult,
    publicity,
    sign,
)
from tests.engine.reviewing import SUN, all_sign, reviewing
from tests.engine.test_submitting_and_quotas import ONE_LEFT, QUOTA, STEPS


def buttons(office: Office, who: Person, **draft: object) -> dict[tuple[str, str], Choice]:
    share = office.mine(who)
    found = choices(
        office.process, office.state, share.id, now=office.now, calendar=Calendar2022(), answers=draft or None
    )
    return {(one.act, one.value): one for one in found}


def test_a_reviewer_sees_where_each_button_leads() -> None:
    office = Office(a_process(*STEPS, quota=QUOTA)).opens().submits(places=ONE_LEFT)
    shown = buttons(office, SHI)
    assert {key: one.effects for key, one in shown.items()} == {
        ("decide", "approve"): ("进入“provincial”，由省业务部办理，限 3 个工作日",),
        ("decide", "reject"): ("本件到此结束，名额退回本单位",),
        ("send_back", "nominate"): (
            "退回到“民主推荐”，由基层工会主席办理，限 5 个工作日",
            "改好后从“review”重新走",
        ),
    }
    assert [one.needs_comment for one in shown.values()] == [False, True, True]
    assert buttons(office.decides(SHI), CHU)["decide", "reject"].effects == ("本件到此结束，名额不退回",)


def test_handing_in_says_that_a_place_is_taken_and_what_is_skipped_even_from_an_unfinished_draft() -> None:
    cadres_only = sign("personnel", "city", skip_if={"field": "cadre", "op": "==", "value": False})
    office = Office(a_process(cadres_only, *STEPS, quota=QUOTA)).opens()
    shown = buttons(office, LIN, cadre=False, due="many", foreign=1)
    assert shown["submit", "submit"].effects == (
        "占用本单位名额 1 个",
        "跳过“personnel”（本件不经这个环节）",
        "进入“review”，由市教育工会经办人办理，限 3 个工作日",
    )
    assert not shown["submit", "submit"].refused


def test_a_way_that_hangs_on_an_answer_still_to_be_given_is_not_foretold() -> None:
    """定级: as long as no grade is chosen, the button names none of the three ways."""
    grade = {
        "key": "grade",
        "label": "核定等级",
        "type": "choice",
        "options": ["红", "黄"],
        "filled_at": "grading",
    }
    ways = choice(
        branch(sign("aid", "city"), when=when("grade", "红")), branch(sign("call", "city"), otherwise=True)
    )
    form = {"subject": "name", "identity": "id_no", "fields": [*FIELDS, grade]}
    office = Office(a_process(sign("grading", "city"), ways, form=form), staff=STAFF).opens().submits()
    assert buttons(office, SHI)["decide", "approve"].effects == ("之后的去向由填写的“核定等级”决定",)
    chosen = buttons(office, SHI, grade="红")["decide", "approve"].effects
    assert chosen == ("进入“aid”，由市教育工会经办人办理，限 3 个工作日",)


def test_nor_is_a_step_that_an_answer_still_to_be_given_may_skip_or_a_block_that_it_may_end() -> None:
    good = {"key": "good", "label": "风险已消除", "type": "boolean", "filled_at": "check"}
    form = {"subject": "name", "identity": "id_no", "fields": [*FIELDS, good]}
    skipped = sign("again", "city", skip_if=when("good", value=True))
    again = repeat(sign("check", "city"), until=when("good", value=True))
    for between in ((sign("check", "city"), skipped), (again,)):
        office = Office(a_process(*between, form=form), staff=STAFF).opens().submits()
        assert buttons(office, SHI)["decide", "approve"].effects == ("之后的去向由填写的“风险已消除”决定",)
        assert len(buttons(office, SHI, good=False)["decide", "approve"].effects[-1]) > len("进入“”")
        assert "决定" not in "".join(buttons(office, SHI, good=True)["decide", "approve"].effects)


def test_where_others_must_sign_too_they_are_named() -> None:
    office = at_step(sign("review", "office", "all"))
    assert buttons(office, CHU)["decide", "approve"].effects == ("还需 卜丽 办理",)
    assert "结果登记" in buttons(office.decides(BU), CHU)["decide", "approve"].effects[0]


def test_a_voter_never_learns_from_the_buttons_how_others_voted() -> None:
    office = at_step(ballot())
    for seat in SEATS[:6]:
        office.votes(seat, "reject")
    shown = buttons(office, SEATS[6])
    assert {one.effects for one in shown.values()} == {("全部投完，自动计票",)}
    assert [one.label for one in shown.values()] == ["同意", "不同意", "弃权"]
    assert buttons(office, CHU)["close_ballot", "close"].effects == (
        "应到 7 人，已投 6 票",
        "达到法定人数，按票数定结果",
    )


def test_a_count_without_quorum_says_that_the_vote_will_be_void() -> None:
    office = at_step(ballot()).votes(SEATS[0], "approve")
    assert (
        buttons(office, CHU)["close_ballot", "close"].effects[-1] == "未达到法定人数，本次投票无效，重新投票"
    )
    assert buttons(office, SEATS[1])["vote", "approve"].effects == ("还有 5 人没有投票",)


def test_opinions_say_who_is_still_silent() -> None:
    office = at_step(consult())
    shown = buttons(office, LIN)
    assert shown["record_opinion", "agree"].effects == ("还需纪检机构书面同意",)
    assert shown["record_opinion", "disagree"].effects == ("本件到此结束",)
    assert "结果登记" in buttons(office.answers("police"), LIN)["record_opinion", "agree"].effects[0]


def test_a_finding_says_what_becomes_of_the_window() -> None:
    office = at_step(publicity()).objects()
    shown = buttons(office, DANG)
    assert shown["record_finding", "upheld"].effects == ("本件到此结束",)
    assert shown["record_finding", "dismissed"].effects == ("公示恢复，公示到 2022年2月28日",)
    office.objects("o2")
    assert buttons(office, DANG)["record_finding", "dismissed"].effects == ("还有 1 件异议在核查",)


def test_each_outcome_of_a_determination_is_a_button() -> None:
    shown = buttons(at_step(), CHU)
    assert [(one.value, one.label, one.effects) for one in shown.values()] == [
        ("granted", "授予", ("本件办结",)),
        ("refused", "未授予", ("本件办结",)),
    ]


def test_a_button_that_would_be_refused_says_why() -> None:
    office = (
        at_step(consult(), sign("review", "city", needs_valid="ask")).answers("police").answers("discipline")
    )
    office.days_pass(100)
    approve = buttons(office, SHI)["decide", "approve"]
    assert approve.refused
    assert "已过有效期" in approve.effects[0]
    assert not buttons(office, SHI)["send_back", "ask"].refused


def test_there_are_no_buttons_on_a_share_that_is_waiting_closed_held_or_over() -> None:
    office = at_step(sign("review", "office", "sequence"))
    assert buttons(office, BU) == {}
    office.decides(CHU)
    assert buttons(office, CHU) == {}
    held = at_step(publicity()).objects().objects("o2", people=())
    assert buttons(held, DANG) == {}
    ended = Office(a_process(*STEPS), staff=STAFF).opens().submits(answers=ANSWERS)
    ended.ask(c.Withdraw(LIN, "撤销"))
    assert buttons(ended, SHI) == {}


def test_correcting_is_offered_with_what_may_be_put_right_to_whoever_decides_only() -> None:
    fields = [{**one, "corrected_at": ["review"]} if one["key"] in ("name", "due") else one for one in FIELDS]
    office = reviewing(all_sign(), form={"subject": "name", "identity": "id_no", "fields": fields})
    shown = buttons(office, CHU)["correct", "correct"]
    assert shown.effects == ("可更正：姓名、应到人数", "改前、改后和理由记入办理记录，环节不变")
    assert (shown.needs_comment, shown.refused) == (True, False)
    office.delegates(CHU, SUN)
    assert ("correct", "correct") not in buttons(office, SUN), "whoever only advises puts nothing right"
    with pytest.raises(NothingToGiveBack, match=r"现在可以：.*、更正（review）"):
        office.gives_back(BU)
