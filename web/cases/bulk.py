"""批量办理: tick, see what becomes of each, decide, and take back as long as nobody has acted."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import get_args

from fastapi import APIRouter, Request, Response
from starlette.datastructures import FormData

from actions import bulk, handing_on
from actions.bulk import Prospect
from engine.commands import Choice as Paper
from engine.handling.bulk import MOST_AT_ONCE
from engine.refusals import NoSuchAssignment, NothingChosen, Refusal, TooManyAtOnce
from models import cases
from models.session import Session
from web.cases.acts import chosen
from web.errors import sentence_of, status_of, unforeseen
from web.pages import render, words
from web.speaking import IDENTITY, Me, Posted, Viewer, said, transaction
from web.wording import DECISION

router = APIRouter(prefix="/bulk")
_PAPERS: tuple[Paper, ...] = get_args(Paper)


@dataclass(frozen=True, slots=True)
class BulkLine:
    """What becomes of one of several: what it does, or why it does not."""

    assignment: str
    case: str
    number: str
    subject: str | None
    done: bool
    sentences: tuple[str, ...]


@router.post("/preview")
def preview(request: Request, me: Me, form: Posted) -> Response:
    """What the decision would do to each that was ticked. Nothing is changed."""

    def page() -> Response:
        decision, comment = chosen(form, "decision", _PAPERS), said(form, "comment")
        lines = foreseen(request, me, ticked(form), decision, comment)
        decision_word = words(request)(DECISION[decision])
        given = {"decision": decision, "decision_word": decision_word, "comment": comment}
        return _page(request, lines=lines, given=given)

    return _answered(request, page)


@router.post("/decisions")
def decide(request: Request, me: Me, form: Posted) -> Response:
    """Decide each that was ticked, in its own transaction."""

    def page() -> Response:
        decision = chosen(form, "decision", _PAPERS)
        lines = decided(request, me, ticked(form), decision, said(form, "comment"))
        return _page(request, lines=lines, done=True)

    return _answered(request, page)


@router.post("/take-backs")
def take_back(request: Request, me: Me, form: Posted) -> Response:
    """Take the decisions on those that were ticked back, each by itself."""
    return _answered(
        request,
        lambda: _page(request, lines=taken_back(request, me, ticked(form)), done=True, taken_back=True),
    )


def ticked(form: FormData) -> list[str]:
    """The shares that were ticked."""
    return [one for one in form.getlist("assignment") if isinstance(one, str)]


def foreseen(
    request: Request, me: Viewer, shares: Sequence[str], decision: Paper, comment: str
) -> list[BulkLine]:
    """What deciding each would do; the preview takes each back, and its lock with it, before it tries the next."""
    each = _several(shares)
    with transaction(request) as session:
        found = bulk.preview(
            session,
            list(filter(_is_readable, each)),
            decision,
            actor=me.person,
            now=me.now,
            comment=comment,
        )
    known = {one.assignment_id: one for one in found}
    unknown = NoSuchAssignment()
    return [
        _foreseen(request, known.get(one) or Prospect(one, "", "", None, refused=unknown)) for one in each
    ]


def decided(
    request: Request, me: Viewer, shares: Sequence[str], decision: Paper, comment: str
) -> list[BulkLine]:
    """Decide each in its own transaction: one that is refused keeps no other from being done."""

    def act(session: Session, share: str) -> tuple[str, ...]:
        return bulk.decide_one(session, share, decision, actor=me.person, now=me.now, comment=comment)

    return [_done(request, share, act) for share in _several(shares)]


def taken_back(request: Request, me: Viewer, shares: Sequence[str]) -> list[BulkLine]:
    """Take each back in its own transaction."""

    def act(session: Session, share: str) -> tuple[str, ...]:
        handing_on.take_back(session, share, actor=me.person, now=me.now)
        return ()

    return [_done(request, share, act) for share in _several(shares)]


def _several(shares: Sequence[str]) -> list[str]:
    """Each once. Raises NothingChosen, TooManyAtOnce: then none of them is touched."""
    each = list(dict.fromkeys(shares))
    if not each:
        raise NothingChosen
    if len(each) > MOST_AT_ONCE:
        raise TooManyAtOnce(most=MOST_AT_ONCE, chosen=len(each))
    return each


def _is_readable(share: str) -> bool:
    """Whether it can be the id of a share at all."""
    return re.fullmatch(IDENTITY, share) is not None


def _foreseen(request: Request, one: Prospect) -> BulkLine:
    sentences = (sentence_of(request, one.refused),) if one.refused else one.effects
    return BulkLine(
        one.assignment_id, one.case_id, one.number, one.subject, done=one.refused is None, sentences=sentences
    )


def _done(request: Request, share: str, act: Callable[[Session, str], tuple[str, ...]]) -> BulkLine:
    outside: tuple[str, str, str | None] = ("", "", None)
    try:
        with transaction(request) as session:
            outside = _outside(session, share)
            sentences = act(session, share)
    except Refusal as refusal:
        return BulkLine(share, *outside, done=False, sentences=(sentence_of(request, refusal),))
    except Exception as error:  # noqa: BLE001 - what the others came to must still be told
        return BulkLine(share, *outside, done=False, sentences=(unforeseen(request, error),))
    return BulkLine(share, *outside, done=True, sentences=sentences)


def _outside(session: Session, share: str) -> tuple[str, str, str | None]:
    """The case's id, number and subject. Raises NoSuchAssignment."""
    found = cases.outside_of(session, share) if _is_readable(share) else None
    if found is None:
        raise NoSuchAssignment
    return found


def _answered(request: Request, page: Callable[[], Response]) -> Response:
    """The page, or the refusal of all that was ticked in its place."""
    try:
        return page()
    except Refusal as refusal:
        return _page(request, status=status_of(refusal), sentence=sentence_of(request, refusal))


def _page(
    request: Request,
    *,
    status: int = 200,
    lines: Sequence[BulkLine] = (),
    sentence: str = "",
    done: bool = False,
    taken_back: bool = False,
    given: Mapping[str, object] = MappingProxyType({}),
) -> Response:
    facts = {"lines": lines, "sentence": sentence, "done": done, "taken_back": taken_back, **given}
    return render(request, "bulk.html", status, **facts)
