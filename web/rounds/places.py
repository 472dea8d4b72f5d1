"""名额账 of a round: every unit's line, the bookings behind each figure, and what may be done to places."""

import re

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from actions import places
from engine.deadlines import day_text, local_date
from engine.ledger.booking import ACCOUNT_LABELS, VERB_LABELS
from engine.ledger.lines import COLUMN_LABELS, Column, Line, unused_soon
from engine.ledger.verbs import ACT_LABELS, Asked
from engine.refusals import Refusal
from models import round_records, rounds
from models.reads import places as reads
from models.reads.rounds import units_with_places
from models.reads.visible import seen_among
from models.session import Session
from web.errors import sentence_of, status_of
from web.pages import render
from web.refusals import NotFound, PlacesUnreadable
from web.speaking import Me, Officer, Posted, Viewer, said, transaction
from web.xlsx.ledger import workbook

router = APIRouter(prefix="/rounds/{round_key}/places")
_NUMBER = re.compile(r"[0-9]{1,9}")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@router.get("")
def ledger(request: Request, me: Me, round_key: str, booked: str = "") -> Response:
    """The lines of the ledger that are the reader's business."""
    return _ledger(request, me, round_key, booked=booked)


@router.get(".xlsx")
def as_table(request: Request, me: Me, round_key: str) -> Response:
    """The same lines as a table."""
    with transaction(request) as session:
        found = must_be_a_round(session, round_key)
        lines = shown_to(session, me, round_key)
    name = f"places-{round_key}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(workbook(found.title, lines), media_type=_XLSX, headers=headers)


@router.get("/{unit}")
def bookings(
    request: Request, me: Me, round_key: str, unit: str, *, category: str = "", column: Column | None = None
) -> Response:
    """The bookings of one line; of one figure with ``column``."""
    with transaction(request) as session:
        found = must_be_a_round(session, round_key)
        line = line_shown_to(session, me, round_key, unit, category)
        told = reads.booked(session, round_key, unit, category, column)
        listed = [one.booking.case for one in told if one.booking.case]
        seen = seen_among(session, listed, me.person.id)
    labels = {"verbs": VERB_LABELS, "accounts": ACCOUNT_LABELS, "columns": COLUMN_LABELS}
    return render(
        request,
        "places_booked.html",
        round=found,
        line=line,
        bookings=told,
        column=column,
        seen=seen,
        **labels,
    )


@router.post("")
def book(request: Request, me: Officer, form: Posted, round_key: str) -> Response:
    """Give, hold back, take back or move places."""
    try:
        with transaction(request) as session:
            places.book(session, round_key, _asked(form, me), actor=me.person, now=me.now)
    except Refusal as refusal:
        sentence = sentence_of(request, refusal)
        return _ledger(request, me, round_key, status=status_of(refusal), sentence=sentence, form=form)
    return RedirectResponse(f"/rounds/{round_key}/places?booked=1", 303)


def shown_to(session: Session, me: Viewer, round_key: str) -> list[Line]:
    """The lines that are the reader's business: all, or those of his or her unit and the ones below it."""
    return reads.ledger(session, round_key, unit="" if me.sees_all_units else me.person.unit)


def line_shown_to(session: Session, me: Viewer, round_key: str, unit: str, category: str) -> Line:
    """One of those lines. Raises NotFound for any other."""
    for one in shown_to(session, me, round_key):
        if (one.unit, one.category) == (unit, category):
            return one
    raise NotFound


def must_be_a_round(session: Session, round_key: str) -> rounds.Round:
    """The round with this key. Raises NotFound."""
    found = rounds.by_key(session, round_key)
    if found is None:
        raise NotFound
    return found


def _ledger(
    request: Request,
    me: Viewer,
    round_key: str,
    *,
    status: int = 200,
    sentence: str = "",
    booked: str = "",
    form: FormData | None = None,
) -> Response:
    with transaction(request) as session:
        found = must_be_a_round(session, round_key)
        lines = shown_to(session, me, round_key)
        given = {
            "lines": lines,
            "units": units_with_places(session) if me.may_open_rounds else [],
            "categories": _categories(session, found.key),
            "typed": {name: said(form, name) if form else "" for name in _TYPED},
            "unused": _unused(session, round_key, lines, me),
            "labels": COLUMN_LABELS,
            "acts": ACT_LABELS,
        }
    return render(request, "places.html", status, round=found, sentence=sentence, booked=booked, **given)


def _unused(session: Session, round_key: str, lines: list[Line], me: Viewer) -> tuple[str, list[Line]]:
    """Until when recommendations are taken, and what is unused in the last week before; nothing at other times."""
    state = round_records.state_of(session, round_key)
    intake = state.intake if state else None
    if intake is None or intake.closed_at is not None:
        return "", []
    return day_text(intake.last_on), unused_soon(lines, intake.last_on, local_date(me.now))


def _categories(session: Session, round_key: str) -> list[str]:
    """The categories into which the definition sorts the places of the round."""
    process = rounds.definition(session, round_key)
    by = process.quota.by if process and process.quota else None
    return list(process.field(by).options) if process and by else []


_TYPED = ("act", "unit", "category", "places", "reason", "to_unit", "to_category")


def _asked(form: FormData, me: Viewer) -> Asked:
    """What is to be done. Raises NotFound for no act of ours, PlacesUnreadable for what is no number."""
    act = next((one for one in ACT_LABELS if one == said(form, "act")), None)
    if act is None:
        raise NotFound
    if not _NUMBER.fullmatch(said(form, "places")):
        raise PlacesUnreadable(unit=said(form, "unit") or me.unit_name)
    return Asked(
        act,
        said(form, "unit"),
        int(said(form, "places")),
        category=said(form, "category"),
        reason=said(form, "reason"),
        to_unit=said(form, "to_unit"),
        to_category=said(form, "to_category"),
    )
