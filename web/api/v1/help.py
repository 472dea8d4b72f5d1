"""帮扶台账 in JSON: what waits to be paid, lists for the bank and what came back, the report of a year."""

from datetime import date

from fastapi import APIRouter, Request, Response

from actions import helping
from engine.deadlines import local_date
from engine.hardship.centre import must_be_of_the_centre
from engine.hardship.paying import SAYS, Said
from models import payments
from web.api.v1.shapes import help as shapes
from web.api.v1.speaker import Speaker
from web.pages import office_of
from web.speaking import Identity, transaction

router = APIRouter(prefix="/help")
_RESULT = dict(zip(("paid", "failed"), SAYS, strict=True))


@router.get("")
def ledger(request: Request, speaker: Speaker) -> shapes.Ledger:
    """What waits, what failed, and every list; without anybody's name."""
    must_be_of_the_centre(speaker.person)
    with transaction(request) as session:
        return shapes.Ledger(
            waiting=[shapes.Waiting.model_validate(one) for one in payments.granted(session)],
            failed=[shapes.Failed.model_validate(one) for one in payments.failed(session)],
            lists=[shapes.PaymentList.model_validate(one) for one in payments.lists(session)],
        )


@router.post("/lists", status_code=201)
def make_list(request: Request, speaker: Speaker) -> shapes.BankList:
    """A list for the bank of everything that is granted; whose account is in it is a line of each case's journal."""
    seal = office_of(request).seal
    with transaction(request) as session:
        number, lines = helping.make_list(session, actor=speaker.person, now=speaker.now, seal=seal)
    return _list(number, lines)


@router.post("/lists/{number}/file")
def fetch_list(request: Request, speaker: Speaker, number: str) -> shapes.BankList:
    """The same list again; it is journalled again."""
    seal = office_of(request).seal
    with transaction(request) as session:
        lines = helping.fetch_list(session, number, actor=speaker.person, now=speaker.now, seal=seal)
    return _list(number, lines)


@router.post("/lists/{number}/returns", responses={422: {"model": shapes.ReturnsTaken}})
def take_returns(
    request: Request, response: Response, speaker: Speaker, number: str, said: shapes.Returns
) -> shapes.ReturnsTaken:
    """Take in what the bank says; with one wrong line nothing, every finding is told, and the answer is 422."""
    lines = [_said(row, one) for row, one in enumerate(said.lines, 1)]
    with transaction(request) as session:
        wrong = helping.take_returns(session, number, lines, actor=speaker.person, now=speaker.now)
    if wrong:
        response.status_code = 422
    return shapes.ReturnsTaken(
        taken=0 if wrong else len(lines), wrong=[shapes.CellWrong.model_validate(one) for one in wrong]
    )


@router.post("/payments/{payment}/again", status_code=204)
def pay_again(request: Request, speaker: Speaker, payment: Identity) -> None:
    """A sum that did not arrive goes into the next list."""
    with transaction(request) as session:
        helping.pay_again(session, payment, actor=speaker.person, now=speaker.now)


@router.get("/report")
def report(request: Request, speaker: Speaker, year: int | None = None) -> list[shapes.PaidInYear]:
    """What was paid in a year, by unit, class and kind."""
    must_be_of_the_centre(speaker.person)
    with transaction(request) as session:
        found = payments.year(session, year or local_date(speaker.now).year)
    return [shapes.PaidInYear.model_validate({**one, "hardship_class": one["class"]}) for one in found]


def _list(number: str, lines: list[helping.Payable]) -> shapes.BankList:
    return shapes.BankList(number=number, lines=[shapes.Payable.model_validate(one) for one in lines])


def _said(row: int, one: shapes.BankSaid) -> Said:
    day: date | str = one.paid_on or ""
    return Said(row, one.line, one.amount, _RESULT[one.result], day, one.why)
