"""认领 and 退还: pooled shares."""

import pytest

from engine import commands as c
from engine.refusals import AlreadyClaimed, ClaimedByColleague, NothingToGiveBack, NotPooled
from tests.engine.builders import ADMIN, BU, CHU, at
from tests.engine.reviewing import SUN, Reviewing, all_sign, reviewing


def pooled() -> Reviewing:
    return reviewing(all_sign("any", pool=True, claim="2 working days"))


def test_claim_takes_the_case_and_the_colleagues_wait() -> None:
    office = pooled().claims(CHU)
    assert office.statuses() == {"chu": "open", "bu": "waiting"}
    with pytest.raises(ClaimedByColleague, match=r"已由 褚勇 认领，2022年2月24日 00:00 前由其办理"):
        office.says(BU, "approve")
    with pytest.raises(AlreadyClaimed):
        office.claims(CHU)
    assert office.says(CHU, "approve").open_steps == ["decision"]


def test_give_back_opens_the_case_for_all_again() -> None:
    office = pooled().claims(CHU).gives_back(CHU)
    assert office.statuses() == {"chu": "open", "bu": "open"}
    with pytest.raises(NothingToGiveBack):
        office.gives_back(CHU)
    assert office.claims(BU).statuses() == {"chu": "waiting", "bu": "open"}


def test_a_forgotten_claim_goes_back_to_the_pool_by_itself() -> None:
    office = pooled().claims(CHU)
    share = office.share(CHU).id
    office.later(at(2, 23, 23))
    assert office.ask(c.ExpireClaim(share)) == []
    office.later(at(2, 24, 0))
    office.ask(c.ExpireClaim(share))
    assert office.statuses() == {"chu": "open", "bu": "open"}
    assert office.ask(c.ExpireClaim(share)) == []


def test_while_the_case_is_held_no_claim_runs_out() -> None:
    office = pooled().claims(CHU)
    share = office.share(CHU).id
    office.ask(c.Hold(ADMIN, "等上级答复"))
    office.later(at(3, 1))
    assert office.ask(c.ExpireClaim(share)) == []


def test_a_claim_outlasts_a_delegation_within_it() -> None:
    office = reviewing(all_sign("any", pool=True, claim="2 working days"), people=(CHU, BU))
    office.claims(CHU).delegates(CHU, SUN)
    assert office.statuses() == {"chu": "waiting", "bu": "waiting", "sun": "open"}
    assert office.says(SUN, "approve").statuses()["bu"] == "waiting"
    assert office.says(CHU, "approve").open_steps == ["decision"]


def test_a_claim_ends_when_the_share_it_was_on_is_taken_back() -> None:
    office = pooled().transfers(BU, SUN).claims(SUN)
    assert office.statuses()["chu"] == "waiting"
    office.takes_back(BU)
    assert office.statuses() == {"chu": "open", "bu": "open", "sun": "closed"}


def test_an_unclaimed_case_may_be_done_at_once() -> None:
    assert pooled().says(BU, "approve").open_steps == ["decision"]


def test_where_there_is_no_pool_nothing_is_claimed() -> None:
    with pytest.raises(NotPooled, match="“review”不需要认领"):
        reviewing(all_sign("any")).claims(CHU)
