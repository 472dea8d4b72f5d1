"""Meetings in the office: called, attended, voted in, and what they decide on the cases of their agenda."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session

from actions import advance, cases, meetings
from actions.meeting_cases import numbered, waiting_for
from actions.meetings import Notice
from engine.definition import Process
from engine.events import BallotCounted, read_event
from engine.meetings.agenda import Item
from engine.meetings.state import MeetingState, Papers
from engine.refusals import NoRightToCall, NotQuorate, NotVotedInMeeting
from engine.state import CaseState, Person
from models import cases as stored_cases
from models import journal
from models import meetings as stored
from models.sealing import Seal
from tests.engine.meetings import a_motion, an_election
from tests.factories import MONDAY, person
from tests.panel import a_panel_office, a_panel_process, shares

NOON = datetime(2022, 2, 22, 4, 0, tzinfo=UTC)
_VOTE = {
    "key": "vote", "title": "常委会票决", "kind": "ballot", "by": "panel", "counted_by": "clerk", "secret": True,
    "meeting": True, "quorum": {"op": ">", "num": 1, "den": 2, "base": "all"},
    "threshold": {"op": ">", "num": 1, "den": 2, "base": "all"}, "due": "5 working days",
}  # fmt: skip


def a_process_with_a_meeting() -> Process:
    """Submit, a vote at a meeting of the panel, the outcome."""
    plain = a_panel_process("hui").model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return Process.model_validate({**plain, "steps": [plain["steps"][0], _VOTE, plain["steps"][2]]})


class Hall:
    """The office with a panel of five and a case that waits for its meeting; every method is an act."""

    def __init__(self, session: Session, seal: Seal, *, wanted: int = 1, size: int = 5) -> None:
        """Open the office and so many cases."""
        self.session = session
        process = a_process_with_a_meeting()
        self.panel = a_panel_office(session, process, size=size)
        self.clerk, self.chair = person(session, "prov.officer"), self.panel[0]
        self.cases = [self._case(seal, process) for _ in range(wanted)]
        self.meeting = ""

    def _case(self, seal: Seal, process: Process) -> str:
        actor = person(self.session, "xjtu.chair")
        case_id = cases.open_case(self.session, process.key, actor=actor, now=MONDAY)
        share = shares(self.session, case_id)[0][0]
        cases.submit(self.session, share, {"name": "演示"}, actor=actor, now=MONDAY, seal=seal)
        advance.advance(self.session, case_id, now=MONDAY)
        return case_id

    def called(self, *items: Item, actor: Person | None = None, **said: Any) -> "Hall":  # noqa: ANN401 - of a notice
        """The clerk calls the panel; without items, for the cases that wait."""
        agenda = numbered(items or waiting_for(self.session, "panel"))
        told = {"tellers": [one.id for one in self.panel[1:3]], **said}
        notice = Notice(
            organ="panel", organ_title="评审组", title="评审组第一次会议", meets_at=NOON, place="三楼会议室",
            chair=self.chair.id, clerk=self.clerk.id, items=agenda, **told,
        )  # fmt: skip
        self.meeting = meetings.call_meeting(self.session, notice, actor=actor or self.clerk, now=MONDAY)
        return self

    def begun(self, present: int) -> "Hall":
        """The first so many members came."""
        here = {one.id: "present" for one in self.panel[:present]}
        meetings.take_attendance(self.session, self.meeting, here, actor=self.chair, now=NOON)  # type: ignore[arg-type]
        meetings.begin(self.session, self.meeting, actor=self.chair, now=NOON)
        return self

    def opened(self, item: str = "1") -> "Hall":
        """The papers of an item are issued."""
        meetings.open_item(self.session, self.meeting, item, actor=self.chair, now=NOON)
        return self

    def cast(self, *said: Any, item: str = "1") -> "Hall":  # noqa: ANN401 - choices, or None
        """The members cast these, by seat; None is a paper kept."""
        for one, choice in zip(self.panel, said, strict=False):
            if choice:
                meetings.cast_paper(self.session, self.meeting, item, choice, actor=one, now=NOON)
        return self

    def closed(self, item: str = "1") -> "Hall":
        """The chair has it counted."""
        meetings.close_item(self.session, self.meeting, item, actor=self.chair, now=NOON)
        return self

    @property
    def state(self) -> MeetingState:
        """The meeting as it is stored."""
        record = stored.load(self.session, self.meeting)
        assert record is not None
        return record.state

    def case(self, n: int = 0) -> CaseState:
        """A case as it is stored."""
        record = stored_cases.load(self.session, self.cases[n])
        assert record is not None
        return record.state


def test_a_meeting_decides_the_case_on_its_agenda(session: Session, seal: Seal) -> None:
    hall = Hall(session, seal).called().begun(4).opened().cast("agree", "agree", "agree", "against").closed()
    case = hall.case()
    vote = next(one for one in case.steps if one.key == "vote")
    assert (vote.outcome, vote.tally and vote.tally.present) == ("approved", 4)
    (counted,) = [
        event
        for one in journal.lines(session, case.id)
        if isinstance(event := read_event(one.payload), BallotCounted)
    ]
    assert counted.at is not None
    assert (counted.due, counted.at.everyone, counted.at.present, counted.at.issued) == (5, 5, 4, 4)
    assert (counted.at.meeting, counted.at.number) == (hall.meeting, "HY-2022-0001")


def test_a_meeting_that_says_no_ends_the_case(session: Session, seal: Seal) -> None:
    hall = Hall(session, seal).called().begun(3).opened().cast("agree", "against", "abstain").closed()
    assert hall.case().status == "rejected"


def test_what_is_put_off_waits_for_the_next_meeting(session: Session, seal: Seal) -> None:
    hall = Hall(session, seal, wanted=2).called()
    assert waiting_for(session, "panel") == []
    hall.begun(3)
    meetings.set_aside(session, hall.meeting, "1", "材料待补", actor=hall.chair, now=NOON)
    hall.opened("2").cast("agree", "agree", "agree", item="2").closed("2")
    meetings.end(session, hall.meeting, actor=hall.chair, now=NOON)
    assert [one.case.case for one in waiting_for(session, "panel") if one.case] == [hall.cases[0]]


def test_no_choice_of_a_secret_vote_is_in_any_table_but_as_a_count(session: Session, seal: Seal) -> None:
    hall = Hall(session, seal).called().begun(4).opened().cast("agree", "against", None, "abstain")
    for one in stored.lines(session, hall.meeting):
        assert one.event != "paper.returned" or set(one.payload) == {"event", "item", "person"}
    box = stored.box(session, hall.meeting, "1", 1)
    assert box == Papers(returned=3, agree=1, against=1, abstain=1)


def test_a_member_of_the_nominating_unit_gets_no_paper(session: Session, seal: Seal) -> None:
    hall = Hall(session, seal)
    session.execute(
        text("UPDATE people SET unit = 'xjtu' WHERE id = CAST(:id AS uuid)"), {"id": hall.panel[4].id}
    )
    hall.cases.append(hall._case(seal, a_process_with_a_meeting()))  # noqa: SLF001 - the hall's own
    hall.called().begun(5).opened("2").cast("agree", "agree", "agree", item="2").closed("2")
    item = hall.state.items[1]
    assert list(item.recused) == [hall.panel[4].id]
    counted = item.ballots[0].counted
    assert counted is not None
    assert (counted.everyone, counted.present, counted.recused) == (4, 4, 1)
    assert hall.case(1).steps[1].outcome == "approved"


def test_a_member_who_stays_out_at_the_meeting_has_no_share_in_the_case(session: Session, seal: Seal) -> None:
    hall = Hall(session, seal).called().begun(5)
    one = hall.panel[4]
    meetings.recuse(session, hall.meeting, "1", one.id, "与申报人是同门", actor=one, now=NOON)
    hall.opened().cast("agree", "agree", "agree").closed()
    mine = next(a for a in hall.case().assignments if a.person == one.id)
    assert (mine.status, mine.closed_because) == ("closed", "与申报人是同门")


def test_a_case_that_went_on_meanwhile_cannot_be_voted_on(session: Session, seal: Seal) -> None:
    hall = Hall(session, seal).called().begun(5)
    actor = person(session, "xjtu.chair")
    cases.withdraw(session, hall.cases[0], "不报了", actor=actor, now=NOON)
    with pytest.raises(NotVotedInMeeting):
        hall.opened()
    meetings.set_aside(session, hall.meeting, "1", "申报已撤回", actor=hall.chair, now=NOON)
    assert hall.state.items[0].outcome == "deferred"


def test_a_meeting_without_its_quorum_says_so_and_nothing_is_written(session: Session, seal: Seal) -> None:
    hall = Hall(session, seal).called().begun(2)
    before = len(stored.lines(session, hall.meeting))
    with pytest.raises(NotQuorate, match="至少应有 3 人"):
        hall.opened()
    assert len(stored.lines(session, hall.meeting)) == before


def test_an_election_with_a_run_off_counted_by_two_tellers(session: Session, seal: Seal) -> None:
    hall = Hall(session, seal).called(an_election("甲", "乙", "丙", seats=2)).begun(5).opened()
    first, second = hall.panel[1], hall.panel[2]
    for votes in ({"甲": 5, "乙": 2, "丙": 2}, {"乙": 1, "丙": 4}):
        if hall.state.items[0].ballots[-1].counted:
            meetings.run_off(session, hall.meeting, "1", actor=hall.chair, now=NOON)
        for teller in (first, second):
            papers = Papers(returned=5, votes=votes)
            meetings.count_papers(session, hall.meeting, "1", papers, actor=teller, now=NOON)
    item = hall.state.items[0]
    assert [one.candidates for one in item.ballots] == [("甲", "乙", "丙"), ("乙", "丙")]
    assert (item.outcome, item.elected) == ("elected", ("甲", "丙"))


def test_the_journal_of_a_meeting_is_a_chain_that_nobody_changes(session: Session, seal: Seal) -> None:
    hall = Hall(session, seal).called(a_motion()).begun(5)
    assert stored.verify(session, hall.meeting) is None
    with pytest.raises(ProgrammingError, match="append-only"), session.begin_nested():
        session.execute(text("UPDATE meeting_journal SET event = 'x'"))


def test_only_the_office_calls_a_meeting_and_each_has_a_number(session: Session, seal: Seal) -> None:
    hall = Hall(session, seal)
    with pytest.raises(NoRightToCall):
        hall.called(a_motion(), actor=hall.panel[3])
    numbers = []
    for _ in range(2):
        hall.called(a_motion())
        numbers.append(hall.state.number)
    assert numbers == ["HY-2022-0001", "HY-2022-0002"]


def test_150_delegates_meet_as_the_domain_says(session: Session, seal: Seal) -> None:
    """Worked case 11: 99 there cannot open; 100 there and 75 yes pass."""
    hall = Hall(session, seal, wanted=0, size=150).called(a_motion("congress", how="paper"))
    hall.begun(99)
    with pytest.raises(NotQuorate, match="实到 99 人，至少应有 100 人"):
        hall.opened()
    late = {hall.panel[99].id: "present"}
    meetings.take_attendance(session, hall.meeting, late, actor=hall.chair, now=NOON + timedelta(minutes=5))  # type: ignore[arg-type]
    hall.opened()
    for teller in hall.panel[1:3]:
        papers = Papers(returned=100, agree=75, against=20, abstain=5)
        meetings.count_papers(session, hall.meeting, "1", papers, actor=teller, now=NOON)
    assert hall.state.items[0].outcome == "passed"
