"""What administrators see: how many cases stand where, what is late, what is wrong. Numbers and links, no names."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from actions.advance import advance
from actions.meeting_cases import numbered
from actions.meetings import Notice, call_meeting
from flows import boards, doctor
from flows.boards import at_steps_board, overdue_board
from flows.dashboard import speaking_to
from flows.doctor import examine
from flows.round_boards import ROUNDS, rounds_board
from models import processes
from models.reads import statistics
from models.reads.relapse import CityLine
from runtime.wiring import Office
from tests.engine.meetings import a_motion
from tests.factories import Story, person
from tests.flows.conftest import StillClock
from tests.flows.runs import all_runs, ask
from tests.flows.stories import Nomination, a_nomination


def _late(office: Office, clock: StillClock) -> Nomination:
    nomination = a_nomination(office, at="party")
    due = next(one.due_at for one in nomination.state.assignments if one.step == "party")
    assert due is not None
    clock.now = due + timedelta(days=2)
    return nomination


def _hold(office: Office, nomination: Nomination) -> None:
    """Its unit loses its chair during publicity: nobody is left to consult outside bodies."""
    with office.database.transaction() as session:
        session.execute(text("UPDATE people SET active = false WHERE login = 'xjtu.chair'"))
    nomination.act(Story.window_over)
    with office.database.transaction() as session:
        advance(session, nomination.case_id, now=office.clock())


def _vandalise(office: Office, statement: str, **values: object) -> None:
    """What nobody may do: change stored rows behind the office's back, triggers switched off."""
    with office.database.transaction() as session:
        session.execute(text("SET LOCAL session_replication_role = replica"))
        session.execute(text(statement), values)


def _called(office: Office) -> str:
    """A meeting of the committee, called for one motion."""
    with office.database.transaction() as session:
        clerk = person(session, "prov.officer")
        notice = Notice(
            organ="prov_committee", organ_title="常委会", title="常委会会议", meets_at=office.clock(), place="三楼",
            chair=clerk.id, clerk=clerk.id, items=numbered([a_motion()]),
        )  # fmt: skip
        return call_meeting(session, notice, actor=clerk, now=office.clock())


def _sentences(office: Office) -> list[tuple[str | None, str]]:
    return [(one.number, one.sentence) for one in examine(office)]


def test_the_boards_count_cases_and_link_to_their_pages(office: Office, clock: StillClock) -> None:
    nomination = _late(office, clock)
    a_nomination(office)
    _hold(office, a_nomination(office, at="unit_publicity"))
    with office.database.transaction() as session:
        counts = statistics.at_steps(session, at=clock())
        late = statistics.overdue(session, at=clock(), limit=10)
        definitions = {process.key: process for _, process in processes.all_current(session)}
    steps = at_steps_board(office, counts, definitions, 0)
    assert steps.index("| 民主推荐 | 1 | 0 | 0 |") < steps.index("| 党委审定 | 1 | 1 | 0 |")
    assert "| 征求意见 | 1 | 0 | 1 |" in steps
    overdue = overdue_board(office, late, definitions, clock())
    link = f"[{nomination.state.number}](http://office.example/cases/{nomination.case_id})"
    assert f"| {link} | 西安交通大学工会 | 党委审定 | 2022-02-24 | 3 |" in overdue
    assert "张三" not in steps + overdue


def test_the_board_of_rounds_says_where_each_is_and_why_it_cannot_be_decided_yet(office: Office) -> None:
    a_nomination(office, at="party")
    with office.database.transaction() as session:
        board = rounds_board(office, session, office.clock())
    assert "[全国五一劳动奖章推荐（2022 年）](http://office.example/rounds/award_national51-2022)" in board
    assert "| 报送 | 2022-01-10 | 2022-03-18 | 进行中 |" in board
    assert "在办：党委审定 1 件" in board
    assert "- 1 件还没有办到“省级票决”" in board
    assert "张三" not in board


def test_the_doctor_finds_a_changed_journal_of_a_round(office: Office) -> None:
    _vandalise(office, "UPDATE round_journal SET at = at - interval '1 day' WHERE seq = 2")
    assert _sentences(office) == [("award_national51-2022", "届次记录第 2 条与前文对不上")]


def test_the_doctor_finds_changed_and_missing_lines_of_meetings(office: Office) -> None:
    changed, cut, whole = (_called(office) for _ in range(3))
    _vandalise(
        office, "UPDATE meeting_journal SET at = at - interval '1 day' WHERE meeting = :id", id=changed
    )
    _vandalise(office, "UPDATE meetings SET seq = 2 WHERE id = :id", id=cut)
    assert _sentences(office) == [
        ("HY-2022-0001", "会议记录第 1 条与前文对不上"),
        ("HY-2022-0002", "会议记录的末尾少了或多了几条"),
    ]
    _vandalise(office, "UPDATE meetings SET status = 'closed' WHERE id = :id", id=whole)
    assert ("HY-2022-0003", "按会议记录推演的结果与现存数据不一致") in _sentences(office)


def test_the_board_of_monitoring_counts_by_city_and_names_no_household(office: Office) -> None:
    cities = [CityLine("西安市", (5, 3, 2, 1), 0, 4, 2, 11)]
    board = boards.monitoring_board(office, cities)
    assert "| 西安市 | 1 | 2 | 3 | 5 | 4 | 2 | 11 |" in board
    assert "http://office.example/monitoring" in board
    assert "还没有监测对象" in boards.monitoring_board(office, [])


@pytest.mark.prefect
@pytest.mark.usefixtures("server")
def test_boards_and_health_have_their_place_on_the_dashboard(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (boards, doctor):
        monkeypatch.setattr(module, "this_office", lambda: office)
    with speaking_to(office):
        boards.refresh_boards()
        boards.refresh_boards()
        doctor.examine_office()
    latest = ask(office, "/artifacts/latest/filter")
    hung = [boards.AT_STEPS, boards.WATCHED, doctor.HEALTH, boards.OVERDUE, ROUNDS]
    assert sorted(one["key"] for one in latest) == hung
    assert [run["name"] for run in all_runs(office)[-2:]] == [
        "办理看板：在办 0 件，超期 0 件",
        "每夜体检：一切正常",
    ]


def test_a_healthy_office_has_no_complaints(office: Office) -> None:
    for step in ("nominate", "unit_publicity", "end"):
        a_nomination(office, at=step)
    assert examine(office) == []


def test_the_doctor_finds_a_changed_journal_and_changed_rows(office: Office) -> None:
    journal, rows = a_nomination(office), a_nomination(office, at="party")
    _vandalise(
        office,
        "UPDATE journal SET at = at + interval '1 day' WHERE case_id = :id AND seq = 2",
        id=journal.case_id,
    )
    _vandalise(office, "UPDATE cases SET place_taken = false WHERE id = :id", id=rows.case_id)
    assert _sentences(office) == [
        (journal.state.number, "办理记录第 2 条与前文对不上"),
        (rows.state.number, "按办理记录推演的结果与现存数据不一致"),
    ]


def test_the_doctor_finds_lines_cut_off_at_the_end(office: Office) -> None:
    nomination = a_nomination(office, at="party")
    _vandalise(
        office,
        "DELETE FROM journal j WHERE case_id = :id AND seq = (SELECT max(seq) FROM journal WHERE case_id = :id)",
        id=nomination.case_id,
    )
    assert (nomination.state.number, "办理记录的末尾少了或多了几条") in _sentences(office)


def test_the_doctor_finds_what_waits_for_nobody(office: Office) -> None:
    stuck, alone = a_nomination(office), a_nomination(office, at="party")
    _vandalise(office, "UPDATE steps SET status = 'settled' WHERE case_id = :id", id=stuck.case_id)
    _vandalise(
        office,
        "UPDATE assignments SET status = 'closed' WHERE case_id = :id AND status = 'open'",
        id=alone.case_id,
    )
    found = _sentences(office)
    assert (stuck.state.number, "没有打开的环节，也没有待打开的环节") in found
    assert (alone.state.number, "当前环节没有打开的待办") in found


def test_the_doctor_names_what_was_given_up(office: Office) -> None:
    nomination = a_nomination(office)
    _vandalise(office, "UPDATE outbox SET parked_at = now(), reason = 'KeyError' WHERE event = 'case.opened'")
    [(number, sentence)] = _sentences(office)
    assert number == nomination.state.number
    assert sentence.endswith("（case.opened）多次未办成：KeyError")


def test_a_line_of_places_that_nobody_booked_is_found(office: Office) -> None:
    a_nomination(office, at="party")
    assert _sentences(office) == []
    _vandalise(office, "UPDATE quota_lines SET places = places + 1 WHERE unit = 'xjtu'")
    (found,) = _sentences(office)
    assert found == (None, "名额账与各笔记账的合计不一致：award_national51-2022 xjtu")
