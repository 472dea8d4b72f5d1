"""文书 about a case, a round or a meeting: what was issued, issuing another, voiding a number."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from actions.documents import Workshop, issue_document, void_number
from engine.documents.issuing import ISSUERS
from engine.refusals import NoSuchDocument, Refusal
from models import documents, rounds
from models.documents import Document
from models.session import Session
from seeds.document_kinds import kinds
from web.case_page import visible_state
from web.errors import sentence_of, status_of
from web.meeting_page import visible
from web.pages import office_of, render
from web.refusals import NotFound
from web.speaking import IDENTITY, Me, Posted, Viewer, said, transaction

router = APIRouter(prefix="/documents/{about}/{key}")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A document under its number, with its versions, the newest first."""

    kind: str
    versions: Sequence[Document]

    @property
    def newest(self) -> Document:
        """The version that holds."""
        return self.versions[0]


@router.get("")
def listed(request: Request, me: Me, about: str, key: str) -> Response:
    """The documents about a thing, with every version and every voided number."""
    return _page(request, me, about, key)


@router.post("/void")
def void(request: Request, me: Me, form: Posted, about: str, key: str) -> Response:
    """Void a number of one of its documents."""

    def do(session: Session) -> None:
        number = said(form, "number")
        if number not in {one.number for one in documents.about(session, about, key)}:
            raise NoSuchDocument
        void_number(session, number, said(form, "reason"), actor=me.person, now=me.now)

    return _done(request, me, about, key, do)


@router.post("/{kind}")
def issue(request: Request, me: Me, _form: Posted, about: str, key: str, kind: str) -> Response:
    """Issue a document, or a new version of it."""
    office = office_of(request)
    found = kinds().get(kind)
    if found is None or found.about != about:
        raise NotFound
    workshop = Workshop(office.files, office.seal, office.settings.demo, office.settings.public_url)

    def do(session: Session) -> None:
        issue_document(session, found, key, workshop=workshop, actor=me.person, now=me.now)

    return _done(request, me, about, key, do)


def issued(session: Session, about: str, key: str, *, sees_all: bool) -> list[Numbered]:
    """The documents about a thing by number; what names people of several units only to those who see all."""
    rows = [one for one in documents.about(session, about, key) if sees_all or not one.shared]
    rows.sort(key=lambda one: (one.number, -one.version))
    titles = {one.key: one.title for one in kinds().values()}
    found = [
        Numbered(titles.get(kind, kind), list(versions))
        for (kind, _number), versions in groupby(rows, key=lambda one: (one.kind, one.number))
    ]
    return sorted(found, key=lambda one: one.newest.made_at, reverse=True)


def _done(request: Request, me: Viewer, about: str, key: str, do: Callable[[Session], None]) -> Response:
    try:
        with transaction(request) as session:
            _title(session, me, about, key)
            do(session)
    except NotFound:
        raise
    except Refusal as refusal:
        status, sentence = status_of(refusal), sentence_of(request, refusal)
        return _page(request, me, about, key, status=status, sentence=sentence)
    return RedirectResponse(f"/documents/{about}/{key}", 303)


def _page(
    request: Request, me: Viewer, about: str, key: str, *, status: int = 200, sentence: str = ""
) -> Response:
    with transaction(request) as session:
        title = _title(session, me, about, key)
        member = about == "meeting"
        found = issued(session, about, key, sees_all=me.sees_all_units or member)
    may_issue = bool(me.person.posts & ISSUERS)
    return render(
        request,
        "documents.html",
        status,
        title=title,
        address=f"/documents/{about}/{key}",
        back={"case": f"/cases/{key}", "round": "/rounds", "meeting": f"/meetings/{key}"}[about],
        documents=found,
        kinds=[one for one in kinds().values() if one.about == about] if may_issue else [],
        known={one.newest.kind for one in found if one.newest.voided_at is None},
        sentence=sentence,
    )


def _title(session: Session, me: Viewer, about: str, key: str) -> str:
    """What the documents are about. Raises NotFound for whoever may not see it."""
    match about:
        case "case" if re.fullmatch(IDENTITY, key):
            state = visible_state(session, me, key)
            return f"{state.number} {state.subject or ''}"
        case "meeting" if re.fullmatch(IDENTITY, key):
            return visible(session, me, key).title
        case "round" if me.sees_all_units and (found := rounds.by_key(session, key)):
            return found.title
    raise NotFound
