"""劳模专项补助: what a case grants to whoever holds a title stands in the title's ledger and waits for the bank."""

from datetime import datetime
from decimal import Decimal
from uuid import uuid4

from engine.deadlines import local_date
from engine.state import CaseState
from engine.subsidy.of_case import kind_paid
from engine.titles.money import MoneyLine
from models import payments, titles
from models.payments import HelpPayment
from models.session import Session


def grant(session: Session, state: CaseState, sum_of: str, *, now: datetime) -> None:
    """Book the sum in the field ``sum_of`` of the form; asked twice, it is booked once."""
    concerned = titles.about(session, state.id)
    one = titles.lock(session, concerned.title) if concerned else None
    granted = Decimal(str(state.answers.get(sum_of) or 0))
    if one is None or one.title.is_over or not granted or payments.of_case(session, state.id):
        return
    by = next(share.person for share in reversed(state.assignments) if share.decision == "determine")
    line = MoneyLine("granted", granted, local_date(now))
    titles.book(session, one.title.number, line, state.number, by=by, now=now)
    new = HelpPayment(
        id=str(uuid4()),
        title=one.title.number,
        case_id=state.id,
        kind=kind_paid(state.answers),
        whose="",
        person=state.identity or "",
        amount=granted,
        granted_on=local_date(now),
        granted_by=by,
        basis=f"{state.number}：{state.answers.get('reckoned_as') or ''}",
    )
    session.add(new)
    session.flush()


def arrived(session: Session, one: HelpPayment, *, by: str, now: datetime) -> None:
    """The bank says that it arrived: in the ledger it is spent."""
    if one.title is not None and one.paid_on is not None:
        line = MoneyLine("spent", one.amount, one.paid_on, "holder")
        titles.book(session, one.title, line, f"{one.list}-{one.line}", by=by, now=now)
