"""Whether a round can be decided: each reason why not, counted, and none left out."""

from dataclasses import replace
from typing import Any

from engine.rounds.decidable import CaseLine, at_steps, decisive, is_over, reasons
from engine.rounds.state import INTAKE, PhaseState, RoundState
from tests.engine.builders import a_process, at, ballot, score, sign

GATED: dict[str, Any] = {"kind": "campaign", "gates": [{"key": "panel", "title": "评审开始"}]}
PROCESS = a_process(
    sign("look", "office"), score(draw={"of": "seats", "per_case": 3}), ballot(gate="panel"), **GATED
)
DAYS = PhaseState(INTAKE, "报送", at(2, 1).date(), at(2, 18).date(), at(2, 23).date())
PANEL = PhaseState("panel", "评审", at(3, 7).date(), at(3, 18).date(), at(3, 18).date(), "panel")
ROUND = RoundState("small-2022", "small", 2022, "小流程", "v1", (DAYS, PANEL), frozenset({"panel"}))
READY = CaseLine("1", "XLC-1", "under_way", at=("vote",))


def told(*cases: CaseLine, state: RoundState = ROUND, changed: int = 0, day: int = 8) -> list[str]:
    return [one.sentence for one in reasons(PROCESS, state, cases, changed, at(3, day))]


def test_the_round_is_decided_behind_its_gate_or_at_its_ballot_or_at_the_determination() -> None:
    assert decisive(PROCESS).key == "vote"
    assert decisive(a_process(sign("look", "office"), ballot())).key == "vote"
    assert decisive(a_process(sign("look", "office"))).key == "decision"


def test_when_everything_is_there_nothing_keeps_the_round_from_being_decided() -> None:
    over = CaseLine("2", "XLC-2", "withdrawn", at=())
    assert told(READY, over) == []


def test_a_round_that_is_over_is_not_asked_for_its_gate_any_more() -> None:
    ended = tuple(replace(one, closed_at=at(3, 21)) for one in ROUND.phases)
    over = replace(ROUND, phases=ended, gates=frozenset())
    decided = CaseLine("1", "XLC-1", "determined")
    assert (is_over(over, [decided]), told(decided, state=over)) == (True, [])
    assert (is_over(ROUND, [decided]), is_over(over, [decided, READY])) == (False, False)
    assert told(READY, state=over) == ["关口“评审开始”没有打开（2022年3月7日 起）"]


def test_each_reason_is_told_with_its_number() -> None:
    cases = [
        READY,
        CaseLine("2", "XLC-2", "draft", at=("nominate",)),
        CaseLine("3", "XLC-3", "returned", at=("nominate",)),
        CaseLine("4", "XLC-4", "under_way", held=True, at=("vote",)),
        CaseLine("5", "XLC-5", "in_publicity", objections=1, at=("vote",)),
        CaseLine("6", "XLC-6", "under_way", pending=("judging",)),
        CaseLine("7", "XLC-7", "under_way", at=("look",)),
    ]
    assert told(*cases, changed=2) == [
        "1 件还没有提交",
        "1 件退回补正中",
        "1 件暂挂",
        "1 件有异议正在核查",
        "1 件等候抽签",
        "2 件还没有办到“票决”",
        "2 件与冻结时不一致，须补充冻结",
    ]


def test_before_its_days_the_round_says_when() -> None:
    shut = replace(ROUND, gates=frozenset())
    assert told(READY, state=shut) == ["关口“评审开始”没有打开（2022年3月7日 起）"]
    early = [one.sentence for one in reasons(PROCESS, shut, [], 0, at(1, 31))]
    assert early[0] == "报送 2022年2月1日 才开始"
    within = [one.sentence for one in reasons(PROCESS, shut, [], 0, at(2, 20))]
    assert within[0] == "报送还没有截止（到 2022年2月23日）"


def test_counts_are_in_the_order_of_the_process() -> None:
    twice = CaseLine("2", "XLC-2", "under_way", at=("look", "look", "vote"))
    assert list(at_steps(PROCESS, [READY, twice]).items()) == [
        ("nominate", 0), ("look", 1), ("judging", 0), ("vote", 2), ("decision", 0),
    ]  # fmt: skip
