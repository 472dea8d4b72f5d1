"""会签, 或签, 依次审批, determination and record."""

from typing import Any

import pytest

from engine.definition import Process
from engine.refusals import (
    ActNotAllowed,
    AlreadyDecided,
    CommentMissing,
    FormIncomplete,
    NoSuchReturn,
    NotYourTurn,
    OutcomeUnknown,
)
from tests.engine.builders import (
    ADMIN,
    BODIES,
    BU,
    CHU,
    FIELDS,
    SHI,
    STAFF,
    Office,
    a_process,
    at_step,
    raw_process,
    sign,
)


def test_approve_settles_an_any_step_and_the_colleague_hears_who_signed() -> None:
    office = at_step(sign("review", "office", "any")).decides(CHU)
    assert office.open_steps == ["decision"]
    with pytest.raises(AlreadyDecided, match=r"已由 褚勇 于 2022年2月21日 09:00 办理"):
        office.decides(BU)


def test_all_must_sign_in_any_order() -> None:
    office = at_step(sign("review", "office", "all")).decides(BU)
    assert office.open_steps == ["review"]
    assert office.decides(CHU).open_steps == ["decision"]


def test_reject_ends_a_step_that_all_must_sign_and_the_case_with_it() -> None:
    office = at_step(sign("review", "office", "all")).decides(BU, "reject", comment="材料不实")
    assert (office.state.status, office.open_steps) == ("rejected", [])
    assert office.state.closed_at is not None
    with pytest.raises(AlreadyDecided, match="卜丽"):
        office.decides(CHU)


def test_in_a_sequence_the_second_waits_for_the_first() -> None:
    office = at_step(sign("review", "office", "sequence"))
    with pytest.raises(NotYourTurn):
        office.decides(BU)
    assert office.decides(CHU).open_steps == ["review"]
    assert office.mine(BU).status == "open"
    assert office.mine(BU).due_at == office.state.steps[-1].due_at
    assert office.decides(BU).open_steps == ["decision"]


def test_three_in_a_sequence_sign_in_their_order() -> None:
    staff = {**STAFF, "office": (CHU, BU, ADMIN)}
    office = (
        Office(a_process(sign("review", "office", "sequence")), staff=staff).opens().submits().decides(CHU)
    )
    assert [one.status for one in office.state.share_of(office.state.steps[-1].id)] == [
        "decided",
        "open",
        "waiting",
    ]


def test_who_has_signed_cannot_sign_again() -> None:
    office = at_step(sign("review", "office", "all")).decides(BU)
    with pytest.raises(AlreadyDecided, match="卜丽"):
        office.decides(BU)


def test_a_no_without_a_reason_is_refused_and_nothing_changes() -> None:
    office = at_step(sign("review", "city"))
    before = office.state
    with pytest.raises(CommentMissing):
        office.decides(SHI, "reject", comment="  ")
    assert office.state == before


def test_a_no_is_refused_where_the_definition_does_not_grant_it() -> None:
    office = at_step(sign("review", "city", may=[]))
    with pytest.raises(ActNotAllowed, match="“review”环节不能不同意。现在可以：同意"):
        office.decides(SHI, "reject", comment="不行")


def test_the_fields_of_a_sign_step_are_asked_of_the_first_signer_only() -> None:
    fields = [*FIELDS, {"key": "advice", "label": "审核意见", "type": "text", "filled_at": "review"}]
    form = {"subject": "name", "identity": "id_no", "fields": fields}
    office = at_step(sign("review", "office", "sequence"), form=form)
    with pytest.raises(FormIncomplete, match="审核意见：必填"):
        office.decides(CHU)
    office.decides(CHU, answers={"advice": "拟同意"}).decides(BU)
    assert office.state.answers["advice"] == "拟同意"
    assert office.open_steps == ["decision"]


def test_after_a_correction_the_fields_of_a_sign_step_are_asked_anew() -> None:
    fields = [*FIELDS, {"key": "advice", "label": "审核意见", "type": "text", "filled_at": "first"}]
    form = {"subject": "name", "identity": "id_no", "fields": fields}
    office = at_step(sign("first", "city"), sign("second", "office"), form=form)
    office.decides(SHI, answers={"advice": "同意旧材料"}).returns(CHU, "nominate").submits()
    with pytest.raises(FormIncomplete, match="审核意见：必填"):
        office.decides(SHI)


def test_a_determination_names_one_of_the_outcomes_and_ends_the_case_when_nothing_follows() -> None:
    office = at_step()
    with pytest.raises(OutcomeUnknown, match="授予、未授予"):
        office.decides(CHU, outcome="perhaps")
    office.decides(CHU, outcome="granted")
    assert (office.state.status, office.state.outcome) == ("determined", "granted")
    assert office.events[-1] == "case.closed"


def test_after_the_determination_only_the_entry_can_be_mended_not_what_led_to_it() -> None:
    notice = {"key": "notice", "title": "授奖", "kind": "record", "by": "city", "due": "5 working days"}
    office = with_last_step({**notice, "may": ["send_back"]}, sign("review", "city"))
    office.decides(SHI).decides(CHU, outcome="refused")
    with pytest.raises(NoSuchReturn, match="只能退回到已经办过的环节（结果登记）"):
        office.returns(SHI, "review")
    office.returns(SHI, "decision").decides(CHU, outcome="granted").decides(SHI)
    assert (office.state.status, office.state.outcome) == ("determined", "granted")


def test_a_later_step_may_be_skipped_because_of_the_outcome() -> None:
    notice = {"key": "notice", "title": "授奖", "kind": "record", "by": "clerk", "due": "5 working days"}
    skip = {"skip_if": {"field": "case.outcome", "op": "==", "value": "refused"}}
    office = with_last_step({**notice, **skip}).decides(CHU, outcome="refused")
    assert [step.outcome for step in office.state.steps if step.key == "notice"] == ["skipped"]
    assert office.state.closed_at is not None


def with_last_step(last: dict[str, Any], *between: dict[str, Any]) -> Office:
    """A case handed in whose definition goes on after the determination."""
    definition = raw_process(*between)
    definition["steps"] = [*definition["steps"], last]
    definition["bodies"] = BODIES
    return Office(Process.model_validate(definition)).opens().submits()
