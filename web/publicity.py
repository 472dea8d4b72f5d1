"""What is shown to the public, open to all without signing in: no more than the definition allows."""

from dataclasses import dataclass
from datetime import timedelta

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from actions.publicity import file_objection
from engine.deadlines import Calendar
from engine.definition import Process, PublicityStep
from engine.objections import must_be_traceable
from engine.refusals import Refusal
from models import calendars, processes
from models.reads import publicity as reads
from models.reads.publicity import Shown
from models.session import Session
from web import formats
from web.allowance import Allowance
from web.answers import shown_to_others
from web.errors import sentence_of, status_of
from web.pages import office_of, render, words
from web.refusals import NotFound, TooManyObjections
from web.speaking import Anyone, Identity, Posted, real_time, said, transaction
from web.wording import LEVEL, Translate

router = APIRouter(prefix="/publicity")
OBJECTIONS = Allowance(5, timedelta(hours=1), real_time)


@dataclass(frozen=True, slots=True)
class Notice:
    """A showing as the public reads it."""

    shown: Shown
    level: str
    lines: tuple[tuple[str, str], ...]
    days_left: int
    window_days: int
    receives: str


@router.get("")
def listed(request: Request, _viewer: Anyone) -> Response:
    """All that is shown at this moment."""
    now = office_of(request).clock()
    with transaction(request) as session:
        notices = [notice_of(request, session, one) for one in reads.shown(session, now=now)]
    return render(request, "publicity.html", notices=notices)


@router.get("/{window}")
def one(request: Request, _viewer: Anyone, window: Identity, filed: str = "") -> Response:
    """One showing, and the form for an objection."""
    return _page(request, window, filed=bool(filed))


@router.post("/{window}/objections")
def objection(request: Request, form: Posted, window: Identity) -> Response:
    """Object to what is shown. The words are sealed before they are stored."""
    typed = {name: said(form, name) for name in ("name", "contact", "text")}
    try:
        file_from(request, window, typed)
    except NotFound:
        raise
    except Refusal as refusal:
        sentence = sentence_of(request, refusal)
        return _page(request, window, status=status_of(refusal), typed=typed, sentence=sentence)
    return RedirectResponse(f"/publicity/{window}?filed=1#filed", 303)


def file_from(request: Request, window: str, typed: dict[str, str]) -> None:
    """File an objection. Raises TooManyObjections, NotFound once the showing is over, and what the engine refuses."""
    must_be_traceable(**typed)  # what has to be filled in again uses up nothing of the allowance
    if not OBJECTIONS.take(request.client.host if request.client else ""):
        raise TooManyObjections
    office = office_of(request)
    now = office.clock()
    with transaction(request) as session:
        shown = reads.one_shown(session, window, now=now)
        if shown is None:
            raise NotFound
        file_objection(session, shown.case_id, **typed, now=now, seal=office.seal)


def _page(
    request: Request,
    window: str,
    *,
    status: int = 200,
    filed: bool = False,
    typed: dict[str, str] | None = None,
    sentence: str = "",
) -> Response:
    with transaction(request) as session:
        shown = reads.one_shown(session, window, now=office_of(request).clock())
        if shown is None:
            raise NotFound
        notice = notice_of(request, session, shown)
    typed = typed or {"name": "", "contact": "", "text": ""}
    return render(request, "notice.html", status, notice=notice, filed=filed, typed=typed, sentence=sentence)


def notice_of(request: Request, session: Session, shown: Shown) -> Notice:
    """A showing as the public reads it: the definition's fields and masks, no others."""
    process = processes.get(session, shown.version)
    step = process.step(shown.step)
    if not isinstance(step, PublicityStep):
        raise NotFound
    say = words(request)
    return Notice(
        shown=shown,
        level=say(LEVEL[shown.level]),
        lines=_lines(process, step, shown, say),
        days_left=_days_left(request, shown, calendars.of(session)),
        window_days=step.window.amount,
        receives=process.bodies[step.objections_to].title,
    )


def _lines(
    process: Process, step: PublicityStep, shown: Shown, say: Translate
) -> tuple[tuple[str, str], ...]:
    """Label and text of each field that the definition shows, masked as it says."""
    return tuple(
        (field.label, shown_to_others(field, shown.answers.get(field.key), one, say))
        for one in step.shows
        for field in [process.field(one.field)]
    )


def _days_left(request: Request, shown: Shown, calendar: Calendar) -> int:
    if shown.days_left is not None:
        return shown.days_left
    return formats.days_left(shown.closes_at, office_of(request).clock(), calendar)
