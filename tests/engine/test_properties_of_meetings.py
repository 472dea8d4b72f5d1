"""Whatever chair, members and tellers do at a meeting, in whatever order, these things hold of its papers."""

from collections.abc import Iterator
from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.meetings import commands as c
from engine.meetings import events as e
from engine.meetings.evolution import replay
from engine.meetings.running import item_of
from engine.meetings.standing import standing
from engine.meetings.state import ItemState, MeetingState, Papers
from engine.refusals import Refusal
from tests.engine.meetings import NOON, Meeting, a_motion, an_election, who

_MEMBERS = [f"m{n}" for n in range(1, 7)]
_ITEMS = ("1", "2", "3")
_COUNTS = [
    Papers(returned=3, agree=2, against=1),
    Papers(returned=7, agree=7),
    Papers(returned=4, votes={"甲": 4, "乙": 3, "丙": 1}),
    Papers(returned=4, votes={"甲": 2, "乙": 2, "丙": 2}),
]


def _acts() -> st.SearchStrategy[c.Command]:
    """Everything that anybody could ask, sensibly or not."""
    people = st.sampled_from([*_MEMBERS, "chair", "clerk", "t1", "t2"]).map(who)
    members, items = st.sampled_from(_MEMBERS), st.sampled_from(_ITEMS)
    attendance = st.dictionaries(members, st.sampled_from(["present", "excused", "absent"]), min_size=1)
    choices = st.sampled_from(["agree", "against", "abstain", None])
    votes = st.lists(st.sampled_from(["甲", "乙", "丙"]), max_size=2).map(tuple)
    return st.one_of(
        st.builds(c.TakeAttendance, people, attendance),
        st.builds(c.LeaveEarly, people, members),
        st.builds(c.BeginMeeting, people),
        st.builds(c.RecuseFrom, people, items, members, st.just("同门")),
        st.builds(c.OpenItem, people, items),
        st.builds(c.IssuePaper, people, items, members),
        st.builds(c.CastPaper, people, items, choices, votes),
        st.builds(c.CountPapers, people, items, st.sampled_from(_COUNTS)),
        st.builds(c.CloseItem, people, items),
        st.builds(c.RunOff, people, items),
        st.builds(c.SetAside, people, items, st.just("下次再议")),
        st.builds(c.EndMeeting, people),
    )


def _boxed(meeting: Meeting, command: c.Command) -> c.Command:
    """Closing an item comes with what lies in its box, as the office hands it in."""
    if not isinstance(command, c.CloseItem):
        return command
    said = meeting.box.get(command.item, [])
    names = [name for _, votes in said for name in votes]
    kinds = [choice for choice, _ in said]
    papers = Papers(
        returned=len(said),
        agree=kinds.count("agree"),
        against=kinds.count("against"),
        abstain=kinds.count("abstain"),
        votes={name: names.count(name) for name in names},
    )
    return c.CloseItem(command.actor, command.item, papers)


def _play(acts: list[c.Command]) -> Iterator[tuple[MeetingState, list[e.Event], MeetingState]]:
    """A meeting under way, and then these acts: before, what happened, after."""
    items = (
        a_motion("panel", key="1"),
        an_election("甲", "乙", "丙", seats=2, how="electronic", key="2"),
        a_motion("committee", key="3", how="paper"),
    )
    meeting = Meeting(6, *items).begun(range(1, 6))
    for act in acts:
        before, command = meeting.now, _boxed(meeting, act)
        with suppress(Refusal):
            events = meeting.ask(command)
            if isinstance(command, c.CastPaper):
                meeting.box.setdefault(command.item, []).append((command.choice, command.votes))
            if any(isinstance(one, e.PapersIssued) for one in events):
                meeting.box.pop(getattr(command, "item", ""), None)
            yield before, events, meeting.now
    assert replay(None, [(one, NOON) for one in meeting.events]) == meeting.now


def _items(meeting: MeetingState) -> list[ItemState]:
    return list(meeting.items)


@settings(max_examples=120, deadline=None)
@given(st.lists(_acts(), max_size=40))
def test_papers_go_to_those_present_and_come_back_from_those_who_have_one(acts: list[c.Command]) -> None:
    for before, events, after in _play(acts):
        for event in events:
            if isinstance(event, e.PapersIssued):
                here = {one.seat.person for one in before.members if one.here}
                recused = {*event.recused, *item_of(before, event.item).recused}
                assert set(event.to) <= here - recused
        for one in _items(after):
            for ballot in one.ballots:
                assert len(set(ballot.issued)) == len(ballot.issued)
                assert len(set(ballot.returned)) == len(ballot.returned)
                assert not set(ballot.returned) - set(ballot.issued)
                assert ballot is not one.ballot or not set(ballot.issued) & set(one.recused)


@settings(max_examples=120, deadline=None)
@given(st.lists(_acts(), max_size=40))
def test_every_count_is_within_its_bases_and_no_result_is_without_a_quorum(acts: list[c.Command]) -> None:
    for _before, events, after in _play(acts):
        for event in events:
            if not isinstance(event, e.ItemCounted):
                continue
            papers = event.papers
            assert event.present <= event.due <= event.everyone
            assert papers.issued <= event.present
            assert (event.result == "void") is (papers.returned > papers.issued)
            one = item_of(after, event.item)
            ballot = next(b for b in one.ballots if b.n == event.ballot)
            now = standing(after, one, here=frozenset(ballot.issued))
            assert (now.present, now.due) == (event.present, event.due)
            assert event.result != "passed" or papers.agree >= event.needed
            assert all(papers.votes[name] >= event.needed for name in event.elected)
            assert len(event.elected) + event.open_seats == ballot.seats or event.result in (
                "void",
                "passed",
                "failed",
            )


@settings(max_examples=80, deadline=None)
@given(st.lists(_acts(), max_size=40))
def test_what_is_closed_stays_closed_and_a_meeting_that_ended_has_nothing_open(acts: list[c.Command]) -> None:
    for before, _events, after in _play(acts):
        for old, new in zip(before.items, after.items, strict=True):
            assert old.status != "closed" or old == new
            assert len(new.elected) <= new.item.seats
            assert new.run_offs_held <= new.item.run_offs or new.item.kind != "election"
        assert after.status != "closed" or all(one.status == "closed" for one in after.items)
