"""催办, 抄送, 已阅."""

from dataclasses import replace
from datetime import timedelta

import pytest

from engine import commands as c
from engine.handling.telling import answered_after
from engine.refusals import (
    CopiedAlready,
    NobodyToUrge,
    NoSuchCopy,
    NotInvolved,
    OutsideOfficeHours,
    OwnCase,
    Recused,
    UrgedAlready,
)
from tests.engine.builders import ADMIN, BU, CHU, LIN, NOMINEE_HASH, Office, at, at_step, sign
from tests.engine.reviewing import FAN, NOMINEE, SUN, WU


def waiting() -> Office:
    return at_step(sign("review", "office", "any"))


def test_urge_nudges_those_the_case_waits_for_and_shows_its_effect() -> None:
    office = waiting()
    (urged,) = office.ask(c.Urge(LIN))
    assert len(urged.assignments) == 2  # type: ignore[union-attr]
    office.later(office.now + timedelta(hours=5))
    office.decides(CHU)
    done = next(one for one in office.state.assignments if one.person == CHU.id)
    assert answered_after(done) == timedelta(hours=5)
    asked = next(one for one in office.state.assignments if one.person == BU.id)
    assert (asked.urged_at is not None, answered_after(asked)) == (True, None), "closed, but not answered"


def test_urge_is_limited_for_the_whole_case_whoever_urges() -> None:
    office = waiting()
    office.ask(c.Urge(LIN))
    office.later(at(2, 21, 17))
    with pytest.raises(UrgedAlready, match=r"2022年2月21日 09:00 已经催办过，2022年2月22日 起可以再催"):
        office.ask(c.Urge(ADMIN))
    office.later(at(2, 22, 9))
    assert office.ask(c.Urge(ADMIN))


def test_urge_is_limited_by_the_hour_where_the_definition_says_so() -> None:
    office = at_step(sign("review", "office", "any"), urge_every="2 working hours")
    office.ask(c.Urge(LIN))
    with pytest.raises(UrgedAlready, match="2022年2月21日 11:00 起可以再催"):
        office.later(at(2, 21, 10, 59)).ask(c.Urge(LIN))
    assert office.later(at(2, 21, 11)).ask(c.Urge(LIN))


@pytest.mark.parametrize("moment", [at(2, 21, 20), at(2, 26, 10), at(4, 4, 10)])
def test_urge_does_not_disturb_nights_weekends_and_holidays(moment: object) -> None:
    office = waiting().later(moment)  # type: ignore[arg-type]
    with pytest.raises(OutsideOfficeHours, match="请在工作日 08:30 至 18:00 之间催办"):
        office.ask(c.Urge(LIN))


def test_urge_works_on_a_weekend_that_is_worked() -> None:
    assert waiting().later(at(4, 2, 10)).ask(c.Urge(LIN))


def test_nobody_urges_himself_and_strangers_urge_nobody() -> None:
    with pytest.raises(NotInvolved, match="您没有参与本事项，不能催办"):
        waiting().ask(c.Urge(FAN))
    with pytest.raises(NobodyToUrge):
        at_step(sign("review", "clerk")).ask(c.Urge(CHU))
    with pytest.raises(OwnCase):
        waiting().ask(c.Urge(replace(LIN, identity=NOMINEE_HASH)))


def test_copy_to_reaches_each_person_once_unless_asked_otherwise() -> None:
    office = waiting()
    office.ask(c.CopyTo(CHU, (SUN, WU, SUN), "供参考"))
    assert [(one.person, one.note) for one in office.state.copies] == [("sun", "供参考"), ("wu", "供参考")]
    with pytest.raises(CopiedAlready, match="已经抄送过：孙静"):
        office.ask(c.CopyTo(BU, (SUN,)))
    office.ask(c.MarkRead(SUN, office.state.copies[0].id))
    office.ask(c.CopyTo(BU, (SUN,), again=True))
    copy = office.state.copies[0]
    assert (copy.sent_by, copy.read_at) == ("bu", None)
    assert copy.person == "sun"
    assert len(office.state.copies) == 2


def test_read_is_for_whoever_has_the_copy_and_done_once() -> None:
    office = waiting()
    office.ask(c.CopyTo(CHU, (WU, SUN)))
    copy = office.state.copies[1].id
    with pytest.raises(NoSuchCopy):
        office.ask(c.MarkRead(WU, copy))
    office.ask(c.MarkRead(SUN, copy))
    assert [one.read_at for one in office.state.copies] == [None, office.now]
    assert office.ask(c.MarkRead(SUN, copy)) == []


def test_the_nominee_gets_no_copy() -> None:
    with pytest.raises(Recused, match="演示人选 按回避规定"):
        waiting().ask(c.CopyTo(CHU, (NOMINEE,)))


def test_a_copy_may_be_sent_of_a_case_that_is_over() -> None:
    office = at_step().decides(CHU, outcome="granted")
    assert office.ask(c.CopyTo(CHU, (SUN,)))
