"""票决 at a meeting: the case's ballot is settled by what the meeting counted, and by nothing else."""

from dataclasses import replace

import pytest

from engine import commands as c
from engine import events as e
from engine.dossier.meetings import of_a_meeting
from engine.events import MeetingVote
from engine.refusals import MembersChanged, NotVotedInMeeting, VotedInMeeting
from tests.engine.builders import CHU, SEATS, Office, at_step, ballot

STEP = ballot(meeting=True, threshold={"op": ">", "num": 1, "den": 2, "base": "all"})


def at_the_vote() -> Office:
    """A case that waits for a meeting of seven."""
    return at_step(STEP)


def counted(office: Office, approve: int, **figures: int) -> c.CountAtMeeting:
    """Six of seven were called and there."""
    said = {"everyone": 7, "present": 6, "issued": 6, "returned": 6, "invalid": 0, **figures}
    vote = MeetingVote.model_validate(
        {"meeting": "meeting-1", "number": "HY-2022-0001", "item": "1", "held_on": "2022-04-22", **said}
    )
    visit = office.state.open_step("vote")
    assert visit is not None
    against = vote.returned - vote.invalid - approve
    return c.CountAtMeeting(visit.id, 6, approve, against, 0, vote, {}, CHU.id)


def test_outside_of_a_meeting_nobody_votes_and_nobody_counts() -> None:
    office = at_the_vote()
    for one in office.state.assignments:
        if one.step == "vote":
            who = next(p for p in (*SEATS, CHU) if p.id == one.person)
            with pytest.raises(VotedInMeeting):
                office.ask(c.CastVote(who, one.id, "approve", office.box(one)))


@pytest.mark.parametrize(("approve", "passed"), [(4, True), (3, False)])
def test_the_meeting_decides_by_the_bases_of_the_step(approve: int, *, passed: bool) -> None:
    office = at_the_vote()
    events = office.ask(counted(office, approve))
    said = next(one for one in events if isinstance(one, e.BallotCounted))
    assert (said.passed, said.due) == (passed, 6)
    assert said.at is not None
    tally = office.state.steps[1].tally
    assert tally is not None
    assert (tally.due, tally.present) == (6, 6)
    assert (office.state.status == "rejected") is not passed


def test_who_stayed_out_of_it_there_has_no_share_in_it_here() -> None:
    office = at_the_vote()
    command = counted(office, 4, everyone=6)
    office.ask(replace(command, recused={SEATS[0].id: "师生"}))
    first = next(one for one in office.state.assignments if one.person == SEATS[0].id)
    assert (first.status, first.recused_at is not None) == ("closed", True)


def test_a_share_that_came_or_went_while_papers_were_out_is_refused() -> None:
    office = at_the_vote()
    with pytest.raises(MembersChanged):
        office.ask(counted(office, 4, everyone=5))


def test_a_vote_on_a_case_that_has_gone_on_is_refused() -> None:
    office = at_the_vote()
    command = counted(office, 4)
    office.ask(command)
    with pytest.raises(NotVotedInMeeting):
        office.ask(command)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"present": 8}, "实到 8，多于应到 6"),
        ({"returned": 7}, "收回 7，多于发出 6"),
        ({"invalid": 1}, "各种票合计 7，收回 6"),
        ({"everyone": 9}, "有表决权的应为 7，却记为 9"),
    ],
)
def test_a_dossier_whose_figures_do_not_fit_is_found_out(change: dict[str, int], said: str) -> None:
    office = at_the_vote()
    before, step = office.state, office.process.step("vote")
    event = next(one for one in office.ask(counted(office, 4)) if isinstance(one, e.BallotCounted))
    assert list(of_a_meeting(step, before, event)) == []  # type: ignore[arg-type]
    assert event.at is not None
    forged = event.model_copy(update={"at": event.at.model_copy(update=change)})
    assert said in list(of_a_meeting(step, before, forged))  # type: ignore[arg-type]


def test_a_ballot_forged_to_be_without_a_meeting_is_found_out() -> None:
    office = at_the_vote()
    before, step = office.state, office.process.step("vote")
    event = next(one for one in office.ask(counted(office, 4)) if isinstance(one, e.BallotCounted))
    forged = event.model_copy(update={"at": None})
    assert list(of_a_meeting(step, before, forged)) != []  # type: ignore[arg-type]
