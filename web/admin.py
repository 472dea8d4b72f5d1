"""For administrators: what is held or parked, the people and units, and the clock of a demonstration office."""

from datetime import UTC, datetime

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from actions import advance, clock
from engine.deadlines import SHANGHAI, Calendar
from engine.refusals import Refusal
from models import calendars, outbox
from models.reads import administration as reads
from web.errors import sentence_of, status_of
from web.formats import next_working_morning
from web.pages import office_of, render, words
from web.refusals import MomentUnreadable, NotFound
from web.speaking import Administrator, Identity, Posted, Viewer, said, transaction
from web.wording import KIND, POST, SECTOR

router = APIRouter(prefix="/admin")
_WINDOW_DAYS = 5  # of publicity, not counting the day of posting


@router.get("")
def overview(request: Request, _me: Administrator, done: str = "") -> Response:
    """What waits for an administrator."""
    with transaction(request) as session:
        given = {
            "held": reads.held_cases(session),
            "parked": reads.parked_lines(session),
            "waiting": outbox.waiting(session),
        }
    return render(request, "admin/overview.html", done=bool(done), **given)


@router.post("/cases/{case_id}/resume")
def resume(request: Request, me: Administrator, _form: Posted, case_id: Identity) -> Response:
    """Have a held case go on."""
    with transaction(request) as session:
        advance.resume(session, case_id, actor=me.person, now=me.now)
    return RedirectResponse(f"/cases/{case_id}?done=1", 303)


@router.post("/outbox/{line}/retry")
def retry(request: Request, _me: Administrator, _form: Posted, line: int) -> Response:
    """Have the dispatcher try a parked fact again."""
    with transaction(request) as session:
        outbox.unpark(session, line)
    return RedirectResponse("/admin?done=1", 303)


@router.get("/people")
def people(request: Request, _me: Administrator, q: str = "") -> Response:
    """Everybody of the office."""
    with transaction(request) as session:
        found = reads.people(session, q=q.strip())
    _ = words(request)
    posts = {post: _(name) for post, name in POST.items()}
    return render(request, "admin/people.html", people=found, q=q, post_words=posts)


@router.get("/units")
def units(request: Request, _me: Administrator) -> Response:
    """The tree of units, as a list."""
    with transaction(request) as session:
        found = reads.units(session)
    _ = words(request)
    given = {
        "kind_words": {kind: _(name) for kind, name in KIND.items()},
        "sector_words": {sector: _(name) for sector, name in SECTOR.items()},
    }
    return render(request, "admin/units.html", units=found, **given)


@router.get("/clock")
def clock_page(request: Request, me: Administrator) -> Response:
    """The clock of a demonstration office. Raises NotFound in a working one."""
    return _clock(request, me)


@router.post("/clock")
def move_clock(request: Request, me: Administrator, form: Posted) -> Response:
    """Move the clock on: to a moment, or to the next working morning."""
    _demonstration_only(request)
    try:
        with transaction(request) as session:
            offered = _mornings(me, calendars.of(session))
            to = offered.get(said(form, "by")) or _moment(said(form, "to"))
            clock.move(session, to=to, actor=me.person, now=me.now)
    except Refusal as refusal:
        return _clock(request, me, status=status_of(refusal), sentence=sentence_of(request, refusal))
    return RedirectResponse("/admin/clock?done=1", 303)


def _clock(request: Request, me: Viewer, *, status: int = 200, sentence: str = "") -> Response:
    _demonstration_only(request)
    with transaction(request) as session:
        offered = _mornings(me, calendars.of(session))
    typed = me.now.astimezone(SHANGHAI).strftime("%Y-%m-%dT%H:%M")
    given = {"now": me.now, "typed": typed, "sentence": sentence}
    given |= {"following": offered["working_day"], "after_window": offered["window"]}
    return render(request, "admin/clock.html", status, done="done" in request.query_params, **given)


def _mornings(me: Viewer, calendar: Calendar) -> dict[str, datetime]:
    """Where one press takes the clock: tomorrow's work, or past a window of five working days that opens today."""
    mornings = [next_working_morning(me.now, calendar)]
    while len(mornings) <= _WINDOW_DAYS:
        mornings.append(next_working_morning(mornings[-1], calendar))
    return {"working_day": mornings[0], "window": mornings[-1]}


def _moment(text: str) -> datetime:
    """A moment as the browser's field writes it, in Shaanxi time. Raises MomentUnreadable."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI).astimezone(UTC)
    except (ValueError, OverflowError):
        raise MomentUnreadable from None


def _demonstration_only(request: Request) -> None:
    if not office_of(request).settings.demo:
        raise NotFound
