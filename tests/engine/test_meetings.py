"""Meetings: quorum and bases of domain §7, papers, recusal, elections with run-offs, tellers."""

import pytest

from engine import refusals as r
from engine.meetings import commands as c
from engine.meetings import events as e
from engine.meetings.state import Papers
from engine.refusals import Refusal
from tests.engine.meetings import NOON, Meeting, a_motion, an_election, who


def refused(meeting: Meeting, command: c.Command, refusal: type[Refusal]) -> str:
    """The sentence with which the rules say no."""
    with pytest.raises(refusal) as caught:
        meeting.ask(command)
    return caught.value.sentence


@pytest.mark.parametrize(
    ("family", "present", "agree", "outcome"),
    [
        ("congress", 99, 0, "cannot_open"),  # domain §9, case 11
        ("congress", 100, 75, "passed"),
        ("congress", 100, 74, "failed"),
        ("union_election", 100, 75, "failed"),  # 半数以上 is not 过半数
        ("union_election", 100, 76, "passed"),
    ],
)
def test_case_11_of_the_domain_held_as_a_meeting(family: str, present: int, agree: int, outcome: str) -> None:
    meeting = Meeting(150, a_motion(family, how="paper")).begun(range(1, present + 1))
    if outcome == "cannot_open":
        said = refused(meeting, c.OpenItem(who("chair"), "1"), r.NotQuorate)
        assert "实到 99 人，至少应有 100 人（不少于全体人数的 2/3）" in said
        return
    meeting.issue()
    meeting.tellers_find(returned=present, agree=agree, against=present - agree)
    assert meeting.item().outcome == outcome


def test_a_vote_that_waits_for_its_quorum_says_who_is_missing_and_what_may_be_done() -> None:
    meeting = Meeting(5, a_motion("committee")).begun([1, 2], m3="excused", m4="absent")
    said = refused(meeting, c.OpenItem(who("chair"), "1"), r.NotQuorate)
    assert "成员3（请假）、成员4（缺席）、成员5（未签到）" in said
    assert "可以等未到的成员到会后再表决" in said


def test_whoever_comes_late_votes_on_what_follows_and_whoever_left_does_not() -> None:
    first, second = a_motion(key="1"), a_motion(key="2")
    meeting = Meeting(5, first, second).begun([1, 2, 3])
    meeting.issue("1")
    for one in ("m1", "m2", "m3"):
        meeting.cast(one, "agree", key="1")
    meeting.close("1")
    meeting.ask(c.LeaveEarly(who("chair"), "m1"))
    meeting.ask(c.TakeAttendance(who("chair"), {"m4": "present"}))
    meeting.issue("2")
    ballots = [meeting.item(key).ballots[0].issued for key in ("1", "2")]
    assert ballots == [("m1", "m2", "m3"), ("m2", "m3", "m4")]
    assert [one.seat.person for one in meeting.now.present] == ["m1", "m2", "m3", "m4"]
    refused(meeting, c.CastPaper(who("m1"), "2", "agree"), r.NoPaperForYou)


def test_a_latecomer_gets_a_paper_from_the_chair_while_papers_are_out() -> None:
    meeting = Meeting(3, a_motion()).begun([1, 2])
    meeting.issue()
    refused(meeting, c.IssuePaper(who("chair"), "1", "m3"), r.NoPaperForYou)
    meeting.ask(c.TakeAttendance(who("chair"), {"m3": "present"}))
    refused(meeting, c.CastPaper(who("m3"), "1", "agree"), r.NoPaperForYou)
    meeting.ask(c.IssuePaper(who("chair"), "1", "m3"))
    meeting.cast("m3", "agree")
    refused(meeting, c.IssuePaper(who("chair"), "1", "m3"), r.PaperAlreadyIssued)


def test_the_recused_leave_numerator_and_base() -> None:
    meeting = Meeting(9, a_motion("panel")).begun(range(1, 10))
    meeting.ask(c.RecuseFrom(who("m9"), "1", "m9", "与人选同单位"))
    meeting.issue()
    for n in range(1, 7):
        meeting.cast(f"m{n}", "agree")
    counted = meeting.close()[0]
    assert isinstance(counted, e.ItemCounted)
    assert (counted.everyone, counted.due, counted.present, counted.recused) == (8, 8, 8, 1)
    assert (counted.needed, counted.result) == (6, "passed")


def test_a_recusal_that_breaks_the_quorum_closes_the_item_with_a_sentence() -> None:
    meeting = Meeting(9, a_motion("panel")).begun(range(1, 7), m7="excused")
    meeting.issue()
    events = meeting.ask(c.RecuseFrom(who("chair"), "1", "m1", "与人选是亲属"))
    assert [one.event for one in events] == ["member.recused", "item.closed"]
    item = meeting.item()
    assert item.outcome == "no_quorum"
    assert "实到 5 人，至少应有 6 人" in item.sentence
    assert "成员7（请假）、成员8（未签到）、成员9（未签到）" in item.sentence
    assert "回避：成员1（与人选是亲属）" in item.sentence
    assert "留到下次会议" in item.sentence


def test_nobody_leaves_a_vote_in_which_the_paper_is_in_the_box() -> None:
    meeting = Meeting(3, a_motion()).begun([1, 2, 3])
    meeting.issue()
    meeting.cast("m1", "agree")
    refused(meeting, c.RecuseFrom(who("m1"), "1", "m1", "亲属"), r.PaperReturnedAlready)


def test_of_a_secret_vote_no_choice_is_in_any_event_and_of_an_open_one_it_is() -> None:
    for secret, said in ((True, None), (False, "against")):
        meeting = Meeting(3, a_motion(secret=secret)).begun([1, 2, 3])
        meeting.issue()
        meeting.cast("m1", "against")
        cast = next(one for one in meeting.events if isinstance(one, e.PaperReturned))
        assert cast.choice == said


def test_fewer_papers_back_than_issued_is_allowed() -> None:
    meeting = Meeting(5, a_motion("committee")).begun(range(1, 6))
    meeting.issue()
    for one in ("m1", "m2", "m3"):
        meeting.cast(one, "agree")
    counted = meeting.close()[0]
    assert isinstance(counted, e.ItemCounted)
    assert (counted.papers.issued, counted.papers.returned, counted.present) == (5, 3, 5)
    assert counted.result == "passed"


def test_more_papers_back_than_issued_void_the_vote_and_it_is_held_again_in_the_record() -> None:
    meeting = Meeting(5, a_motion("committee", how="paper")).begun(range(1, 6))
    meeting.issue()
    events = meeting.tellers_find(returned=6, agree=6)
    assert [one.event for one in events] == ["item.counted"]
    assert meeting.item().status == "open"
    meeting.ask(c.RunOff(who("chair"), "1"))
    meeting.tellers_find(returned=5, agree=5)
    results = [one.counted.result for one in meeting.item().ballots if one.counted]
    assert results == ["void", "passed"]


def test_a_void_election_is_held_again_as_it_was() -> None:
    meeting = Meeting(9, an_election("甲", "乙", "丙", seats=2)).begun(range(1, 10))
    meeting.issue()
    meeting.tellers_find(returned=10, votes={"甲": 10, "乙": 9})
    meeting.ask(c.RunOff(who("chair"), "1"))
    again = meeting.item().ballots[1]
    assert (again.candidates, again.seats) == (("甲", "乙", "丙"), 2)
    assert meeting.item().run_offs_held == 0, "what was void counts for no run-off"


def test_whoever_came_while_papers_were_out_and_took_none_is_not_present_at_the_vote() -> None:
    meeting = Meeting(5, a_motion("panel")).begun([1, 2, 3, 4])
    meeting.issue()
    meeting.ask(c.TakeAttendance(who("chair"), {"m5": "present"}))
    for n in (1, 2, 3):
        meeting.cast(f"m{n}", "agree")
    meeting.cast("m4", "against")
    counted = meeting.close()[0]
    assert isinstance(counted, e.ItemCounted)
    assert (counted.due, counted.present, counted.needed, counted.result) == (5, 4, 3, "passed")


def test_two_tellers_must_find_the_same_and_both_are_named() -> None:
    meeting = Meeting(5, a_motion("committee", how="paper")).begun(range(1, 6))
    meeting.issue()
    five, four = Papers(returned=5, agree=5), Papers(returned=5, agree=4, against=1)
    refused(meeting, c.CountPapers(who("m1"), "1", five), r.NotATeller)
    meeting.ask(c.CountPapers(who("t1"), "1", five))
    refused(meeting, c.CountPapers(who("t1"), "1", five), r.SecondTellerNeeded)
    said = refused(meeting, c.CountPapers(who("t2"), "1", four), r.CountDiffers)
    assert "同意 5 与 4；反对 0 与 1" in said
    meeting.ask(c.CountPapers(who("t1"), "1", four))
    meeting.ask(c.CountPapers(who("t2"), "1", four))
    counted = meeting.item().ballots[0].counted
    assert counted is not None
    assert [one.name for one in counted.tellers] == ["计票甲", "计票乙"]


def test_a_count_that_does_not_add_up_is_refused_with_every_finding() -> None:
    meeting = Meeting(5, an_election("甲", "乙", "丙", seats=2)).begun(range(1, 6))
    meeting.issue()
    wrong = Papers(returned=5, invalid=1, votes={"甲": 5, "乙": 4, "丁": 1})
    said = refused(meeting, c.CountPapers(who("t1"), "1", wrong), r.CountImpossible)
    assert said == "票数不合：丁不是候选人；甲得 5 票，多于有效票 4 张；得票合计 10，多于有效票乘应选人数 8。"


def test_an_election_with_a_tie_at_the_last_seat_runs_off_between_the_tied_only() -> None:
    meeting = Meeting(9, an_election("甲", "乙", "丙", "丁", seats=2)).begun(range(1, 10))
    meeting.issue()
    meeting.tellers_find(returned=9, votes={"甲": 7, "乙": 5, "丙": 5, "丁": 1})
    assert meeting.item().status == "open"
    meeting.ask(c.RunOff(who("chair"), "1"))
    second = meeting.item().ballots[1]
    assert (second.candidates, second.seats) == (("乙", "丙"), 1)
    meeting.tellers_find(returned=9, votes={"乙": 4, "丙": 5})
    item = meeting.item()
    assert (item.outcome, item.elected) == ("elected", ("甲", "丙"))
    assert len(item.ballots) == 2


def test_when_nobody_is_over_half_there_is_another_ballot_but_no_more_than_the_item_says() -> None:
    meeting = Meeting(9, an_election("甲", "乙", "丙", seats=1, run_offs=1)).begun(range(1, 10))
    meeting.issue()
    meeting.tellers_find(returned=9, votes={"甲": 4, "乙": 3, "丙": 2})
    meeting.ask(c.RunOff(who("chair"), "1"))
    assert meeting.item().ballots[1].candidates == ("甲", "乙", "丙")
    meeting.tellers_find(returned=9, votes={"甲": 4, "乙": 4, "丙": 1})
    item = meeting.item()
    assert (item.status, item.outcome, item.elected) == ("closed", "vacant", ())


def test_elected_is_who_has_more_than_half_of_those_due_not_of_those_present() -> None:
    meeting = Meeting(10, an_election("甲", "乙", seats=1, run_offs=0)).begun(range(1, 8))
    meeting.issue()
    meeting.tellers_find(returned=7, votes={"甲": 5, "乙": 2})
    assert meeting.item().outcome == "vacant"  # 5 of 7 present, and not more than half of 10 due


def test_an_agenda_that_does_not_fit_is_refused_whole() -> None:
    with pytest.raises(r.AgendaUnfit) as caught:
        Meeting(9, an_election("甲", "计票甲", seats=2), a_motion(key="2", title=" "))
    assert caught.value.facts["count"] == 3
    assert "至少应有 3 名" in caught.value.sentence
    assert "计票甲是候选人，不能担任计票人" in caught.value.sentence
    assert "没有写标题" in caught.value.sentence


def test_a_ballot_counts_weights_where_the_item_says_so() -> None:
    meeting = Meeting(3, a_motion("committee", weighted=True, how="paper"), weights={"m1": 3})
    meeting.begun([1, 2])
    meeting.issue()
    meeting.tellers_find(returned=4, agree=3, against=1)
    counted = meeting.item().ballots[0].counted
    assert counted is not None
    assert (counted.due, counted.present, counted.papers.issued, counted.result) == (5, 4, 4, "passed")


def test_all_members_are_the_base_also_of_those_who_were_not_called() -> None:
    meeting = Meeting(6, a_motion("committee"), uncalled=3).begun(range(1, 5))
    said = refused(meeting, c.OpenItem(who("chair"), "1"), r.NotQuorate)
    assert "至少应有 5 人（超过全体人数的 1/2）" in said


def test_only_chair_and_clerk_run_the_meeting_and_a_member_may_excuse_himself() -> None:
    meeting = Meeting(3, a_motion())
    refused(meeting, c.BeginMeeting(who("m1")), r.NotRunningMeeting)
    meeting.ask(c.TakeAttendance(who("m1"), {"m1": "excused"}, "出差"))
    refused(meeting, c.TakeAttendance(who("m1"), {"m2": "excused"}), r.NotRunningMeeting)
    found = meeting.now.member("m1")
    assert found is not None
    assert (found.attendance, found.note) == ("excused", "出差")


def test_a_meeting_ends_when_every_item_has() -> None:
    meeting = Meeting(3, a_motion()).begun([1, 2])
    refused(meeting, c.EndMeeting(who("chair")), r.ItemsLeft)
    refused(meeting, c.SetAside(who("chair"), "1", " "), r.ReasonMissing)
    meeting.ask(c.SetAside(who("chair"), "1", "材料不全，下次再议"))
    meeting.ask(c.EndMeeting(who("chair")))
    third = meeting.now.member("m3")
    assert third is not None
    assert (meeting.now.status, third.attendance) == ("closed", "absent")
    refused(meeting, c.OpenItem(who("chair"), "1"), r.MeetingNotAsSuch)


def test_a_paper_says_one_thing_and_is_returned_once() -> None:
    meeting = Meeting(3, a_motion(), an_election("甲", "乙", seats=1, how="electronic", key="2"))
    meeting.begun([1, 2, 3])
    meeting.issue("1")
    meeting.issue("2")
    refused(meeting, c.CastPaper(who("m1"), "1"), r.PaperUnreadable)
    refused(meeting, c.CastPaper(who("m1"), "2", None, ("甲", "乙")), r.PaperUnreadable)
    refused(meeting, c.CastPaper(who("m1"), "2", None, ("丙",)), r.PaperUnreadable)
    meeting.cast("m1", None, "甲", key="2")
    refused(meeting, c.CastPaper(who("m1"), "2", None, ("甲",)), r.PaperReturnedAlready)


def test_a_meeting_called_off_stays_so() -> None:
    meeting = Meeting(3, a_motion())
    meeting.ask(c.CancelMeeting(who("clerk"), "主持人出差"))
    assert (meeting.now.status, meeting.now.reason, meeting.now.closed_at) == (
        "cancelled",
        "主持人出差",
        NOON,
    )
    refused(meeting, c.BeginMeeting(who("chair")), r.MeetingNotAsSuch)
