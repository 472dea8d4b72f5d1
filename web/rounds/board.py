"""The board of a round (届次看板): what is missing, who is late, whether it can be decided, calendar and freezes."""

import json

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from markupsafe import Markup

from actions import gates, round_calendar
from engine.refusals import Refusal
from engine.rounds.intake import STANDINGS
from models import freezes, round_journal
from models.organisation import names_of
from models.session import Session
from web.dates import day
from web.errors import sentence_of, status_of
from web.pages import render, words
from web.refusals import NotFound
from web.rounds.plot import round_plot
from web.rounds.view import MOST_LINES, Board, bars_of, board_of
from web.rounds.words import Told, told
from web.speaking import Me, Officer, Posted, Viewer, said, transaction
from web.wording import Translate

router = APIRouter(prefix="/rounds/{round_key}")


@router.get("")
def board(request: Request, me: Me, round_key: str) -> Response:
    """The board, as far as the round is the reader's business."""
    return _page(request, me, round_key)


@router.post("/phases/{phase}")
def change_phase(request: Request, me: Officer, form: Posted, round_key: str, phase: str) -> Response:
    """Give a part of the calendar other days, or end it before its time."""
    try:
        with transaction(request) as session:
            if said(form, "how") == "close":
                round_calendar.close_phase(session, round_key, phase, actor=me.person, now=me.now)
            else:
                round_calendar.move_phase(
                    session,
                    round_key,
                    phase,
                    opens_on=day(said(form, "opens_on")),
                    closes_on=day(said(form, "closes_on")),
                    reason=said(form, "reason"),
                    actor=me.person,
                    now=me.now,
                )
    except Refusal as refusal:
        return _refused(request, me, round_key, refusal)
    return RedirectResponse(f"/rounds/{round_key}?done=1#calendar", 303)


@router.post("/gates/{gate}/freezes")
def freeze(request: Request, me: Officer, form: Posted, round_key: str, gate: str) -> Response:
    """Take up what came or changed since the gate was opened."""
    try:
        with transaction(request) as session:
            gates.freeze_again(session, round_key, gate, said(form, "reason"), actor=me.person, now=me.now)
    except Refusal as refusal:
        return _refused(request, me, round_key, refusal)
    return RedirectResponse(f"/rounds/{round_key}?done=1#freezes", 303)


@router.get("/freezes/{seq}.json")
def frozen(request: Request, me: Me, round_key: str, seq: int) -> Response:
    """What was frozen, as a file: the hash is that of ``content`` with sorted keys and no spaces, in UTF-8."""
    if not me.sees_all_units:
        raise NotFound
    with transaction(request) as session:
        found = next((one for one in freezes.of_round(session, round_key) if one.seq == seq), None)
    if found is None:
        raise NotFound
    content = {"sha256": found.sha256, "content": found.content}
    return Response(
        json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True),
        media_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="freeze-{round_key}-{seq}.json"'},
    )


def _refused(request: Request, me: Viewer, round_key: str, refusal: Refusal) -> Response:
    status, sentence = status_of(refusal), sentence_of(request, refusal)
    return _page(request, me, round_key, status=status, sentence=sentence)


def _page(request: Request, me: Viewer, round_key: str, *, status: int = 200, sentence: str = "") -> Response:
    _ = words(request)
    with transaction(request) as session:
        found = board_of(session, me, round_key, _)
        journal = _journal(session, found, _) if me.sees_all_units else []
    plot = round_plot(bars_of(found, _), _("各环节件数"))
    given = {
        "board": found,
        "standing": _(STANDINGS[found.standing]),
        "missing": found.missing[:MOST_LINES],
        "plot": Markup(plot),  # noqa: S704 - drawn by us, words escaped
        "gates": {one.key: one.title for one in found.process.gates},
        "journal": journal,
        "done": request.query_params.get("done", ""),
    }
    return render(request, "round.html", status, sentence=sentence, **given)


def _journal(session: Session, found: Board, _: Translate) -> list[Told]:
    entries = round_journal.lines(session, found.state.key)
    names = names_of(session, {one.actor for one in entries if one.actor})
    titles = {one.key: one.title for one in found.process.gates}
    return told(entries, found.state, titles, names, _)
