"""The data of a month is taken in whole or not at all."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import select

from actions.monitoring import grade_next
from actions.month_data import take_in
from engine.refusals import MonthRefused, NotYourHouseholds, PeriodNotYetBegun
from models.monitoring import Snapshot
from models.monitoring_runs import RelapseCheck
from models.session import Session
from seeds.relapse_rules import rules_for
from tests import watched
from tests.factories import an_office

MONTH, NOW = date(2022, 10, 1), datetime(2022, 10, 20, tzinfo=UTC)


def kept(session: Session) -> list[Decimal | None]:
    return list(session.scalars(select(Snapshot.arrears).order_by(Snapshot.household, Snapshot.word)))


def test_every_finding_is_told_and_no_line_is_kept(session: Session) -> None:
    an_office(session)
    watched.watch(session, 1)
    lines = [("0000000", watched.calm() | {"loss": Decimal(-1)}), ("0000000", {}), ("ghost", watched.calm())]
    with pytest.raises(MonthRefused) as caught:
        take_in(session, MONTH, lines, now=NOW)
    assert len(caught.value.findings) == 3
    assert all(part in str(caught.value) for part in ("ghost", "写了 2 次", "loss"))
    assert kept(session) == []


def test_a_later_word_holds_until_the_month_is_graded(session: Session) -> None:
    an_office(session)
    watched.watch(session, 1)
    for arrears in (5, 7):
        take_in(session, MONTH, [("0000000", watched.calm() | {"arrears": Decimal(arrears)})], now=NOW)
    assert kept(session) == [5, 7]  # the first word is kept as it was
    grade_next(session, MONTH, rules_for(MONTH), now=NOW)
    assert session.scalars(select(RelapseCheck.input)).one()["arrears"] == 7
    with pytest.raises(MonthRefused, match="已核查"):
        take_in(session, MONTH, [("0000000", watched.calm())], now=NOW)


def test_a_household_that_the_table_leaves_out_is_a_gap_unless_it_is_said_to_be_one(session: Session) -> None:
    an_office(session)
    watched.watch(session, 2)
    watched.watch(session, 1, unit="xazx")  # of a unit that is not in the table
    line = ("0000000", watched.calm())
    with pytest.raises(MonthRefused, match="0000001 本月没有数据") as caught:
        take_in(session, MONTH, [line], now=NOW)
    assert len(caught.value.findings) == 1
    assert take_in(session, MONTH, [line], now=NOW, with_gaps=True) == 1
    assert take_in(session, MONTH, [("0000001", watched.calm())], now=NOW) == 1  # the other has its data


def test_who_speaks_for_a_unit_says_nothing_of_another(session: Session) -> None:
    an_office(session)
    watched.watch(session, 1)
    with pytest.raises(NotYourHouseholds, match="0000000"):
        take_in(session, MONTH, [("0000000", watched.calm())], now=NOW, units=frozenset({"xazx"}))


def test_what_a_line_leaves_out_is_unknown(session: Session) -> None:
    an_office(session)
    watched.watch(session, 1)
    assert take_in(session, MONTH, [("0000000", {"persons": Decimal(2)})], now=NOW) == 1
    assert kept(session) == [None]


def test_data_of_a_month_to_come_is_refused(session: Session) -> None:
    with pytest.raises(PeriodNotYetBegun):
        take_in(session, date(2022, 11, 1), [], now=NOW)
