"""The ledger of a title: what the province gave, and what the unit spent of it."""

from datetime import datetime

from engine.deadlines import local_date
from engine.refusals import FieldFinding, MoneyRefused, NoRightToLedger, NoSuchTitle, NotStruckTwice
from engine.state import Person
from engine.titles.money import MoneyLine, balance, findings, may_book, struck
from models import titles
from models.session import Session
from models.titles import Registered, TitleMoney, line_of


def book(session: Session, number: str, line: MoneyLine, note: str, *, actor: Person, now: datetime) -> None:
    """Write a line. Raises NoSuchTitle, NoRightToLedger, and MoneyRefused with everything that is wrong."""
    one = _held(session, number)
    if not may_book(line.kind, actor, one.unit):
        raise NoRightToLedger
    known = [line_of(row) for row in titles.money(session, number)]
    if wrong := findings(line, known, granted_on=one.title.granted_on, today=local_date(now)):
        raise MoneyRefused(wrong)
    titles.book(session, number, line, note, by=actor.id, now=now)


def strike(session: Session, number: str, line_id: str, *, actor: Person, now: datetime) -> None:
    """Strike a line by its opposite (红字冲销). Raises NoSuchTitle, NoRightToLedger, NotStruckTwice."""
    one = _held(session, number)
    rows = {row.id: row for row in titles.money(session, number)}
    row = rows.get(line_id)
    if row is None or row.strikes is not None or line_id in {each.strikes for each in rows.values()}:
        raise NotStruckTwice
    line = line_of(row)
    if not may_book(line.kind, actor, one.unit):
        raise NoRightToLedger
    if wrong := _left_over(line, list(rows.values())):
        raise MoneyRefused(wrong)
    titles.book(session, number, struck(line, line_id, local_date(now)), "", by=actor.id, now=now)


def _left_over(line: MoneyLine, rows: list[TitleMoney]) -> list[FieldFinding]:
    """A grant of which something was spent already cannot be struck whole."""
    left = balance(line_of(row) for row in rows).left
    if line.kind == "granted" and left < line.amount:
        return [
            FieldFinding("amount", "金额", f"这笔拨款已有支出，只余 {left:.2f} 元，不能冲销；请先冲销支出")
        ]
    return []


def _held(session: Session, number: str) -> Registered:
    one = titles.lock(session, number)
    if one is None:
        raise NoSuchTitle
    return one
