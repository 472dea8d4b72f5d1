"""代理: an absence is named, shares pass on when it begins and come back when it ends; leavers are replaced."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from actions import assignments, kin
from actions.substitutes import end_substitution, move, name_substitute, to_move
from engine.refusals import NotAdministrator, Recused, SubstituteUnfit
from models import cases
from models.sealing import Seal
from tests.factories import MONDAY, NOMINEE_NUMBER, a_case, an_office, person

FIRST, LAST = date(2022, 2, 21), date(2022, 2, 25)


def a_waiting_case(session: Session, seal: Seal) -> str:
    """A case that waits for the party secretary of its unit."""
    an_office(session)
    return a_case(session, seal, at="party").case_id


def swept(session: Session, at: datetime = MONDAY) -> int:
    """What the clock does every quarter of an hour."""
    return sum(move(session, occasion, one, now=at) for occasion, one in to_move(session, now=at))


def who(session: Session, case: str) -> list[str]:
    record = cases.load(session, case)
    assert record is not None
    return [one.whose for one in record.state.assignments if one.status == "open"]


def test_pain_01_an_absence_begins_and_ends_by_date(session: Session, seal: Seal) -> None:
    case = a_waiting_case(session, seal)
    away, there = person(session, "xjtu.party"), person(session, "xjtu.chair")
    name_substitute(session, away.id, there.id, first=FIRST, last=LAST, actor=away, now=MONDAY)
    assert swept(session) == 1
    assert who(session, case) == ["演示xjtu.chair（代 演示xjtu.party）"]
    assert swept(session) == 0, "twice is once"
    assert swept(session, MONDAY + timedelta(days=7)) == 1
    assert who(session, case) == ["演示xjtu.party"]


def test_an_absence_ended_early_brings_back_what_is_not_done(session: Session, seal: Seal) -> None:
    case = a_waiting_case(session, seal)
    away, there = person(session, "xjtu.party"), person(session, "xjtu.chair")
    named = name_substitute(session, away.id, there.id, first=FIRST, last=LAST, actor=away, now=MONDAY)
    assert swept(session) == 1
    end_substitution(session, named, actor=away, now=MONDAY)
    assert swept(session) == 1
    assert who(session, case) == ["演示xjtu.party"]


def test_an_absence_for_another_process_moves_nothing(session: Session, seal: Seal) -> None:
    case = a_waiting_case(session, seal)
    away, there = person(session, "xjtu.party"), person(session, "xjtu.chair")
    with pytest.raises(SubstituteUnfit, match="没有这些流程：other"):
        name_substitute(
            session, away.id, there.id, first=FIRST, last=LAST, processes_of=["other"], actor=away, now=MONDAY
        )
    assert swept(session) == 0
    assert who(session, case) == ["演示xjtu.party"]


def test_every_reason_against_a_substitute_is_said_at_once(session: Session, seal: Seal) -> None:
    a_waiting_case(session, seal)
    away, stranger = person(session, "xjtu.party"), person(session, "prov.head")
    with pytest.raises(SubstituteUnfit, match="不是本单位的人；结束日期早于开始日期；结束日期已经过去"):
        name_substitute(
            session, away.id, stranger.id, first=FIRST, last=date(2022, 2, 1), actor=away, now=MONDAY
        )


def test_who_stands_in_is_there_and_nobody_names_for_another(session: Session, seal: Seal) -> None:
    a_waiting_case(session, seal)
    officer, head = person(session, "xjtu.party"), person(session, "xjtu.chair")
    name_substitute(session, officer.id, head.id, first=FIRST, last=LAST, actor=officer, now=MONDAY)
    with pytest.raises(SubstituteUnfit, match=r"这段时间也不在；.*正在代理别人"):
        name_substitute(session, head.id, officer.id, first=FIRST, last=LAST, actor=head, now=MONDAY)
    with pytest.raises(NotAdministrator):
        name_substitute(session, head.id, officer.id, first=FIRST, last=LAST, actor=officer, now=MONDAY)


def test_a_declared_relative_is_known_at_every_door(session: Session, seal: Seal) -> None:
    case = a_waiting_case(session, seal)
    officer = person(session, "xjtu.party")
    kin.declare(session, "表弟", NOMINEE_NUMBER, actor=officer, now=MONDAY, seal=seal)
    assert [one.words for one in kin.declared(session, actor=officer, seal=seal)] != []
    again = person(session, "xjtu.party")
    record = cases.load(session, case)
    assert record is not None
    share = next(one.id for one in record.state.assignments if one.status == "open")
    with pytest.raises(Recused, match="与人选有亲属关系"):
        assignments.decide(session, share, "approve", actor=again, now=MONDAY, seal=seal)
