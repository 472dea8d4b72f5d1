"""终止, 暂挂, 恢复: by an administrator, with a reason."""

from dataclasses import replace

import pytest

from engine import commands as c
from engine.definition import Process
from engine.refusals import (
    AlreadyHeld,
    CaseIsHeld,
    CaseIsOver,
    CommentMissing,
    NotAdministrator,
    NothingHeld,
    OutcomeIsFixed,
    OwnCase,
)
from tests.engine.builders import (
    ADMIN,
    CHU,
    NOMINEE_HASH,
    SHI,
    Office,
    a_process,
    at,
    at_step,
    publicity,
    raw_process,
    sign,
)

QUOTA = {"taken_at": "nominate", "kept_from": "decision", "source": "domain §8.18"}


def test_terminate_ends_the_case_and_returns_its_place() -> None:
    office = Office(a_process(sign("review", "city"), publicity(), quota=QUOTA)).opens()
    office.submits(places=c.Places("西安交通大学工会", 1, 0)).decides(SHI)
    office.ask(c.Terminate(ADMIN, "推荐单位已撤销"))
    state = office.state
    assert "quota.returned" in office.events
    assert (state.status, state.windows[-1].closed_at is not None) == ("terminated", True)
    assert state.closed_at == office.now
    assert not [one for one in state.assignments if one.status in ("open", "waiting")]
    with pytest.raises(CaseIsOver, match="已终止"):
        office.ask(c.Terminate(ADMIN, "再来一次"))


def test_terminate_is_for_administrators_with_a_reason() -> None:
    office = at_step(sign("review", "city"))
    with pytest.raises(NotAdministrator):
        office.ask(c.Terminate(CHU, "不办了"))
    with pytest.raises(CommentMissing):
        office.ask(c.Terminate(ADMIN, " "))
    with pytest.raises(OwnCase):
        office.ask(c.Terminate(replace(ADMIN, identity=NOMINEE_HASH), "自己的"))


def test_a_case_that_has_its_outcome_is_not_terminated() -> None:
    notice = {"key": "notice", "title": "授奖", "kind": "record", "by": "clerk", "due": "5 working days"}
    definition = raw_process()
    definition["steps"].append(notice)
    office = Office(Process.model_validate(definition)).opens().submits().decides(CHU, outcome="granted")
    with pytest.raises(OutcomeIsFixed, match="本事项已有结果，不能终止"):
        office.ask(c.Terminate(ADMIN, "不办了"))


def test_hold_stops_everybody_and_resume_gives_the_time_back() -> None:
    office = at_step(sign("review", "city"))  # due at the end of Thursday
    office.ask(c.Hold(ADMIN, "等待上级答复"))
    with pytest.raises(CaseIsHeld, match="等待上级答复"):
        office.decides(SHI)
    with pytest.raises(AlreadyHeld):
        office.ask(c.Hold(ADMIN, "再挂一次"))
    office.later(at(2, 28, 9)).ask(c.Resume(ADMIN))
    assert office.state.held is None
    assert office.mine(SHI).due_at == at(3, 4, 0)
    office.decides(SHI)
    assert office.open_steps == ["decision"]
    with pytest.raises(NothingHeld):
        office.ask(c.Resume(ADMIN))


def test_hold_is_for_administrators_with_a_reason() -> None:
    office = at_step(sign("review", "city"))
    with pytest.raises(NotAdministrator):
        office.ask(c.Hold(CHU, "等等"))
    with pytest.raises(CommentMissing):
        office.ask(c.Hold(ADMIN, ""))


def test_a_held_case_may_be_terminated() -> None:
    office = at_step(sign("review", "city"))
    office.ask(c.Hold(ADMIN, "材料有疑问"))
    office.ask(c.Terminate(ADMIN, "查实不符"))
    assert (office.state.status, office.state.held) == ("terminated", None)
