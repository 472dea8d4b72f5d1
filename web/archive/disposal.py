"""销毁清册: one list, to be read, decided on and taken back."""

from collections.abc import Callable, Mapping

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from actions import disposals
from engine.refusals import NoSuchDisposal, Refusal
from engine.retention.disposing import STATUS_LABELS, may_decide
from models import disposals as stored
from models import organisation, processes
from models.session import Session
from web.archive.words import ended_as
from web.errors import sentence_of, status_of
from web.pages import render
from web.speaking import Keeper, Posted, Viewer, said, transaction

router = APIRouter(prefix="/archive/lists/{number}")


@router.get("")
def page(request: Request, me: Keeper, number: str, done: str = "") -> Response:
    """The list, as it is printed."""
    return _page(request, me, number, done=bool(done))


@router.post("/decision")
def decide(request: Request, me: Keeper, form: Posted, number: str) -> Response:
    """Approve it, but for those struck, or refuse it."""
    struck = {one: said(form, "why") for one in form.getlist("struck") if isinstance(one, str)}

    def act(session: Session) -> None:
        disposals.decide(
            session,
            number,
            approve=said(form, "decision") == "approve",
            reason=said(form, "reason"),
            struck=struck,
            actor=me.person,
            now=me.now,
        )

    return _done(request, me, number, form, act)


@router.post("/recall")
def recall(request: Request, me: Keeper, form: Posted, number: str) -> Response:
    """Take it back before anything is destroyed."""

    def act(session: Session) -> None:
        disposals.recall(session, number, actor=me.person, now=me.now)

    return _done(request, me, number, form, act)


def people_of(session: Session, one: stored.Disposal) -> Mapping[str, str]:
    """The names of those who proposed, decided or took it back, by id."""
    known = [one.proposed_by, one.decided_by, one.recalled_by]
    return organisation.names_of_people(session, [who for who in known if who is not None])


def found(session: Session, number: str) -> stored.Disposal:
    """The list. Raises NoSuchDisposal."""
    one = stored.get(session, number)
    if one is None:
        raise NoSuchDisposal
    return one


def _done(
    request: Request, me: Viewer, number: str, form: FormData, act: Callable[[Session], None]
) -> Response:
    try:
        with transaction(request) as session:
            act(session)
    except NoSuchDisposal:
        raise
    except Refusal as refusal:
        return _page(request, me, number, form=form, refusal=refusal)
    return RedirectResponse(f"/archive/lists/{number}?done=1", 303)


def _page(
    request: Request,
    me: Viewer,
    number: str,
    *,
    form: FormData | None = None,
    refusal: Refusal | None = None,
    done: bool = False,
) -> Response:
    with transaction(request) as session:
        one = found(session, number)
        items = stored.items(session, number)
        versions = {item.version: processes.get(session, item.version) for item in items}
        names = people_of(session, one)
    begun = any(item.destroyed_at for item in items)
    return render(
        request,
        "archive/disposal.html",
        status_of(refusal) if refusal else 200,
        one=one,
        items=items,
        versions=versions,
        endings={item.case_id: ended_as(versions[item.version], item.ending) for item in items},
        names=names,
        statuses=STATUS_LABELS,
        decides=one.status == "proposed" and may_decide(me.person, one.proposed_by),
        recalls=one.status in ("proposed", "approved") and not begun,
        typed={name: said(form, name) if form else "" for name in ("reason", "why")},
        sentence=sentence_of(request, refusal) if refusal else "",
        done=done,
    )
