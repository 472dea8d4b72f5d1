"""Rounds and places (名额): who was given how many, who has used them, and opening a new round."""

import re

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from actions import gates as gate_actions
from actions.rounds import open_round
from engine.deadlines import local_date
from engine.definition import Gate, Process, needs_draw
from engine.refusals import Refusal
from models import processes
from models import rounds as stored_rounds
from models.reads import rounds as reads
from models.reads.rounds import UnitLine
from models.session import Session
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
    return _listed(request, me, opened=opened)


@router.post("/{round_key}/gates/{gate}")
def move_gate(request: Request, me: Officer, form: Posted, round_key: str, gate: str) -> Response:
    """Open the gate of a round for all its cases, or close it again."""
    move = gate_actions.close_gate if said(form, "how") == "close" else gate_actions.open_gate
    try:
        with transaction(request) as session:
            move(session, round_key, gate, actor=me.person, now=me.now)
    except Refusal as refusal:
        return _listed(request, me, status=status_of(refusal), sentence=sentence_of(request, refusal))
    return RedirectResponse(f"/rounds/{round_key}", 303)


def _gates(session: Session, process: Process | None, round_key: str) -> list[tuple[Gate, bool]]:
    """The gates of the round, and whether each is open."""
    opened = stored_rounds.open_gates(session, round_key)
    return [(gate, gate.key in opened) for gate in process.gates] if process else []


def _listed(
    request: Request, me: Viewer, *, status: int = 200, opened: str = "", sentence: str = ""
) -> Response:
    with transaction(request) as session:
        rounds = reads.rounds(session, unit="" if me.sees_all_units else me.person.unit)
        by = {one.key: stored_rounds.definition(session, one.key) for one in rounds}
        gates = {key: _gates(session, process, key) for key, process in by.items()}
    scored = {key for key, process in by.items() if _is_scored(process)}
    given = {"rounds": rounds, "opened": opened, "gates": gates, "scored": scored}
    return render(request, "rounds.html", status, sentence=sentence, **given)


def _is_scored(process: Process | None) -> bool:
    """Whether there is a page of scores and draws for the round."""
    return process is not None and any(needs_draw(one) or one.kind == "score" for one in process.steps)


@router.get("/new")
def new(request: Request, me: Officer) -> Response:
    """The table of places for a new round."""
    return _table(request, me)


@router.post("/new")
def open_new(request: Request, me: Officer, form: Posted) -> Response:
    """Open the round: the units are told their places."""
    try:
        with transaction(request) as session:
            quota = places_said(form, reads.grass_units(session))
            key = open_round(
                session,
                said(form, "process"),
                year=year_said(said(form, "year")),
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
        of_today = processes.in_force(session, local_date(me.now))
        campaigns = [process for _version, process in of_today if process.kind == "campaign"]
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


def year_said(text: str) -> int:
    """The year as it is written. Raises YearUnreadable."""
    if not _FOUR_DIGITS.fullmatch(text):
        raise YearUnreadable
    return int(text)


def places_said(form: FormData, units: list[UnitLine]) -> dict[str, int]:
    """The places of each unit that was given some. Raises PlacesUnreadable for what is no whole number."""
    quota: dict[str, int] = {}
    for unit in units:
        text = said(form, f"places.{unit.key}") or "0"
        if not _PLACES.fullmatch(text):
            raise PlacesUnreadable(unit=unit.name)
        if int(text):
            quota[unit.key] = int(text)
    return quota
