"""Rounds and places (名额): who was given how many, who has used them, and opening a new round."""

import re

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from actions.rounds import open_round
from engine.deadlines import local_date
from engine.refusals import Refusal
from models import processes
from models.reads import rounds as reads
from models.reads.rounds import UnitLine
from web.errors import sentence_of, status_of
from web.pages import render
from web.refusals import PlacesUnreadable, YearUnreadable
from web.speaking import Me, Officer, Posted, Viewer, said, transaction

router = APIRouter(prefix="/rounds")
_FOUR_DIGITS = re.compile(r"[12][0-9]{3}")
_PLACES = re.compile(r"[0-9]{1,9}")


@router.get("")
def listed(request: Request, me: Me, opened: str = "") -> Response:
    """The rounds, as far as they concern the reader's unit; the province and the federation see all lines."""
    with transaction(request) as session:
        rounds = reads.rounds(session, unit="" if me.sees_all_units else me.person.unit)
    return render(request, "rounds.html", rounds=rounds, opened=opened)


@router.get("/new")
def new(request: Request, me: Officer) -> Response:
    """The table of places for a new round."""
    return _table(request, me)


@router.post("/new")
def open_new(request: Request, me: Officer, form: Posted) -> Response:
    """Open the round: the units are told their places."""
    try:
        with transaction(request) as session:
            quota = _quota(form, reads.grass_units(session))
            key = open_round(
                session,
                said(form, "process"),
                year=_year(said(form, "year")),
                quota=quota,
                actor=me.person,
                now=me.now,
            )
    except Refusal as refusal:
        sentence = sentence_of(request, refusal)
        return _table(request, me, status=status_of(refusal), form=form, sentence=sentence)
    return RedirectResponse(f"/rounds?opened={key}", 303)


def _table(
    request: Request, me: Viewer, *, status: int = 200, form: FormData | None = None, sentence: str = ""
) -> Response:
    with transaction(request) as session:
        units = reads.grass_units(session)
        campaigns = [
            process for _version, process in processes.all_current(session) if process.kind == "campaign"
        ]
    typed = {unit.key: said(form, f"places.{unit.key}") if form else "" for unit in units}
    return render(
        request,
        "round_new.html",
        status,
        units=units,
        campaigns=campaigns,
        typed=typed,
        year=said(form, "year") if form else str(local_date(me.now).year),
        chosen=said(form, "process") if form else "",
        sentence=sentence,
    )


def _year(text: str) -> int:
    """The year as it is written. Raises YearUnreadable."""
    if not _FOUR_DIGITS.fullmatch(text):
        raise YearUnreadable
    return int(text)


def _quota(form: FormData, units: list[UnitLine]) -> dict[str, int]:
    """The places of each unit that was given some. Raises PlacesUnreadable for what is no whole number."""
    quota: dict[str, int] = {}
    for unit in units:
        text = said(form, f"places.{unit.key}") or "0"
        if not _PLACES.fullmatch(text):
            raise PlacesUnreadable(unit=unit.name)
        if int(text):
            quota[unit.key] = int(text)
    return quota
