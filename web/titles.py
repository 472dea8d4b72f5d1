"""称号台账: the register of titles, the life of each, and its money."""

from datetime import date
from decimal import Decimal, InvalidOperation
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from actions import title_money, titles
from engine.deadlines import local_date
from engine.definition import Process, body_of
from engine.refusals import MoneyRefused, NoSuchTitle, Refusal
from engine.titles.dues import following
from engine.titles.money import BOOKED, BY_UNIT, MoneyLine, balance, may_book, unread
from models import processes
from models import titles as register
from models.reads import titles as reads
from models.session import Session
from models.titles import Registered, line_of
from web.errors import sentence_of, status_of
from web.pages import render
from web.speaking import Identity, Me, Posted, Viewer, said, transaction
from web.wording import PURPOSE, TITLE_ENTRY, TITLE_STATUS

router = APIRouter(prefix="/titles")
_TYPED = ("kind", "amount", "on", "purpose", "note")


@router.get("")
def listed(request: Request, me: Me, status: str = "", said: str = "") -> Response:
    """The titles that are the reader's business, and how many there are of each status."""
    unit = unit_of(me)
    with transaction(request) as session:
        rows = reads.listed(session, unit=unit, status=status, said=said.strip())
        counts = reads.counts(session, unit=unit)
        entering = _entering(session, me)
    given = {"rows": rows, "counts": counts, "labels": TITLE_STATUS, "status": status, "said": said}
    return render(request, "titles.html", most=reads.MOST, entering=entering, **given)


@router.get("/{number}")
def show(request: Request, me: Me, number: str, done: str = "") -> Response:
    """One title: what it is, what is due, its life, the cases about it, its money."""
    return _page(request, me, number, done=bool(done))


@router.post("/{number}/cases")
def open_about(request: Request, me: Me, form: Posted, number: str) -> Response:
    """Open a case about the title: another leader, taking it back."""
    try:
        with transaction(request) as session:
            readable(session, me, number)
            case_id = titles.open_about(session, number, said(form, "process"), actor=me.person, now=me.now)
    except Refusal as refusal:
        return _refused(request, me, number, form, refusal)
    return RedirectResponse(f"/cases/{case_id}", 303)


@router.post("/{number}/money")
def book(request: Request, me: Me, form: Posted, number: str) -> Response:
    """Write a line into the ledger."""
    try:
        line = _line(form)
        with transaction(request) as session:
            readable(session, me, number)
            title_money.book(session, number, line, said(form, "note"), actor=me.person, now=me.now)
    except Refusal as refusal:
        return _refused(request, me, number, form, refusal)
    return RedirectResponse(f"/titles/{quote(number)}?done=1#money", 303)


@router.post("/{number}/money/{line}/strike")
def strike(request: Request, me: Me, form: Posted, number: str, line: Identity) -> Response:
    """Strike a line of the ledger."""
    try:
        with transaction(request) as session:
            readable(session, me, number)
            title_money.strike(session, number, line, actor=me.person, now=me.now)
    except Refusal as refusal:
        return _refused(request, me, number, form, refusal)
    return RedirectResponse(f"/titles/{quote(number)}?done=1#money", 303)


def unit_of(me: Viewer) -> str:
    """Whose titles are shown: all of them to the province and the federation, else one's own and those below."""
    return "" if me.sees_all_units else me.person.unit


def readable(session: Session, me: Viewer, number: str) -> Registered:
    """The title, if it is the reader's business. Raises NoSuchTitle."""
    one = register.load(session, number) if reads.may_see(session, number, unit=unit_of(me)) else None
    if one is None:
        raise NoSuchTitle
    return one


def _line(form: FormData) -> MoneyLine:
    """The line as it was typed. Raises MoneyRefused with everything that cannot be read."""
    amount, on = _amount(said(form, "amount")), _day(said(form, "on"))
    if amount is None or on is None:
        raise MoneyRefused(unread(amount, on))
    if said(form, "kind") == "granted":
        return MoneyLine("granted", amount, on)
    return MoneyLine(
        "spent", amount, on, next((one for one in PURPOSE if one == said(form, "purpose")), None)
    )


def _amount(text: str) -> Decimal | None:
    try:
        amount = Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None
    return amount if amount.is_finite() else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _refused(request: Request, me: Viewer, number: str, form: FormData, refusal: Refusal) -> Response:
    sentence = sentence_of(request, refusal)
    return _page(request, me, number, status=status_of(refusal), form=form, sentence=sentence)


def _page(
    request: Request,
    me: Viewer,
    number: str,
    *,
    status: int = 200,
    form: FormData | None = None,
    sentence: str = "",
    done: bool = False,
) -> Response:
    with transaction(request) as session:
        one = readable(session, me, number)
        rows = list(register.money(session, number))
        terms = processes.get(session, one.version).title_terms
        given = {
            "one": one,
            "dues": following(one.title, terms) if terms else [],
            "entries": register.entries(session, number),
            "cases": reads.cases_about(session, number),
            "others": reads.others(session, number),
            "offers": _offers(session, me, one),
            "rows": rows,
            "struck": {row.strikes for row in rows},
        }
    return render(
        request,
        "title.html",
        status,
        **given,
        terms=terms,
        balance=balance(line_of(row) for row in rows),
        books=[kind for kind in BOOKED if may_book(kind, me.person, one.unit)],
        purposes=PURPOSE,
        by_unit=BY_UNIT,
        labels=TITLE_STATUS,
        kinds=TITLE_ENTRY,
        typed={name: said(form, name) if form else "" for name in _TYPED},
        today=local_date(me.now),
        sentence=sentence,
        done=done,
    )


def _entering(session: Session, me: Viewer) -> list[Process]:
    """By which processes the reader may enter titles from before."""
    current = processes.in_force(session, local_date(me.now))
    return [one for _version, one in current if one.enters and _begins(me, one)]


def _begins(me: Viewer, process: Process) -> bool:
    """Whether the reader holds the post that fills the first form."""
    return process.bodies[str(body_of(process.steps[0]))].post in me.person.posts


def _offers(session: Session, me: Viewer, one: Registered) -> list[Process]:
    """The processes about such a title that the reader may begin; those that open by themselves are not offered."""
    if one.title.is_over or not me.may_open or me.person.unit != one.unit:
        return []
    terms = processes.get(session, one.version).title_terms
    by_itself = {check.process for check in terms.checks} if terms else set()
    by_itself |= {terms.rectify.process} if terms and terms.rectify else set()
    return [
        process
        for _version, process in processes.in_force(session, local_date(me.now))
        if one.process in process.about_titles and process.key not in by_itself and _begins(me, process)
    ]
