"""公示: five working days over the holidays of 2022, objections, and what the inquiry does."""

from datetime import date, timedelta

import chinese_calendar
import pytest

from engine import commands as c
from engine.deadlines import end_of, local_date
from engine.refusals import (
    AlreadyDecided,
    CaseIsOver,
    NoSuchObjection,
    ObjectionsWait,
    PostedOnRestDay,
    WindowEndsTooLate,
    WindowNotOpen,
    WindowStillOpen,
    WindowSuspended,
)
from tests.engine.blocks import branch, parallel
from tests.engine.builders import (
    ADMIN,
    BU,
    CHU,
    DANG,
    GAO,
    LIN,
    MONDAY,
    SHI,
    Calendar2022,
    Office,
    a_process,
    at,
    posting,
    publicity,
    sign,
)


def shown(*, on: tuple[int, int] = (4, 18)) -> Office:
    """A case whose window was posted on that day of 2022."""
    office = Office(a_process(sign("review", "city"), publicity()))
    office.now = at(*on)
    return office.opens().submits().decides(SHI)


def test_our_calendar_of_2022_is_that_of_the_state_council() -> None:
    days = [date(2022, 1, 1) + timedelta(days=n) for n in range(365)]
    ours = Calendar2022()
    assert [day for day in days if ours.is_working_day(day) != chinese_calendar.is_workday(day)] == []


@pytest.mark.parametrize(
    ("posted", "last_day"),
    [
        ((2, 21), (2, 28)),  # an ordinary Monday: 22–25, then 28
        ((1, 27), (2, 8)),  # 28, make-up Saturday 29 and Sunday 30, the Spring Festival, 7, 8
        ((4, 1), (4, 11)),  # make-up Saturday 2, 清明 3–5, then 6–8, the weekend, 11
        ((4, 22), (4, 28)),  # make-up Sunday 24, then 25–28
        ((9, 30), (10, 12)),  # 国庆 1–7, make-up 8 and 9, then 10–12
    ],
)
def test_the_window_counts_working_days_and_not_the_day_of_posting(
    posted: tuple[int, int], last_day: tuple[int, int]
) -> None:
    office = shown(on=posted)
    assert office.state.windows[0].closes_at == at(*last_day, 0) + timedelta(days=1)
    assert office.state.status == "in_publicity"


def test_the_clock_may_not_close_early_and_nothing_happens_twice() -> None:
    office = shown()
    with pytest.raises(WindowStillOpen, match="公示期到 2022年4月24日 才结束"):
        office.closes_window()
    office.later(at(4, 25, 0)).closes_window()
    assert office.open_steps == ["decision"]
    assert office.ask(c.CloseWindow(office.state.windows[0].id)) == []


def test_objection_suspends_the_window_and_names_who_looks_into_it() -> None:
    office = shown().later(at(4, 21)).objects()
    window = office.state.windows[0]
    assert (window.suspended_at, window.days_left) == (at(4, 21), 2)  # 22 and the make-up Sunday 24 are left
    assert office.mine(DANG).objection == "o1"
    assert office.mine(DANG).due_at == at(5, 8, 0)  # the tenth working day: the make-up Saturday 7 May
    office.later(at(4, 25))
    with pytest.raises(WindowSuspended):
        office.closes_window()


def test_not_upheld_the_window_runs_for_the_days_it_had_left() -> None:
    office = shown().later(at(4, 21)).objects().later(at(4, 28)).finds(upheld=False)
    window = office.state.windows[0]
    assert (window.suspended_at, window.closes_at) == (
        None,
        at(5, 6, 0),
    )  # 29 April, then 5 May after the holidays
    assert office.later(at(5, 6, 0)).closes_window().open_steps == ["decision"]


def test_with_two_objections_the_window_waits_for_the_last_finding() -> None:
    office = shown().later(at(4, 21)).objects("o1").later(at(4, 22)).objects("o2")
    assert office.state.windows[0].days_left == 2  # the second objection takes no day away
    office.later(at(4, 26)).finds("o1", upheld=False)
    assert office.state.windows[0].suspended_at is not None
    office.finds("o2", upheld=False)
    assert office.state.windows[0].suspended_at is None


def test_while_it_is_suspended_a_window_takes_objections_past_its_first_last_day() -> None:
    office = shown().later(at(4, 21)).objects("o1").later(at(4, 26)).objects("o2")
    assert [one.id for one in office.state.objections] == ["o1", "o2"]


def test_a_colleague_at_another_objection_hears_that_the_case_is_over() -> None:
    office = shown().objects("o1").objects("o2", people=[DANG, GAO]).finds("o1", upheld=True)
    with pytest.raises(CaseIsOver, match="未通过"):
        office.finds("o2", upheld=False, actor=GAO)


def test_a_colleague_at_the_same_objection_hears_who_looked_into_it() -> None:
    office = shown().objects("o1", people=[DANG, GAO]).finds("o1", upheld=False)
    with pytest.raises(AlreadyDecided, match="党红梅"):
        office.finds("o1", upheld=False, actor=GAO)


def test_upheld_the_case_is_rejected_and_the_window_taken_down() -> None:
    office = shown().objects().finds(upheld=True)
    assert office.state.status == "rejected"
    assert office.state.windows[0].closed_at == office.now
    assert office.state.objections[0].upheld is True
    assert office.open_steps == []


def test_an_objection_comes_too_late_after_the_last_day_even_if_the_clock_sleeps() -> None:
    office = shown().later(at(4, 24, 23))
    office.objects("in time")
    late = shown().later(at(4, 25, 0))
    with pytest.raises(WindowNotOpen):
        late.objects()


def test_there_is_nothing_to_object_to_before_the_window() -> None:
    with pytest.raises(WindowNotOpen):
        Office(a_process(sign("review", "city"), publicity())).opens().submits().objects()


def test_finding_speaks_of_the_objection_that_was_assigned() -> None:
    office = shown().objects("o1").objects("o2")
    share = next(one for one in office.state.assignments if one.objection == "o1")
    with pytest.raises(NoSuchObjection):
        office.ask(c.RecordFinding(DANG, share.id, "o2", upheld=False, reason="无据"))


def test_an_objection_that_nobody_can_look_into_holds_the_case_and_is_never_lost() -> None:
    office = shown().objects(people=())
    assert office.state.held == "“单位公示”收到异议，但没有可以核查的人"
    office.ask(c.Resume(ADMIN))
    office.staff["party"] = ()
    office.advances()
    assert office.state.held is not None  # still nobody: held again
    office.ask(c.Resume(ADMIN))
    office.staff["party"] = (DANG,)
    office.advances().finds(upheld=False)
    assert office.state.windows[0].suspended_at is None


def test_the_inquiry_may_send_the_case_back_and_the_next_window_is_a_new_one() -> None:
    process = a_process(sign("review", "city"), publicity(may=["send_back"]))
    office = Office(process).opens().submits().decides(SHI).objects().returns(DANG, "nominate")
    assert office.state.windows[0].closed_at == MONDAY
    office.submits(LIN).decides(SHI)
    assert [window.closed_at for window in office.state.windows] == [MONDAY, None]
    office.later(at(3, 1, 0)).closes_window()
    assert office.open_steps == ["decision"]
    assert {BU.id, CHU.id} >= {one.person for one in office.state.assignments if one.status == "open"}


def to_be_posted(*, ends_by: str | None = None) -> Office:
    shows = publicity() if ends_by is None else publicity(ends_by=ends_by)
    office = Office(a_process(sign("review", "city"), posting(), shows))
    office.now = at(4, 18)
    return office.opens().submits().decides(SHI)


def test_a_notice_is_posted_on_a_working_day_and_the_next_one_is_named() -> None:
    office = to_be_posted().later(at(4, 30))
    with pytest.raises(PostedOnRestDay, match=r"2022年4月30日是休息日.*最早可以在2022年5月5日张贴"):
        office.decides(LIN)
    assert office.open_steps == ["post"]
    assert office.later(at(5, 5)).decides(LIN).open_steps == ["showing"]
    assert office.state.windows[0].posted_at == at(5, 5)


def test_a_make_up_saturday_is_a_day_to_post() -> None:
    assert to_be_posted().later(at(5, 7)).decides(LIN).open_steps == ["showing"]


def test_a_window_has_to_be_over_before_the_report() -> None:
    office = to_be_posted(ends_by="04-25")
    assert office.decides(LIN).state.windows[0].closes_at == at(4, 25, 0)
    late = to_be_posted(ends_by="04-25").later(at(4, 19))
    with pytest.raises(WindowEndsTooLate, match="到2022年4月25日才期满，不早于上报日期2022年4月25日"):
        late.decides(LIN)


def test_a_return_by_the_inquiry_is_its_finding() -> None:
    office = Office(a_process(publicity(may=["send_back"]))).opens().submits().objects()
    office.returns(DANG, "nominate", "出生年月与档案不符")
    [objection] = office.state.objections
    assert (objection.upheld, objection.finding, objection.found_by) == (True, "出生年月与档案不符", DANG.id)


def test_no_return_ends_the_window_while_another_objection_waits_for_its_finding() -> None:
    office = Office(a_process(publicity(may=["send_back"]))).opens().submits().objects("o1").objects("o2")
    with pytest.raises(ObjectionsWait, match="还有 1 件异议没有核查结论"):
        office.returns(DANG, "nominate")
    office.finds("o2", upheld=False).returns(DANG, "nominate")
    assert [one.upheld for one in office.state.objections] == [True, False]


def test_nor_does_a_return_out_of_another_branch() -> None:
    showing = branch(publicity())
    office = Office(a_process(parallel(branch(sign("review", "city", may=["send_back"])), showing)))
    office.opens().submits().objects()
    with pytest.raises(ObjectionsWait):
        office.returns(SHI, "nominate")
    office.finds(upheld=False).returns(SHI, "nominate")
    assert office.open_steps == ["nominate"]


def test_an_objection_of_the_last_day_keeps_the_window_open_until_its_finding_however_late() -> None:
    office = shown()
    last = office.state.windows[0].closes_at - timedelta(minutes=1)
    office.later(last).objects()
    office.later(last + timedelta(days=40))
    with pytest.raises(WindowSuspended):
        office.closes_window()
    assert office.open_steps == ["showing"]
    office.finds(upheld=False)
    window = office.state.windows[0]
    assert (window.suspended_at, window.closes_at) == (None, end_of(local_date(office.now)))
    office.later(window.closes_at).closes_window()
    assert office.open_steps == ["decision"]
