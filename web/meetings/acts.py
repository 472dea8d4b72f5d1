"""Meetings: those one belongs to, the page of one, and every act on it: of chair and clerk, of members, of tellers."""

import re
from collections.abc import Callable, Mapping
from typing import Any, get_args

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from actions import meetings as actions
from engine.meetings.state import Attendance, Choice, Papers
from engine.refusals import Refusal
from models.reads import meetings as reads
from models.session import Session
from web.errors import sentence_of, status_of
from web.meetings import page as meeting_page
from web.pages import render
from web.refusals import CountUnreadable, NotFound
from web.speaking import Identity, Me, Posted, Viewer, said, transaction
from web.wording import MEETING_STATUS

router = APIRouter(prefix="/meetings")
Act = Callable[[Session, str, FormData, Viewer], None]
_WHOLE = re.compile(r"[0-9]{1,6}")
_FIGURES = {"returned": "收回", "agree": "同意", "against": "反对", "abstain": "弃权", "invalid": "废票"}


@router.get("")
def listed(request: Request, me: Me) -> Response:
    """The meetings that the reader may see."""
    with transaction(request) as session:
        rows = reads.listed(session, me.person.id)
    return render(request, "meetings.html", rows=rows, statuses=MEETING_STATUS)


@router.get("/{meeting}")
def page(request: Request, me: Me, meeting: Identity) -> Response:
    """One meeting."""
    return meeting_page.show(request, me, meeting)


@router.post("/{meeting}/{act}")
def act(request: Request, me: Me, form: Posted, meeting: Identity, act: str) -> Response:
    """One act on a meeting, by its name; a refusal is answered with the page."""
    if act not in _ACTS:
        raise NotFound
    try:
        with transaction(request) as session:
            meeting_page.visible(session, me, meeting)
            _ACTS[act](session, meeting, form, me)
    except NotFound:
        raise
    except Refusal as refusal:
        sentence = sentence_of(request, refusal)
        return meeting_page.show(request, me, meeting, status=status_of(refusal), sentence=sentence)
    place = f"#item-{item}" if (item := said(form, "item")) else ""
    return RedirectResponse(f"/meetings/{meeting}{place}", 303)


def _whole(verb: Callable[..., None]) -> Act:
    """An act on the meeting as a whole."""
    return lambda session, meeting, _form, me: verb(session, meeting, actor=me.person, now=me.now)


def _with(verb: Callable[..., None], *names: str) -> Act:
    """An act that is told these fields of the form."""

    def do(session: Session, meeting: str, form: FormData, me: Viewer) -> None:
        verb(session, meeting, *(said(form, name) for name in names), actor=me.person, now=me.now)

    return do


def _attendance(session: Session, meeting: str, form: FormData, me: Viewer) -> None:
    typed = {key.removeprefix("m."): str(value) for key, value in form.items() if key.startswith("m.")}
    note_attendance(session, meeting, typed, said(form, "note"), me)


def note_attendance(session: Session, meeting: str, people: Mapping[str, str], note: str, me: Viewer) -> None:
    """The whole list at once; who has gone (``left``) is brought up to date after it."""
    known: dict[str, Attendance] = {who: one for who, one in people.items() if one in get_args(Attendance)}  # type: ignore[misc]
    told: dict[str, Any] = {"actor": me.person, "now": me.now}
    actions.take_attendance(session, meeting, known, note=note, **told)
    for who in (who for who, one in people.items() if one == "left"):
        actions.leave_early(session, meeting, who, **told)


def _excuse(session: Session, meeting: str, form: FormData, me: Viewer) -> None:
    actions.take_attendance(
        session, meeting, {me.person.id: "excused"}, note=said(form, "note"), actor=me.person, now=me.now
    )


def _tellers(session: Session, meeting: str, form: FormData, me: Viewer) -> None:
    people = [str(one) for one in form.getlist("teller") if one]
    actions.name_tellers(session, meeting, people, actor=me.person, now=me.now)


def _vote(session: Session, meeting: str, form: FormData, me: Viewer) -> None:
    typed = said(form, "choice")
    choice: Choice | None = typed if typed in get_args(Choice) else None  # type: ignore[assignment]
    votes = [str(one) for one in form.getlist("votes")]
    actions.cast_paper(session, meeting, said(form, "item"), choice, votes, actor=me.person, now=me.now)


def _count(session: Session, meeting: str, form: FormData, me: Viewer) -> None:
    figures = {key: _number(form, key, label) for key, label in _FIGURES.items()}
    prefix = "votes."
    names = [key.removeprefix(prefix) for key in form if key.startswith(prefix)]
    votes = {name: _number(form, prefix + name, name) for name in names}
    papers = Papers.model_validate({**figures, "votes": votes})
    actions.count_papers(session, meeting, said(form, "item"), papers, actor=me.person, now=me.now)


def _number(form: FormData, name: str, label: str) -> int:
    """A count of papers; an empty field is none. Raises CountUnreadable."""
    text = said(form, name) or "0"
    if not _WHOLE.fullmatch(text):
        raise CountUnreadable(what=label)
    return int(text)


def _recuse(session: Session, meeting: str, form: FormData, me: Viewer) -> None:
    person = said(form, "person") or me.person.id
    reason = said(form, "reason")
    actions.recuse(session, meeting, said(form, "item"), person, reason, actor=me.person, now=me.now)


_ACTS: dict[str, Act] = {
    "opening": _whole(actions.begin),
    "end": _whole(actions.end),
    "cancellation": _with(actions.cancel, "reason"),
    "attendance": _attendance,
    "excuse": _excuse,
    "tellers": _tellers,
    "recusal": _recuse,
    "papers": _with(actions.open_item, "item"),
    "paper": _with(actions.issue_paper, "item", "person"),
    "vote": _vote,
    "count": _count,
    "result": _with(actions.close_item, "item"),
    "run-off": _with(actions.run_off, "item"),
    "setting-aside": _with(actions.set_aside, "item", "reason"),
}
