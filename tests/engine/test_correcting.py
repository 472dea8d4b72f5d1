"""更正: what was filled before is put right at a later step; before, after and reason stand in the journal."""

import pytest

from engine import commands as c
from engine.refusals import (
    CommentMissing,
    FormIncomplete,
    NothingCorrected,
    NothingToCorrect,
    NotYours,
)
from tests.engine.builders import BU, CHU, FIELDS, MONDAY, at
from tests.engine.reviewing import SUN, Reviewing, all_sign, reviewing

RULE = {
    "key": "majority",
    "title": "同意不少于实到的半数",
    "clause": "第六条",
    "checked_at": "nominate",
    "share": {"part": "agree", "whole": "present", "op": ">=", "num": 1, "den": 2},
}
CORRECTED = ("name", "present", "agree")


def at_review() -> Reviewing:
    """A case before two who must both sign, and may put right who was there and how many agreed."""
    fields = [{**one, "corrected_at": ["review"]} if one["key"] in CORRECTED else one for one in FIELDS]
    form = {"subject": "name", "identity": "id_no", "fields": fields}
    return reviewing(all_sign(), form=form, rules=[RULE])


def corrects(office: Reviewing, reason: str = "与原件核对", **answers: object) -> None:
    office.ask(c.Correct(CHU, office.share(CHU).id, answers, reason))


def test_correct_keeps_before_and_after_and_the_case_stands_where_it_stood() -> None:
    office = at_review()
    due = office.state.steps[-1].due_at
    office.later(at(2, 22))
    corrects(office, present=110)
    told = office.told[-1][0]
    assert told.event == "case.corrected"
    assert (told.before, told.after, told.reason) == ({"present": 120}, {"present": 110}, "与原件核对")
    assert office.state.answers["present"] == 110
    assert office.waiting_for == [CHU.name, BU.name]
    assert office.state.steps[-1].due_at == due
    assert due is not None
    assert due > MONDAY


def test_correct_the_subject_and_the_case_goes_by_its_new_name() -> None:
    office = at_review()
    corrects(office, name="演示人选（更名）")
    assert office.state.subject == "演示人选（更名）"


def test_correct_wants_a_reason_and_a_difference() -> None:
    office = at_review()
    with pytest.raises(CommentMissing):
        corrects(office, " ", present=110)
    with pytest.raises(NothingCorrected):
        corrects(office, present=120)


def test_correct_names_every_defect_and_changes_nothing() -> None:
    office = at_review()
    before = office.state
    with pytest.raises(FormIncomplete) as met:
        corrects(office, due=151, present="many", cadre=True)
    assert {one.field for one in met.value.findings} == {"due", "present", "cadre"}
    with pytest.raises(FormIncomplete) as met:
        corrects(office, agree=10)
    assert [(one.field, one.clause) for one in met.value.findings] == [("majority", "第六条")]
    assert office.state == before


def test_correct_is_for_whoever_decides_at_a_step_that_the_definition_names() -> None:
    office = at_review()
    with pytest.raises(NotYours):
        office.ask(c.Correct(BU, office.share(CHU).id, {"present": 110}, "笔误"))
    office.delegates(CHU, SUN)
    with pytest.raises(NothingToCorrect):
        office.ask(c.Correct(SUN, office.share(SUN).id, {"present": 110}, "笔误"))
    plain = reviewing(all_sign())
    with pytest.raises(NothingToCorrect, match="现在可以"):
        plain.ask(c.Correct(CHU, plain.share(CHU).id, {"present": 110}, "笔误"))
