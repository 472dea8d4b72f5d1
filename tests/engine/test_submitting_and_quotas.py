"""The form with all its defects at once, and the unit's places."""

from dataclasses import replace
from datetime import timedelta

import pytest

from engine.commands import Places, Withdraw
from engine.definition import Process
from engine.refusals import (
    FormIncomplete,
    NoQuota,
    NoRightToOpen,
    NotReturnable,
    OwnCase,
    QuotaExhausted,
    VersionNotValid,
)
from tests.engine.builders import (
    ANSWERS,
    CHU,
    DANG,
    GAO,
    LIN,
    NOMINEE_HASH,
    SHI,
    Office,
    a_process,
    at,
    raw_process,
    sign,
)

QUOTA = {"taken_at": "nominate", "kept_from": "provincial", "source": "domain §8.18"}
STEPS = (sign("review", "city"), sign("provincial", "office", "any"))
ONE_LEFT = Places("西安交通大学工会", 2, 1)
CONGRESS_RULES = [
    {
        "key": "quorum",
        "title": "到会人数",
        "clause": "教育部令第 32 号",
        "checked_at": "nominate",
        "share": {"part": "present", "whole": "due", "op": ">=", "num": 2, "den": 3},
    },
    {
        "key": "majority",
        "title": "通过票数",
        "clause": "教育部令第 32 号",
        "checked_at": "nominate",
        "share": {"part": "agree", "whole": "due", "op": ">=", "num": 1, "den": 2},
    },
]


def with_quota() -> Office:
    return Office(a_process(*STEPS, quota=QUOTA)).opens()


def test_submit_names_every_defect_at_once_and_the_case_stays_a_draft() -> None:
    office = Office(a_process(rules=CONGRESS_RULES)).opens()
    answers = {"name": "演示人选", "due": 150, "present": 99, "agree": 74, "cadre": "也许", "foreign": 1}
    with pytest.raises(FormIncomplete) as refused:
        office.submits(answers=answers)
    assert {one.field for one in refused.value.findings} == {
        "id_no",
        "cadre",
        "foreign",
        "quorum",
        "majority",
    }
    assert next(one for one in refused.value.findings if one.field == "quorum").clause == "教育部令第 32 号"
    assert (office.state.status, office.open_steps) == ("draft", ["nominate"])


def test_a_rule_about_a_missing_number_is_not_a_second_defect() -> None:
    office = Office(a_process(rules=CONGRESS_RULES)).opens()
    with pytest.raises(FormIncomplete) as refused:
        office.submits(answers={key: value for key, value in ANSWERS.items() if key != "due"})
    assert [one.field for one in refused.value.findings] == ["due"]


def test_100_of_150_delegates_and_75_votes_are_enough() -> None:
    office = Office(a_process(rules=CONGRESS_RULES)).opens()
    assert office.submits(answers={**ANSWERS, "present": 100, "agree": 75}).open_steps == ["decision"]


def test_a_field_emptied_in_a_correction_is_empty_afterwards() -> None:
    fields = [one.model_copy(update={"required": False}) for one in a_process().form.fields]
    process = a_process(*STEPS)
    process = process.model_copy(update={"form": process.form.model_copy(update={"fields": fields})})
    office = Office(process).opens().submits().returns(SHI, "nominate")
    office.submits(answers={key: value for key, value in ANSWERS.items() if key != "agree"})
    assert "agree" not in office.state.answers


def test_a_place_is_taken_once_even_when_the_case_comes_back() -> None:
    office = with_quota().submits(places=ONE_LEFT).returns(SHI, "nominate")
    full = Places("西安交通大学工会", 2, 2)
    office.submits(places=full)
    assert office.events.count("quota.taken") == 1
    assert office.state.place_taken


def test_over_quota_is_refused_at_the_recommendation() -> None:
    with pytest.raises(QuotaExhausted, match=r"西安交通大学工会本届名额已用完（2 个）"):
        with_quota().submits(places=Places("西安交通大学工会", 2, 2))
    with pytest.raises(NoQuota):
        with_quota().submits()


def test_a_rejection_before_the_report_frees_the_place_and_one_after_it_does_not() -> None:
    early = with_quota().submits(places=ONE_LEFT).decides(SHI, "reject", comment="材料不实")
    assert (early.state.place_taken, early.events[-2:]) == (False, ["quota.returned", "case.closed"])
    late = with_quota().submits(places=ONE_LEFT).decides(SHI).decides(CHU, "reject", comment="名次靠后")
    assert late.state.place_taken
    assert "quota.returned" not in late.events


def test_once_reported_the_place_is_kept_also_if_the_case_was_sent_back_in_between() -> None:
    office = with_quota().submits(places=ONE_LEFT).decides(SHI).returns(CHU, "nominate").submits()
    office.decides(SHI, "reject", comment="材料不实")
    assert office.state.place_taken


def test_a_withdrawal_before_the_report_frees_the_place_also_of_what_was_sent_back_from_above() -> None:
    """Domain §8.18: what the province returned is not reported any more; what is before it cannot be withdrawn."""
    never = with_quota().submits(places=ONE_LEFT)
    never.ask(Withdraw(LIN, "重报"))
    assert (never.state.place_taken, never.events.count("quota.returned")) == (False, 1)
    reported = with_quota().submits(places=ONE_LEFT).decides(SHI)
    with pytest.raises(NotReturnable):
        reported.ask(Withdraw(LIN, "重报"))
    assert reported.state.place_taken
    reported.returns(CHU, "nominate").ask(Withdraw(LIN, "重报"))
    assert (reported.state.place_taken, reported.events.count("quota.returned")) == (False, 1)


def test_nobody_recommends_himself() -> None:
    office = Office(
        a_process(), staff={**Office(a_process()).staff, "grass": (replace(LIN, identity=NOMINEE_HASH), GAO)}
    )
    office.opens(office.staff["grass"][0])
    with pytest.raises(OwnCase):
        office.submits(office.staff["grass"][0])
    assert office.submits(GAO).open_steps == ["decision"]


def test_open_is_for_the_body_of_the_first_step_and_only_while_the_version_is_valid() -> None:
    with pytest.raises(NoRightToOpen, match="只有基层工会主席可以为本单位发起“小流程”"):
        Office(a_process()).opens(DANG)
    late = a_process(valid={"from": "2022-03-01", "to": "2022-12-31"})
    with pytest.raises(VersionNotValid, match="2022-03-01 至 2022-12-31"):
        Office(late).opens()
    with pytest.raises(VersionNotValid):
        Office(late).later(at(12, 31, 23) + timedelta(hours=1)).opens()
    assert Office(late).later(at(3, 1, 0)).opens().open_steps == ["nominate"]


APART_FIELDS = [
    {"key": "kind", "label": "类别", "type": "choice", "options": ["奖章", "先锋号"]},
    {"key": "apart", "label": "是否单列", "type": "boolean", "required": False},
    {
        "key": "basis",
        "label": "单列依据",
        "type": "file",
        "when": {"field": "apart", "op": "==", "value": True},
    },
]
BY_KIND = {
    **QUOTA,
    "by": "kind",
    "outside": {
        "when": {"field": "apart", "op": "==", "value": True},
        "basis": "basis",
        "source": "竞赛获奖单列",
    },
}
SCAN = {"digest": "a" * 64, "name": "通报.pdf"}


def with_kinds() -> Office:
    raw = raw_process(*STEPS, quota=BY_KIND)
    raw["form"] = {**raw["form"], "fields": [*raw["form"]["fields"], *APART_FIELDS]}
    return Office(Process.model_validate(raw)).opens()


def test_the_place_is_taken_in_the_category_that_the_form_names() -> None:
    office = with_kinds().submits(places=ONE_LEFT, answers={**ANSWERS, "kind": "奖章"})
    assert (office.state.place_taken, office.state.place_category) == (True, "奖章")


def test_who_is_listed_apart_takes_no_place_and_needs_the_paper() -> None:
    full = Places("西安交通大学工会", 2, 2)
    apart = {**ANSWERS, "kind": "奖章", "apart": True}
    with pytest.raises(FormIncomplete, match="单列依据"):
        with_kinds().submits(places=full, answers=apart)
    office = with_kinds().submits(places=full, answers={**apart, "basis": SCAN})
    assert office.state.place_category == "单列"


def test_corrected_into_another_category_it_gives_its_place_back_and_needs_one_there() -> None:
    office = with_kinds().submits(places=ONE_LEFT, answers={**ANSWERS, "kind": "奖章"})
    office.returns(SHI, "nominate")
    with pytest.raises(QuotaExhausted):
        office.submits(places=Places("西安交通大学工会", 1, 1), answers={**ANSWERS, "kind": "先锋号"})
    office.submits(places=ONE_LEFT, answers={**ANSWERS, "kind": "先锋号"})
    assert office.events.count("quota.returned") == 1
    assert office.state.place_category == "先锋号"
