"""Links between cases, as buttons of the case page."""

from fastapi import APIRouter, Request, Response

from actions import links
from engine.handling.subcases import BY_HAND, LINK_LABELS
from engine.refusals import NoSuchCase, NotSuchALink
from engine.state import LinkKind
from models import cases
from models.reads.visible import may_see
from models.session import Session
from web.cases.overseeing import done
from web.speaking import Identity, Me, Posted, Viewer, said

router = APIRouter(prefix="/cases/{case_id}/links")


@router.post("")
def link(request: Request, me: Me, form: Posted, case_id: Identity) -> Response:
    """Say that the case has to do with another one."""
    number, note = said(form, "number"), said(form, "note")

    def act(session: Session) -> None:
        kind = by_hand(said(form, "kind"))
        must_be_visible(session, me, number)
        links.link(session, case_id, number, kind, actor=me.person, now=me.now, note=note)

    return done(request, me, case_id, form, act)


@router.post("/{link_id}/removal")
def unlink(request: Request, me: Me, form: Posted, case_id: Identity, link_id: Identity) -> Response:
    """Take a link back."""
    return done(
        request,
        me,
        case_id,
        form,
        lambda session: links.unlink(session, case_id, link_id, actor=me.person, now=me.now),
    )


def by_hand(kind: str) -> LinkKind:
    """The kind of link that was chosen. Raises NotSuchALink for one that nobody makes by hand."""
    for one in BY_HAND:
        if one == kind:
            return one
    raise NotSuchALink(kinds="、".join(LINK_LABELS[one] for one in BY_HAND))


def must_be_visible(session: Session, me: Viewer, number: str) -> None:
    """Raises NoSuchCase for a case that the reader may not see: nobody learns by linking that there is one."""
    other = cases.numbered(session, number)
    if other is None or not may_see(session, other, me.person.id):
        raise NoSuchCase
