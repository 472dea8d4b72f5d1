"""What a meeting's figures come to: bases, papers, recusal, weights, and elections with more candidates than seats."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from engine.rulebook.answer import Answer
from engine.votes.question import VoteAsked
from engine.votes.rule import VOTES
from seeds.findings import DefinitionRefused
from seeds.rule_question import parse_question
from seeds.rule_sets import named


def _ask(vote: str, **told: object) -> Answer:
    return VOTES.answer(VoteAsked.model_validate({"vote": named("vote.result", vote, None).content, **told}))


def _figures(said: Answer) -> dict[str, Any]:
    return {one.key: one.value for one in said.figures}


@pytest.mark.parametrize(
    ("vote", "present", "agree", "result"),
    [
        ("congress", 99, 99, "cannot_open"),
        ("congress", 100, 75, "passed"),  # 半数以上 includes the half
        ("congress", 100, 74, "failed"),
        ("union election", 100, 75, "failed"),  # 过半数 of those due does not
        ("union election", 100, 76, "passed"),
        ("recall", 76, 76, "passed"),
        ("panel", 100, 67, "passed"),
        ("panel", 100, 66, "failed"),
    ],
)
def test_the_same_votes_pass_or_fail_by_the_kind_of_vote(
    vote: str, present: int, agree: int, result: str
) -> None:
    assert _ask(vote, all=150, present=present, agree=agree).result == result


def test_more_papers_back_than_given_out_void_the_vote() -> None:
    counts = {"due": 100, "present": 90, "agree": 80, "against": 11}
    assert _ask("union election", **counts, issued=90, returned=91).result == "void"
    assert _ask("union election", **(counts | {"against": 10}), issued=90, returned=90).result == "passed"


def test_who_is_recused_is_in_no_base() -> None:
    said = _ask("committee", all=9, recused=2, present=4, agree=4)
    assert (said.result, _figures(said)["quorum.base"], _figures(said)["pass.need"]) == ("passed", 7, 4)
    assert _ask("committee", all=9, present=4, agree=4).result == "cannot_open"


def test_seats_count_with_their_weight() -> None:
    members = [{"vote": "agree", "weight": 3}, {"vote": "against"}, {"vote": "absent"}, {"vote": "recused"}]
    said = _ask("committee", members=members)
    assert (_figures(said)["due"], said.result) == (5, "passed")


def test_equal_votes_at_the_last_seat_run_off_and_seats_without_a_majority_stay_vacant() -> None:
    told = {"due": 100, "present": 90, "seats": 2}
    tied = _ask("union election", **told, candidates={"甲": 60, "乙": 59, "丙": 59})
    assert (tied.result, _figures(tied)["elected"], _figures(tied)["open_seats"]) == ("run_off", "甲", 1)
    short = _ask("union election", **told, candidates={"甲": 80, "乙": 50, "丙": 40})
    assert (short.result, _figures(short)["open_seats"]) == ("vacant", 1)
    full = _ask("union election", **told, candidates={"甲": 60, "乙": 59, "丙": 58})
    assert (full.result, _figures(full)["elected"]) == ("elected", "甲、乙")
    assert _ask("union election", **told, candidates={"甲": 80, "乙": 60}).result == "too_few_candidates"
    with pytest.raises(ValidationError, match="得票合计 181，多于实到人数乘应选人数 180"):
        _ask("union election", **told, candidates={"甲": 90, "乙": 90, "丙": 1})


def test_yes_and_no_as_yaml_reads_them_are_understood() -> None:
    text = "vote: congress\non: 2022-03-01\nall: '150'\npresent: 100\nyes: 75\nno: 25\n"
    asked, _chosen = parse_question(VOTES, text, "question.yaml")
    assert VOTES.answer(asked).result == "passed"


def test_figures_that_contradict_each_other_are_refused_all_at_once() -> None:
    with pytest.raises(ValidationError, match=r"实到 120 人，多于应到.*合计 130 张，多于收回的 10 张"):
        _ask("congress", all=100, present=120, agree=130, returned=10)


KINDS = st.sampled_from(["congress", "union election", "recall", "committee", "panel", "join"])


@given(KINDS, st.integers(1, 60), st.data())
def test_another_yes_never_turns_passed_into_failed(kind: str, due: int, data: st.DataObject) -> None:
    agree = data.draw(st.integers(0, due))
    against = data.draw(st.integers(0, due - agree))
    before = _ask(kind, all=due, agree=agree, against=against).result
    if before != "passed":
        return
    if agree + against < due:
        assert _ask(kind, all=due, agree=agree + 1, against=against).result == "passed"
    if against:
        assert _ask(kind, all=due, agree=agree + 1, against=against - 1).result == "passed"


def test_rules_of_a_vote_may_be_written_in_short_and_words_are_no_fraction() -> None:
    text = "vote: {quorum: '≥ 2/3 due', pass: '> 1/2 present'}\ndue: 9\npresent: 6\nagree: 4\n"
    assert VOTES.answer(parse_question(VOTES, text, "question.yaml")[0]).result == "passed"
    with pytest.raises(DefinitionRefused, match="“过半数”不是比例"):
        parse_question(VOTES, text.replace("> 1/2 present", "过半数"), "question.yaml")
