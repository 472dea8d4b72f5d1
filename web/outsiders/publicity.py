"""What is shown to the public, open to all without signing in: no more than the definition allows."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from fastapi import APIRouter, Request, Response

from engine.definition import PublicityStep
from engine.showing.shown import lines
from models import calendars, named_days, processes
from models.reads import publicity as reads
from models.reads.publicity import Shown
from models.session import Session
from web.outsiders import human_check
from web.outsiders.shown_days import days_left, days_of
from web.pages import office_of, render, words
from web.refusals import NotFound
from web.speaking import Anyone, Identity, transaction
from web.wording import LEVEL, Translate

router = APIRouter(prefix="/publicity")


@dataclass(frozen=True, slots=True)
class Notice:
    """A showing as the public reads it."""

    shown: Shown
    step: PublicityStep
    level: str
    lines: tuple[tuple[str, str], ...]
    days_left: int
    receives: str

    @property
    def days_shown(self) -> int:
        """Working days for which it has been shown, today included."""
        return max(0, self.step.window.amount - self.days_left)


@dataclass(frozen=True, slots=True)
class NoticeList:
    """All cases of a round that are shown at one level, in their order: one notice on one board."""

    title: str
    level: str
    address: str
    columns: tuple[str, ...]
    notices: tuple[Notice, ...]

    def cell(self, notice: Notice, column: str) -> str:
        """What a case shows in a column; empty when its version of the definition does not show that."""
        return dict(notice.lines).get(column, "")


@router.get("")
def listed(request: Request, _viewer: Anyone) -> Response:
    """All that is shown at this moment."""
    return render(request, "publicity.html", lists=lists_now(request))


@router.get("/lists/{scope}/{level}")
def one_list(request: Request, _viewer: Anyone, scope: str, level: str) -> Response:
    """All cases of a round (or of a process without rounds) that are shown at one level."""
    found = list_now(request, scope, level)
    return render(request, "notices_shown.html", list=found)


@router.get("/{window}")
def one(request: Request, _viewer: Anyone, window: Identity) -> Response:
    """One showing, and the form for an objection."""
    return page_of(request, window)


def list_now(request: Request, scope: str, level: str, say: Translate | None = None) -> NoticeList:
    """One list of this moment, in the reader's language or another. Raises NotFound when nothing is on it."""
    address = f"/publicity/lists/{scope}/{level}"
    found = [one for one in lists_now(request, say) if one.address == address]
    if not found:
        raise NotFound
    return found[0]


def lists_now(request: Request, say: Translate | None = None) -> list[NoticeList]:
    """Everything that is shown at this moment, list by list."""
    with transaction(request) as session:
        shown = reads.shown(session, now=office_of(request).clock())
        notices = [notice_of(request, session, one, say) for one in shown]
    grouped = groupby(notices, key=lambda one: one.shown.list)
    return [_list(scope, level, tuple(of_list)) for (scope, level), of_list in grouped]


def page_of(
    request: Request,
    window: str,
    *,
    status: int = 200,
    code: str = "",
    typed: object = None,
    sentence: str = "",
) -> Response:
    """The page of one showing, with what was typed and the sentence of a refusal, or the code of an objection."""
    with transaction(request) as session:
        shown = shown_now(request, session, window)
        notice = notice_of(request, session, shown)
        days = days_of(shown, notice.step.window.amount, named_days.of(session))
    given: dict[str, Any] = {"notice": notice, "days": days, "code": code}
    given |= {"typed": typed, "sentence": sentence, "question": human_check.ask(office_of(request))}
    return render(request, "notice.html", status, **given)


def shown_now(request: Request, session: Session, window: str) -> Shown:
    """One showing of this moment. Raises NotFound when it is over or never was."""
    shown = reads.one_shown(session, window, now=office_of(request).clock())
    if shown is None:
        raise NotFound
    return shown


def notice_of(request: Request, session: Session, shown: Shown, say: Translate | None = None) -> Notice:
    """A showing as the public reads it: the definition's fields and masks, no others."""
    process = processes.get(session, shown.version)
    step = process.step(shown.step)
    if not isinstance(step, PublicityStep):
        raise NotFound
    say = say or words(request)
    return Notice(
        shown=shown,
        step=step,
        level=say(LEVEL[shown.level]),
        lines=lines(process, step, shown.answers, say),
        days_left=days_left(shown, office_of(request).clock(), calendars.of(session)),
        receives=process.bodies[step.objections_to].title,
    )


def _list(scope: str, level: str, notices: tuple[Notice, ...]) -> NoticeList:
    first = notices[0]
    columns = dict.fromkeys(label for one in notices for label, _ in one.lines)
    title = first.shown.round_title or first.shown.process_title
    return NoticeList(title, first.level, f"/publicity/lists/{scope}/{level}", tuple(columns), notices)
