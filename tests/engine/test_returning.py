"""退回补正, 撤回, 暂挂与恢复."""

from dataclasses import replace

import pytest

from engine import commands as c
from engine.refusals import (
    ActNotAllowed,
    AlreadyDecided,
    CaseIsHeld,
    CaseIsOver,
    CommentMissing,
    NoSuchReturn,
    NotAdministrator,
    NothingHeld,
    NotReturnable,
    NotYours,
    NotYourUnit,
    OwnCase,
)
from tests.engine.builders import (
    ADMIN,
    BU,
    CHU,
    DANG,
    GAO,
    LIN,
    NOMINEE_HASH,
    SHI,
    STAFF,
    Office,
    a_process,
    at_step,
    publicity,
    sign,
)
from tests.engine.test_submitting_and_quotas import ONE_LEFT, QUOTA, STEPS

MACHINE = {
    "key": "form",
    "title": "生成审批表",
    "kind": "machine",
    "task": "render_document",
    "document": "form",
}


def test_send_back_has_every_step_walked_anew_and_closes_colleagues_shares() -> None:
    office = at_step(sign("first", "city"), sign("second", "office", "all")).decides(SHI).decides(BU)
    office.returns(CHU, "nominate", "缺会议纪要")
    assert (office.state.status, office.open_steps) == ("returned", ["nominate"])
    office.submits()
    assert [(one.key, one.visit) for one in office.state.steps if one.status == "open"] == [("first", 2)]
    office.decides(SHI)
    assert {one.status for one in office.state.share_of(office.state.steps[-1].id)} == {"open"}


def test_a_colleague_hears_who_sent_the_case_back() -> None:
    office = at_step(sign("review", "office", "all")).returns(CHU, "nominate")
    share = next(one for one in office.state.assignments if one.person == BU.id)
    with pytest.raises(AlreadyDecided, match="褚勇"):
        office.ask(c.Decide(BU, share.id, "approve"))


def test_one_goes_back_only_to_where_people_worked_on_this_case() -> None:
    skipped = sign("municipal", "city", skip_if={"field": "unit.direct", "op": "==", "value": True})
    office = Office(a_process(skipped, MACHINE, sign("review", "office")), direct=True).opens().submits()
    office.ask(c.FinishMachine(office.state.steps[-1].id, {"docx": "digest"}))
    office.advances()
    for wrong in ("municipal", "form", "review", "decision", "nowhere"):
        with pytest.raises(NoSuchReturn, match="只能退回到已经办过的环节（民主推荐）"):
            office.returns(CHU, wrong)
    with pytest.raises(CommentMissing):
        office.returns(CHU, "nominate", " ")


def test_sending_back_must_be_granted() -> None:
    with pytest.raises(ActNotAllowed):
        at_step(sign("review", "city", may=["reject"])).returns(SHI, "nominate")


def test_withdraw_before_the_report_frees_the_place() -> None:
    office = Office(a_process(*STEPS, quota=QUOTA)).opens().submits(places=ONE_LEFT)
    office.ask(c.Withdraw(LIN, "人选调离"))
    assert (office.state.status, office.state.place_taken, office.open_steps) == ("withdrawn", False, [])
    with pytest.raises(CaseIsOver, match="已撤回"):
        office.decides(SHI)
    with pytest.raises(CaseIsOver):
        office.ask(c.Withdraw(LIN, "再撤一次"))


def test_reported_upwards_a_case_is_not_withdrawn() -> None:
    office = Office(a_process(*STEPS, quota=QUOTA)).opens().submits(places=ONE_LEFT).decides(SHI)
    with pytest.raises(NotReturnable):
        office.ask(c.Withdraw(LIN, "人选调离"))


def test_sent_back_from_above_it_is_reported_no_more_and_a_withdrawal_frees_the_place() -> None:
    office = Office(a_process(*STEPS, quota=QUOTA)).opens().submits(places=ONE_LEFT).decides(SHI)
    office.returns(CHU, "nominate").ask(c.Withdraw(GAO, "无法补正"))
    assert (office.state.status, office.state.place_taken) == ("withdrawn", False)


def test_a_withdrawal_is_the_nominating_units_and_takes_the_window_down() -> None:
    office = at_step(publicity())
    with pytest.raises(NotYourUnit, match="西安交通大学工会"):
        office.ask(c.Withdraw(SHI, "代为撤回"))
    with pytest.raises(NotYours, match="林秀英、高建国"):
        office.ask(c.Withdraw(DANG, "代为撤回"))
    office.ask(c.Withdraw(GAO, "人选调离"))
    assert office.state.windows[0].closed_at == office.now


def test_fail_machine_holds_the_case_until_an_administrator_resumes_it() -> None:
    office = at_step(MACHINE)
    step = office.state.steps[-1].id
    office.ask(c.FailMachine(step, "模板缺少字段"))
    assert office.state.held == "“生成审批表”未能自动完成：模板缺少字段"
    assert office.ask(c.FinishMachine(step, {})) == []
    with pytest.raises(NotAdministrator):
        office.ask(c.Resume(CHU))
    office.ask(c.Resume(ADMIN))
    office.ask(c.FinishMachine(step, {"docx": "digest"}))
    assert office.advances().open_steps == ["decision"]
    assert office.state.steps[1].result == {"docx": "digest"}
    assert office.ask(c.FinishMachine(step, {"docx": "other"})) == []
    with pytest.raises(NothingHeld):
        office.ask(c.Resume(ADMIN))


def test_resume_opens_the_step_for_which_there_were_no_people() -> None:
    office = Office(a_process(sign("review", "city")), staff={**STAFF, "city": ()}).opens().submits()
    assert office.state.held == "“review”环节没有可以办理的人"
    office.staff["city"] = (SHI,)
    assert office.advances().open_steps == []  # held: nothing goes on by itself
    office.ask(c.Resume(ADMIN))
    assert office.advances().open_steps == ["review"]


def test_a_held_case_may_be_withdrawn_and_is_no_longer_held() -> None:
    office = Office(a_process(sign("review", "city")), staff={**STAFF, "city": ()}).opens().submits()
    office.ask(c.Withdraw(LIN, "人选调离"))
    assert (office.state.status, office.state.held, office.state.pending) == ("withdrawn", None, ())


def test_a_nominee_neither_resumes_nor_withdraws_the_case_about_him_or_her() -> None:
    office = at_step(MACHINE)
    office.ask(c.FailMachine(office.state.steps[-1].id, "模板缺少字段"))
    with pytest.raises(OwnCase):
        office.ask(c.Resume(replace(ADMIN, identity=NOMINEE_HASH)))
    with pytest.raises(OwnCase):
        office.ask(c.Withdraw(replace(LIN, identity=NOMINEE_HASH), "撤回"))


def test_nobody_acts_on_a_held_case() -> None:
    office = at_step(publicity()).objects().objects("o2", people=())
    assert office.state.held
    with pytest.raises(CaseIsHeld, match="没有可以核查的人"):
        office.finds("o1", upheld=False)
