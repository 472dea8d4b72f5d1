"""帮扶台账: what waits to be paid, lists for the bank and what came back, the report of a year."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from actions import helping
from engine.deadlines import local_date
from engine.hardship.aid import TITLES, AidKind
from engine.hardship.centre import must_be_of_the_centre
from engine.hardship.filling import title_of
from engine.hardship.paying import KINDS, CellFinding, Said
from engine.refusals import Refusal
from models import payments
from web.downloads import made_file
from web.errors import sentence_of, status_of
from web.pages import office_of, render
from web.refusals import AmountUnreadable
from web.speaking import Identity, Me, Posted, Viewer, said, transaction
from web.uploads import table_sent
from web.xlsx.tables import Row, Value, read, written

router = APIRouter()
LIST_HEADS = ("清单号", "行号", "户名", "开户行", "卡号", "金额", "用途")
RETURN_HEADS = ("行号", "金额", "结果", "到账日期", "原因")
_KINDS: dict[str, AidKind] = {key: key for key in TITLES}


@router.get("/help")
def page(request: Request, me: Me) -> Response:
    """What waits, what failed, and every list."""
    return _page(request, me)


@router.post("/help/lists")
def make_list(request: Request, me: Me, _form: Posted) -> Response:
    """The list for the bank, as a table; whose account is in it is a line of each case's journal."""
    try:
        with transaction(request) as session:
            seal = office_of(request).seal
            number, lines = helping.make_list(session, actor=me.person, now=me.now, seal=seal)
    except Refusal as refusal:
        return _page(request, me, sentence=sentence_of(request, refusal), status=status_of(refusal))
    return _table(number, LIST_HEADS, _list_rows(number, lines))


@router.post("/help/lists/{number}/file")
def fetch_list(request: Request, me: Me, _form: Posted, number: str) -> Response:
    """The same list again; it is journalled again."""
    with transaction(request) as session:
        seal = office_of(request).seal
        lines = helping.fetch_list(session, number, actor=me.person, now=me.now, seal=seal)
    return _table(number, LIST_HEADS, _list_rows(number, lines))


@router.post("/help/lists/{number}/returns")
def take_returns(request: Request, me: Me, form: Posted, number: str) -> Response:
    """Take in what the bank says; with one wrong cell, nothing, and every wrong cell is named."""
    try:
        rows = read(table_sent(form), RETURN_HEADS)
        with transaction(request) as session:
            said_ = [_said(one) for one in rows]
            wrong = helping.take_returns(session, number, said_, actor=me.person, now=me.now)
    except Refusal as refusal:
        return _page(request, me, sentence=sentence_of(request, refusal), status=status_of(refusal))
    if wrong:
        return _page(request, me, wrong=wrong, number=number, status=422)
    return RedirectResponse("/help?done=1", 303)


@router.post("/help/payments/{payment}/again")
def pay_again(request: Request, me: Me, _form: Posted, payment: Identity) -> Response:
    """A sum that did not arrive goes into the next list."""
    with transaction(request) as session:
        helping.pay_again(session, payment, actor=me.person, now=me.now)
    return RedirectResponse("/help?done=1", 303)


@router.get("/help/report")
def report(request: Request, me: Me, year: int | None = None) -> Response:
    """What was paid in a year, by unit, class and kind."""
    must_be_of_the_centre(me.person)
    of = year or local_date(me.now).year
    with transaction(request) as session:
        rows = payments.year(session, of)
    total = sum((Decimal(str(one["amount"])) for one in rows), Decimal(0))
    return render(
        request, "help_report.html", year=of, rows=rows, total=total, titles=KINDS, class_title=_class_title
    )


@router.get("/help/report.xlsx")
def report_table(request: Request, me: Me, year: int) -> Response:
    """The same as a table."""
    must_be_of_the_centre(me.person)
    with transaction(request) as session:
        rows = payments.year(session, year)
    heads = ("单位", "困难类别", "帮扶种类", "户数", "笔数", "金额")
    lines: list[tuple[Value, ...]] = [
        (
            str(one["unit"]),
            _class_title(str(one["class"])),
            KINDS[str(one["kind"])],
            int(str(one["households"])),
            int(str(one["payments"])),
            Decimal(str(one["amount"])),
        )
        for one in rows
    ]
    return _table(f"{year}-help", heads, lines)


def _page(
    request: Request,
    me: Viewer,
    *,
    sentence: str = "",
    wrong: Sequence[CellFinding] = (),
    number: str = "",
    status: int = 200,
) -> Response:
    must_be_of_the_centre(me.person)
    with transaction(request) as session:
        return render(
            request,
            "help.html",
            status,
            waiting=payments.granted(session),
            failed=payments.failed(session),
            lists=payments.lists(session),
            titles=KINDS,
            sentence=sentence,
            wrong=wrong,
            number=number,
            done="done" in request.query_params,
            year=local_date(me.now).year,
            heads="、".join(RETURN_HEADS),
        )


def wish_of(form: FormData) -> helping.Wish:
    """What was typed. Raises AmountUnreadable."""
    kind = _KINDS.get(said(form, "kind"))
    member, cost = said(form, "member"), said(form, "cost")
    if kind is None:
        raise AmountUnreadable(what=said(form, "kind"))
    return helping.Wish(
        kind,
        _amount(said(form, "amount")),
        int(member) if member.isdigit() else None,
        _amount(cost) if cost else None,
    )


def _amount(text: str) -> Decimal:
    """Yuan with at most two places. Raises AmountUnreadable."""
    try:
        amount = Decimal(text.replace(",", "").replace("，", ""))
    except InvalidOperation:
        raise AmountUnreadable(what=text) from None
    if not amount.is_finite() or amount != amount.quantize(Decimal("0.01")):
        raise AmountUnreadable(what=text)
    return amount


def _said(row: Row) -> Said:
    """A row of the bank's table; what cannot be read stays as text, for the check to name its cell."""
    line, paid_on = row.cells["行号"], row.cells["到账日期"]
    try:
        amount: Decimal | str = _amount(row.cells["金额"])
    except AmountUnreadable:
        amount = row.cells["金额"]
    return Said(
        row=row.number,
        line=int(line) if line.isdigit() else line,
        amount=amount,
        result=row.cells["结果"],
        paid_on=_day(paid_on),
        why=row.cells["原因"],
    )


def _day(text: str) -> date | str:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def _list_rows(number: str, lines: Sequence[helping.Payable]) -> list[tuple[Value, ...]]:
    return [(number, one.line, one.holder, one.bank, one.card, one.amount, one.purpose) for one in lines]


def _table(name: str, heads: Sequence[str], rows: Sequence[Sequence[Value]]) -> Response:
    return made_file(written(name, heads, rows), f"{name}.xlsx")


def _class_title(hardship_class: str) -> str:
    return title_of(hardship_class) if hardship_class else ""
